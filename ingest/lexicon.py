"""The predicates of the sixteen event types, read from `data/lexicon.toml`, by the word that heads them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from graph.model import EventType, Status

VerbForm = Literal[
    "phrase",
    "reverse",
    "verb_to",
    "infinitive",
    "clause",
    "verb_prep",
    "mutual",
    "opinion",
    "wrongdoing",
    "verb",
    "must",
    "reply",
    "reverse_verb",
    "source_verb",
    "target_verb",
]
NounForm = Literal["noun", "mutual_noun", "agent_noun", "again"]
AdjectiveForm = Literal["adjective"]
Form = VerbForm | NounForm | AdjectiveForm | Literal["model"]
VERB_FORMS: tuple[Form, ...] = get_args(VerbForm)
NOUN_FORMS: tuple[Form, ...] = get_args(NounForm)
ADJECTIVE_FORMS: tuple[Form, ...] = get_args(AdjectiveForm)
PLACES = frozenset({"in", "at", "near"})
PREPOSITIONS = frozenset(
    "of on against with to for from in into at over by between about toward towards upon under among around"
    " near before behind after as through off onto without".split()
)


@dataclass(frozen=True)
class Construction:
    """One way to say an act: the form, the words that must stand beside its head, and the preposition
    before the other side.
    """

    form: Form
    type: EventType
    mode: str | None
    alt: EventType | None
    head: str
    words: tuple[str, ...]
    preposition: str | None
    not_object: frozenset[str]
    with_object: bool = False
    of_target: bool = False  # of a noun: whom "of" names is who suffers it, as in "the killing of T in"

    @property
    def name(self) -> str:
        """How a claim names the rule that made it: "ACCUSE/verb:condemn"."""
        said = " ".join(w for w in (self.head, *self.words, self.preposition) if w)
        return f"{self.type}/{self.form}:{said}"


@dataclass(frozen=True)
class Lexicon:
    """Constructions by head lemma, the longest first; governors that change an act's status."""

    verbs: Mapping[str, tuple[Construction, ...]]
    nouns: Mapping[str, tuple[Construction, ...]]
    adjectives: Mapping[str, tuple[Construction, ...]]
    governors: Mapping[str, Status]
    act_nouns: Mapping[str, Status]


def _construction(entry: dict[str, Any], form: Form, phrase: str) -> Construction:
    words = phrase.split()
    preposition = words.pop() if len(words) > 1 and words[-1] in PREPOSITIONS else None
    head = words.pop() if form in NOUN_FORMS else words.pop(0)
    return Construction(
        form=form,
        type=entry["type"],
        mode=entry.get("mode") or None,
        alt=entry.get("alt") or None,
        head=head,
        words=tuple(words),
        preposition=preposition,
        not_object=frozenset(entry.get("not_object", ())),
        with_object=entry.get("with_object", False),
    )


def _constructions(entries: list[dict[str, Any]], forms: tuple[Form, ...]) -> Iterator[Construction]:
    for entry in entries:
        for form in forms:
            for phrase in entry.get(form, ()):
                yield _construction(entry, form, phrase)


def _by_head(entries: list[dict[str, Any]], forms: tuple[Form, ...]) -> dict[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = defaultdict(list)
    every = list(_constructions(entries, forms))
    suffered = {(c.head, c.type) for c in every if c.form == "noun" and c.preposition == "of" and not c.words}
    for c in every:
        placed = c.form == "noun" and c.preposition in PLACES and (c.head, c.type) in suffered
        found[c.head].append(replace(c, of_target=placed))
    order = {form: n for n, form in enumerate(forms)}
    return {
        head: tuple(
            sorted(many, key=lambda c: (-len(c.words) - (c.preposition is not None), order[c.form], _rank(c)))
        )
        for head, many in found.items()
    }


def _rank(construction: Construction) -> int:
    """ "apologised to T for U": the partner comes before the matter."""
    return int(construction.preposition in ("for", "over", "in", "about"))


def statuses(section: dict[str, list[str]]) -> dict[str, Status]:
    """Words by the status under which a data file lists them.

    >>> statuses({"planned": ["will"]})
    {'will': 'planned'}
    """
    return {word: cast(Status, status) for status, words in section.items() for word in words}


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships.

    >>> {c.type for c in lexicon().verbs["condemn"] if c.form == "verb"}
    {'ACCUSE'}
    """
    raw = tomllib.loads(files("ingest").joinpath("data/lexicon.toml").read_text("utf-8"))
    return Lexicon(
        verbs=_by_head(raw["entries"], VERB_FORMS),
        nouns=_by_head(raw["entries"], NOUN_FORMS),
        adjectives=_by_head(raw["entries"], ADJECTIVE_FORMS),
        governors=statuses(raw["governors"]),
        act_nouns=statuses(raw["act_nouns"]),
    )
