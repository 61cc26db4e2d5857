"""One act at one word: the construction, and the arguments that fill it."""

from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import is_passive, patients
from ingest.lexicon import Construction


@dataclass(frozen=True)
class Reading:
    """One act at one word: which construction, and the arguments that fill it (heads, not yet actors).

    `mutual`: the sources act on each other where there is no target.
    """

    token: Token
    construction: Construction
    sources: tuple[Token, ...]
    targets: tuple[Token, ...]
    mutual: bool = False


def reading(
    token: Token,
    construction: Construction,
    sources: list[Token],
    targets: list[Token],
    mutual: bool = False,
) -> Reading | None:
    """The reading, unless it has neither source nor target."""
    if not sources and not targets:
        return None
    return Reading(token, construction, tuple(sources), tuple(targets), mutual)


def words_present(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the words that a construction needs stand near its head and below it or above it."""
    if not words:
        return True
    near = [t for t in token.subtree if token.i < t.i <= token.i + 12]
    if is_passive(token):
        near += [t for subject in patients(token) for t in subject.subtree]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    return all(word in lemmas for word in words)
