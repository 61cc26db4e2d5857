"""Which act joins two stretches of a text that are given: the first as its source, the second as its target.

For a reader who has the pair and asks for the type. Every word of the lexicon near the pair is a candidate,
whether the sentence fills its construction with these two or not; what speaks for each is weighed by
`data/between.toml`, which `python -m ingest.model.weigh` measures on the coded corpus.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from graph.model import EventType, Status
from ingest.arguments import conjuncts
from ingest.confidence import measured
from ingest.document import Document, Sentence, head_of
from ingest.lexicon import Construction, Lexicon, lexicon
from ingest.predicates import constructions, filled
from ingest.reading import Reading, words_present
from ingest.status import status_of

FREE_FORMS = frozenset(
    {"verb", "phrase", "verb_prep", "infinitive", "verb_to", "mutual", "noun", "source_verb"}
)
INSIDE, OWNED = 2, 1  # how an argument meets a stretch


@dataclass(frozen=True)
class Stretch:
    """Tokens `first` to `last` (not included)."""

    first: int
    last: int

    def holds(self, token: Token) -> bool:
        return self.first <= token.i < self.last


@dataclass(frozen=True)
class Pair:
    """The two sides; one of them may be unknown."""

    source: Stretch | None
    target: Stretch | None

    @property
    def sides(self) -> list[Stretch]:
        return [side for side in (self.source, self.target) if side]


@dataclass(frozen=True)
class Act:
    """A candidate: a construction at a word, what speaks for it, and how much that weighs together."""

    construction: Construction
    token: Token
    features: Mapping[str, float]
    weight: float = 0.0

    @property
    def type(self) -> EventType:
        return self.construction.type

    def status(self, words: Lexicon | None = None) -> Status:
        """Whether it happened, as the text tells it."""
        return status_of(self.token, words or lexicon())


def type_between(document: Document, pair: Pair, words: Lexicon | None = None) -> Act | None:
    """The act that the text most likely tells between the two; None where it has no word of the lexicon.

    >>> from graph.model import Article
    >>> from ingest.read import read
    >>> text = "Arland said its ministers had harshly criticised the new government of Borland."
    >>> document = read(Article(id="a", text=text))
    >>> act = type_between(document, Pair(stretch(document, 0, 6), stretch(document, 71, 78)))
    >>> act and (act.type, act.construction.name, act.status())
    ('ACCUSE', 'ACCUSE/verb:criticise', 'actual')
    """
    weighed = weights()
    found = [
        Act(act.construction, act.token, act.features, _weight(act.features, weighed))
        for act in acts(document, pair, words or lexicon())
    ]
    return max(found, key=lambda act: act.weight, default=None)


def stretch(document: Document, start: int, end: int) -> Stretch | None:
    """The tokens that a stretch of the article's text touches."""
    tokens = document.tokens(start, end)
    return Stretch(tokens.start, tokens.stop) if tokens else None


def _weight(features: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    return sum(weighed.get(name, 0.0) * value for name, value in features.items())


def acts(document: Document, pair: Pair, words: Lexicon) -> list[Act]:
    """Every candidate in the sentences of the pair, with what speaks for it."""
    found = list(_candidates(document, pair, words))
    done = {act.token.i for act in found if act.features.get(f"source {INSIDE}")}
    return [Act(a.construction, a.token, {**a.features, "below": _is_below(a, done)}) for a in found]


def _is_below(act: Act, done: set[int]) -> float:
    """Whether another act, whose source is the one given, stands above."""
    return float(any(above.i in done for above in _upwards(act.token)[1:]))


def _candidates(document: Document, pair: Pair, words: Lexicon) -> Iterator[Act]:
    way = _way(document, pair)
    for sentence in _sentences(document, pair):
        for token in document.doc[sentence.first : sentence.last]:
            for construction in constructions(token, words):
                reading = filled(token, construction)
                if reading or _could_be(token, construction):
                    features = dict(_of_sides(reading, document, pair))
                    features |= _of_word(token, construction) | _of_place(token, pair, way)
                    yield Act(construction, token, features)


def _sentences(document: Document, pair: Pair) -> Sequence[Sentence]:
    """The sentences in which the sides stand; all where neither is given."""
    indices = {document.sentence_of(side.first).index for side in pair.sides}
    return [s for s in document.sentences if s.index in indices or not indices]


def _could_be(token: Token, construction: Construction) -> bool:
    """Whether the bare words may tell the act although the parse fills it with nobody."""
    if construction.form not in FREE_FORMS or (construction.form == "noun" and construction.words):
        return False
    needed = construction.words or (construction.preposition or "",)
    is_bare = construction.form != "verb_prep" or needed == ("",)
    return words_present(token, construction.words if is_bare else needed)


def _of_sides(reading: Reading | None, document: Document, pair: Pair) -> Iterator[tuple[str, float]]:
    """How the arguments of a construction meet the two stretches."""
    if reading is None:
        yield "not filled", 1.0
        return
    source = _meets(reading.sources, pair.source, document)
    target = _meets(reading.targets, pair.target, document)
    if reading.mutual and not target:
        target = _meets(reading.sources, pair.target, document)
    yield f"source {source}", 1.0
    yield f"target {target}", 1.0
    turned = _meets(reading.sources, pair.target, document) and _meets(reading.targets, pair.source, document)
    yield "turned round", float(bool(turned and not (source and target)))
    yield "another source", float(bool(reading.sources and pair.source and not source))
    yield "another target", float(bool(reading.targets and pair.target and not target))


def _meets(arguments: Sequence[Token], side: Stretch | None, document: Document) -> int:
    """INSIDE: an argument lies in the stretch; OWNED: the stretch hangs on an argument; else 0."""
    if side is None:
        return 0
    ones = [one for argument in arguments for one in conjuncts(argument)]
    if any(side.holds(one) for one in ones):
        return INSIDE
    head = document.doc[head_of(document.doc, side.first, side.last)]
    return OWNED if any(one in _upwards(head) for one in ones) else 0


def _upwards(token: Token) -> list[Token]:
    """A token and all above it."""
    found = [token]
    while found[-1].head != found[-1]:
        found.append(found[-1].head)
    return found


def _way(document: Document, pair: Pair) -> list[int]:
    """The tokens on the way from one side to the other through the parse; first the one where both meet."""
    up = [_upwards(document.doc[head_of(document.doc, s.first, s.last)]) for s in pair.sides]
    if len(up) < 2:
        return [t.i for t in up[0][1:]] if up else []
    top = next((t for t in up[0] if t in up[1]), None)
    below = [t.i for one in up for t in one if top is None or t not in _upwards(top)]
    return [*([top.i] if top is not None else []), *below]


def _of_word(token: Token, construction: Construction) -> dict[str, float]:
    precision = measured().rule_precision(construction.name)
    return {
        construction.form: 1.0,
        "words": len(construction.words) + bool(construction.preposition) / 2,
        "rule": math.log(precision / (1 - precision)),
        "verb": float(token.pos_ == "VERB"),
    }


def _of_place(token: Token, pair: Pair, way: Sequence[int]) -> dict[str, float]:
    bounds = [i for side in pair.sides for i in (side.first, side.last)]
    return {
        "where they meet": float(token.i in way[:1]),
        "on the way": float(token.i in way[1:]),
        "in the source": float(bool(pair.source and pair.source.holds(token))),
        "in the target": float(bool(pair.target and pair.target.holds(token))),
        "before both": float(bool(bounds) and token.i < min(bounds, default=0)),
        "after both": float(bool(bounds) and token.i >= max(bounds, default=0)),
        "root": float(token.dep_ == "ROOT"),
    }


@cache
def weights() -> Mapping[str, float]:
    """The weights that ship."""
    raw = tomllib.loads(files("ingest").joinpath("data/between.toml").read_text("utf-8"))
    return {name: float(value) for name, value in raw["weights"].items()}
