"""One sentence as the pair model sees it: its words, the mentions in it, and how each ordered pair of them
stands to each word. Plain arrays, the same for training and at run time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from graph.model import EventType, Kind
from ingest.document import Cast, Document, Sentence, Spot
from ingest.lexicon import lexicon
from ingest.model.paths import bearings, relations
from ingest.told import Told

TYPES: tuple[EventType, ...] = get_args(EventType)
KINDS: tuple[str, ...] = get_args(Kind)
DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound"
    " conj csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod"
    " oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
MOST_MENTIONS = 24
ANY_TYPE, MUTUAL = len(TYPES), len(TYPES) + 1

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


def _numbers(names: Sequence[str]) -> dict[str, int]:
    """Each name's number, from 1; 0 is for what is not named."""
    return {name: n + 1 for n, name in enumerate(names)}


DEPENDENCY, PART, KIND = _numbers(DEPENDENCIES), _numbers(PARTS), _numbers(KINDS)
TYPE = {name: n for n, name in enumerate(TYPES)}


@dataclass(frozen=True)
class Pairs:
    """A sentence of L words with M mentions; mention 0 of the pairs is nobody, so there are (M + 1)² pairs.

    `relation` (M+1, M+1, L) says how each word stands to each pair, `bearing` (M+1, M+1) how far and in which
    order its mentions stand, `verdict` (M+1, M+1, 18) what the rules told of it.
    """

    words: tuple[str, ...]
    dependency: Whole
    part: Whole
    triggers: Floats
    spans: Whole
    heads: Whole
    kinds: Whole
    relation: Whole
    bearing: Whole
    verdict: Floats
    spots: tuple[Spot, ...]


def pairs(document: Document, cast: Cast, sentence: Sentence, events: Iterable[Told]) -> Pairs:
    """The pairs of one sentence; `events` are those that the rules told of it."""
    tokens = [document.doc[i] for i in range(sentence.first, sentence.last)]
    first = sentence.first
    spots = tuple(cast.within(sentence.first, sentence.last))[:MOST_MENTIONS]
    spans = np.array([(s.first - first, s.last - 1 - first) for s in spots], dtype=np.int64).reshape(-1, 2)
    heads = np.array([s.head - first for s in spots], dtype=np.int64)
    above = np.array([min(max(t.head.i - first, 0), len(tokens) - 1) for t in tokens])
    verbal = np.array([t.pos_ in ("VERB", "AUX") for t in tokens])
    return Pairs(
        words=tuple(t.text for t in tokens),
        dependency=np.array([DEPENDENCY.get(t.dep_, 0) for t in tokens], dtype=np.int64),
        part=np.array([PART.get(t.pos_, 0) for t in tokens], dtype=np.int64),
        triggers=np.stack([_trigger(t.lemma_.lower(), t.tag_, t.pos_) for t in tokens]),
        spans=spans,
        heads=heads,
        kinds=np.array([KIND[cast.actors[s.actors[0]].kind] for s in spots], dtype=np.int64),
        relation=relations(spans, heads, above, verbal),
        bearing=bearings(spans),
        verdict=_verdict(spots, events),
        spots=spots,
    )


@lru_cache(maxsize=50_000)
def _trigger(lemma: str, tag: str, part: str) -> Floats:
    """The types of which the lexicon knows this word as a predicate."""
    words = lexicon()
    known = (
        words.verbs.get(lemma, ())
        if tag.startswith("VB")
        else words.nouns.get(lemma, ())
        if part in ("NOUN", "PROPN")
        else words.adjectives.get(lemma, ())
        if part in ("ADJ", "ADV")
        else ()
    )
    flags = np.zeros(len(TYPES), dtype=np.float32)
    for construction in known:
        flags[TYPE[construction.type]] = 1
    return flags


def _verdict(spots: Sequence[Spot], events: Iterable[Told]) -> Floats:
    found = np.zeros((len(spots) + 1, len(spots) + 1, len(TYPES) + 2), dtype=np.float32)
    for event in events:
        sources = _cells(spots, event.source.actor if event.source else None)
        targets = _cells(spots, event.target.actor if event.target else None)
        for i, j in ((i, j) for i in sources for j in targets if i != j):
            found[i, j, [TYPE[event.type], ANY_TYPE]] = 1
            if event.mutual:
                found[i, j, MUTUAL] = found[j, i, MUTUAL] = 1
    return found


def _cells(spots: Sequence[Spot], actor: str | None) -> list[int]:
    """The mentions of an actor, counted from 1; 0 where nobody is meant."""
    return [0] if actor is None else [n + 1 for n, spot in enumerate(spots) if actor in spot.actors]
