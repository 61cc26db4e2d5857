"""From an alias to the token sequences by which it is found in a text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import spacy
from spacy.tokens import Doc

Key = tuple[str, ...]

SPELLINGS = (
    ("Defence", "Defense"),
    ("Organisation", "Organization"),
    ("Centre", "Center"),
    (" and ", " & "),
)
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "ə": "a",
        "Ə": "A",
        "ʻ": "'",
        "ʿ": "'",
    }
)
PLAIN = re.compile("[A-Za-z ]+")
SPELLED = re.compile("Defen[cs]e|Organi[sz]ation|Cent[re]{2}| and |^The ")
ARTICLE = re.compile(r"\b(al|el|ul|an|as|ash|ad|ar)-(?=[A-Z])", re.I)


@cache
def tokenizer() -> Callable[[str], Doc]:
    """spaCy's English tokeniser, the one that cuts the articles."""
    return spacy.blank("en").tokenizer


def keys(alias: str) -> frozenset[Key]:
    """The token sequences under which an alias is looked up, with its usual spellings.

    >>> sorted(keys("The Hill"))
    [('The', 'Hill'), ('the', 'Hill')]
    >>> ("al", "-", "Qaeda") in keys("Al-Qaeda")
    True
    """
    return frozenset(tokens(spelling) for spelling in spellings(alias))


def tokens(text: str) -> Key:
    """The tokens of a name, as spaCy cuts it.

    >>> tokens("Iran's IRGC")
    ('Iran', "'s", 'IRGC')
    """
    if PLAIN.fullmatch(text):
        return tuple(text.split())
    return tuple(token.text for token in tokenizer()(text) if not token.is_space)


def spellings(alias: str) -> set[str]:
    """An alias without accents, with Arabic articles in either case, in British and American spelling.

    >>> sorted(spellings("Ministry of Defence"))
    ['Ministry of Defence', 'Ministry of Defense']
    """
    alias = alias.replace("’", "'")
    found = {alias} if alias.isascii() else {alias, plain(alias)}
    if SPELLED.search(alias):
        for one, other in SPELLINGS:
            found |= {s.replace(one, other) for s in found} | {s.replace(other, one) for s in found}
        found |= {"the " + s[4:] for s in found if s.startswith("The ")}
    return found | set(_articles(found)) if ARTICLE.search(alias) else found


def plain(alias: str) -> str:
    """A name as English-language news write it, without marks on its letters.

    >>> plain("Recep Tayyip Erdoğan")
    'Recep Tayyip Erdogan'
    """
    cut = unicodedata.normalize("NFKD", alias.translate(LETTERS))
    return "".join(c for c in cut if not unicodedata.combining(c))


def _articles(found: Iterable[str]) -> Iterator[str]:
    for spelling in list(found):
        if ARTICLE.search(spelling):
            yield ARTICLE.sub(lambda m: m[1].lower() + "-", spelling)
            yield ARTICLE.sub(lambda m: m[1].capitalize() + "-", spelling)
            yield ARTICLE.sub(lambda m: m[1].lower() + " ", spelling)
