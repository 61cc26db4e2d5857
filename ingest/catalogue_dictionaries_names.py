"""The names of PETRARCH and TABARI dictionaries (OWL_TAMERS_OF_NORWAY_), as news write them."""

import re
from collections.abc import Iterator

from graph.model import Kind
from ingest.catalogue import Catalogue
from ingest.mentions_nouns import noun_of, nouns
from ingest.resolve_kinds import by_words

SMALL = frozenset("OF THE AND FOR IN ON AT TO BY DE DEL DI DA VON VAN BIN IBN".split())
MOVING = frozenset("AL EL".split())
ACRONYM, SHORT = 3, 5
BRACKETS = re.compile(r"\([^()]*\)?|\)")
PERSON_WORDS = range(2, 5)


def spelled(name: str) -> tuple[str, ...]:
    """The spellings of a name, the likeliest first; an acronym and a short name look alike.

    >>> spelled("BAN_KI-MOON_"), spelled("PLO_"), spelled("UNITA")
    (('Ban Ki-Moon', 'Ban Ki-moon'), ('PLO',), ('Unita', 'UNITA'))
    >>> spelled("ARMY_OF_OSLO_"), spelled("AL_SHAYMA")
    (('Army of Oslo',), ('Al Shayma', 'al Shayma'))
    """
    words = BRACKETS.sub(" ", name.replace("_", " ")).split()
    if len(words) == 1 and "-" not in words[0] and len(words[0].strip(".")) <= SHORT:
        written = words[0] if words[0].isupper() else words[0].upper()
        return (written,) if len(written) <= ACRONYM or "." in written else (written.capitalize(), written)
    title = " ".join(_word(word, i) for i, word in enumerate(words))
    return tuple(dict.fromkeys(_variants(title)))


def best(names: tuple[str, ...]) -> str:
    """Of the spellings of an organisation, the acronym."""
    return names[1] if names[1] == names[0].upper() else names[0]


def _word(word: str, at: int) -> str:
    if at and word in SMALL:
        return word.lower()
    if "." in word and word.count(".") > 1:
        return word
    joined = "-".join(part.capitalize() for part in word.split("-"))
    return re.sub(r"(?<=\bD'|\bO')\w|(?<=\bMc)\w", lambda m: m[0].upper(), joined)


def _variants(title: str) -> Iterator[str]:
    if title:
        yield title
        if "-" in title:
            yield re.sub(r"-(\w)", lambda m: m[0].lower(), title)
        if title.upper().split()[0] in MOVING:
            yield title[0].lower() + title[1:]


def noun(name: str) -> str:
    """The noun of an agent.

    >>> noun("LORRY_DRIVER")
    'lorry driver'
    """
    return " ".join(name.replace("_", " ").lower().split())


def is_person(name: str) -> bool:
    """Whether a name without dates looks like a person's: some words, none for an organisation.

    >>> is_person("Olav Fjell"), is_person("Customs Office"), is_person("Sons of Olav")
    (True, False, False)
    """
    words = name.split()
    small = any(word.lower() in ("of", "and", "for", "the") for word in words)
    return (
        len(words) in PERSON_WORDS and not small and organised(name) is None and noun_of(name.lower()) is None
    )


def organised(name: str) -> Kind | None:
    """The kind of organisation that the words of a name tell."""
    found = by_words(name)
    return found.kind if found else None


def made_by_rule(name: str, known: Catalogue) -> bool:
    """Whether a name only says an organ or a role of a state, which every text resolves by itself.

    >>> from ingest.catalogue import catalogue
    >>> made_by_rule("Norwegian Foreign Ministry", catalogue()), made_by_rule("Norwegian Shield", catalogue())
    (True, False)
    """
    words = tuple(name.split())
    for cut in range(1, len(words)):
        rest = " ".join(words[cut:]).lower()
        meanings = known.names.get(words[:cut], ())
        state = any(known.entries[meaning.entry].actor.kind == "state" for meaning in meanings)
        if state and (rest in known.said or rest.replace(" ", "-") in nouns()):
            return True
    return False
