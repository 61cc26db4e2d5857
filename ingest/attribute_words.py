"""The words that say who says so, read from `data/speech.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

Words = frozenset[str]


@dataclass(frozen=True)
class Speech:
    """Lemmas by what they do; the file says with an example what each list is."""

    say: Words
    think: Words
    object: Words
    infinitive: Words
    accuse: Words
    deny: Words
    dismiss: Words
    disbelieve: Words
    cite: Words
    hearsay: Words
    silent: Words
    formal: Words
    refer: Words
    sure: Words
    naming: Words
    accuse_prepositions: Words
    told: Words
    bearer: Words
    position: Words
    wording: Words
    outlet: Words
    hedge_adverbs: Words
    hedge_adjectives: Words
    hedge_modals: Words
    hedge_verbs: Words
    hedge_retold: Words
    false: Words

    @cached_property
    def telling(self) -> Words:
        """All verbs that assert something."""
        return self.say | self.think | self.accuse | self.object | self.infinitive | self.refer

    @cached_property
    def hedging(self) -> frozenset[tuple[str, str]]:
        """Hedging words with the function that they have in the parse."""
        return frozenset(
            [("advmod", w) for w in self.hedge_adverbs] + [("amod", w) for w in self.hedge_adjectives]
        )


@cache
def speech() -> Speech:
    """The vocabulary that ships.

    >>> "say" in speech().say, "say" in speech().deny
    (True, False)
    """
    raw = tomllib.loads(files("ingest").joinpath("data/speech.toml").read_text("utf-8"))
    verbs = {name: frozenset(words.split()) for name, words in raw["verbs"].items()}
    nouns = {name: frozenset(words.split()) for name, words in raw["nouns"].items()}
    hedges = {f"hedge_{name}": frozenset(words.split()) for name, words in raw["hedges"].items()}
    return Speech(
        **verbs,
        **nouns,
        **hedges,
        accuse_prepositions=frozenset(raw["prepositions"]["accuse"].split()),
        false=frozenset(raw["false"]["adjectives"].split()),
    )
