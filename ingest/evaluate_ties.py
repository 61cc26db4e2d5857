"""Standing ties on articles whose entities were coded, where many ties come from an encyclopaedia."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from graph.model import Affiliation, Article, Coding
from ingest.evaluate_figures import Measure, Miss, Score, Share
from ingest.evaluate_records import GoldRecord
from ingest.extract import Rules

RELATIONS = {
    "head_of": "LEADS",
    "official_of": "MEMBER_OF",
    "member_of": "MEMBER_OF",
    "advisor_of": "MEMBER_OF",
    "spokesperson_of": "REPRESENTS",
    "part_of": "PART_OF",
    "based_in": "BASED_IN",
    "citizen_of": "CITIZEN_OF",
}
ADJECTIVE = "gpe0"  # "Haitian" is an entity of its own, tied to Haiti

Between = tuple[int, str, int]


class Entity(GoldRecord):
    """An entity with its mentions: start, end and words."""

    id: int
    name: str | None = None
    mentions: tuple[tuple[int, int, str], ...] = ()


class Tied(GoldRecord):
    """A relation between two entities; `mapped` in the common words."""

    s: int
    p: str
    o: int
    mapped: str | None = None
    scorable: bool = True


class GoldTies(GoldRecord):
    """An article with its entities and their relations."""

    id: str = Field(alias="doc_id")
    title: str | None = None
    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Tied, ...]

    def article(self) -> Article:
        """The article; its text begins with the title already."""
        return Article(id=self.id, title=self.title or "", text=self.text)


@dataclass(frozen=True)
class Entities:
    """The entities of one article; a state and its adjective are one."""

    same: Mapping[int, int]
    ends: Mapping[int, tuple[int, int]]
    words: Mapping[str, int]

    @classmethod
    def of(cls, gold: GoldTies) -> "Entities":
        same = {tie.s: tie.o for tie in gold.relations if tie.p.startswith(ADJECTIVE)}
        ends = {end: (start, one.id) for one in gold.entities for start, end, _ in one.mentions}
        words = {said: one.id for one in gold.entities for _, _, said in one.mentions}
        return cls(same, ends, words)

    def one(self, entity: int) -> int:
        """The entity that stands for this one."""
        return self.same.get(entity, entity)

    def by_actor(self, coding: Coding) -> dict[str, int]:
        """The entity that each of our actors is: the one whose mentions end where its own do most often.

        One that is only named as a place has no mentions: it is the entity that is called the same.
        """
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for mention in coding.mentions:
            start, entity = self.ends.get(mention.end, (-1, 0))
            if start >= mention.start:
                found[mention.actor][self.one(entity)] += 1
        known = {actor: entities.most_common(1)[0][0] for actor, entities in found.items()}
        for actor in coding.actors:
            called = [self.words[name] for name in (actor.name, *actor.aliases) if name in self.words]
            if called:
                known.setdefault(actor.id, self.one(called[0]))
        return known


def gold_ties(gold: GoldTies) -> set[Between]:
    """The ties of the gold that are of our six kinds.

    >>> row = {"doc_id": "a", "text": "", "entities": [], "relations": [
    ...     {"s": 1, "p": "head_of", "o": 2, "mapped": "head_of"}, {"s": 2, "p": "gpe0", "o": 3}]}
    >>> gold_ties(GoldTies.model_validate(row))
    {(1, 'LEADS', 3)}
    """
    entities = Entities.of(gold)
    return {
        (entities.one(tie.s), RELATIONS[tie.mapped], entities.one(tie.o))
        for tie in gold.relations
        if tie.scorable and tie.mapped in RELATIONS
    }


def told_ties(gold: GoldTies, coding: Coding) -> dict[Between, Affiliation]:
    """Our ties between two of the gold's entities; of others the gold says nothing."""
    known = Entities.of(gold).by_actor(coding)
    found: dict[Between, Affiliation] = {}
    for tie in coding.affiliations:
        if tie.source in known and tie.target in known and known[tie.source] != known[tie.target]:
            found.setdefault((known[tie.source], tie.relation, known[tie.target]), tie)
    return found


def score_ties(gold: Sequence[GoldTies], codings: Sequence[Coding], path: Path) -> Score:
    """The ties of all relations together, and of each.

    >>> score_ties([], [], Path("none")).measures[0].share.gold
    0
    """
    hit, told, wanted = Counter[str](), Counter[str](), Counter[str]()
    misses: list[Miss] = []
    for row, coding in zip(gold, codings, strict=True):
        ours, theirs = told_ties(row, coding), gold_ties(row)
        told.update(bond[1] for bond in ours)
        wanted.update(bond[1] for bond in theirs)
        hit.update(bond[1] for bond in theirs & ours.keys())
        misses += _misses(row, ours, theirs)
    measures = [Measure("ties", Share(hit.total(), told.total(), wanted.total()))]
    measures += [Measure(name, Share(hit[name], told[name], wanted[name])) for name in sorted(wanted)]
    return Score("ties", path, tuple(measures), tuple(misses))


def _misses(row: GoldTies, ours: Mapping[Between, Affiliation], theirs: set[Between]) -> Iterator[Miss]:
    names = {one.id: one.name or "" for one in row.entities}
    for source, relation, target in sorted(theirs - ours.keys()):
        yield Miss("missed", row.id, f"{names.get(source)} {relation} {names.get(target)}", "")
    for bond, tie in ours.items():
        if bond not in theirs:
            what = f"{names.get(bond[0])} {bond[1]} {names.get(bond[2])}"
            yield Miss("extra", row.id, what, tie.evidence.quote)


def evaluated(gold: Sequence[GoldTies], rules: Rules, path: Path) -> Score:
    """The score of our ties."""
    return score_ties(gold, [rules.extract(row.article()) for row in gold], path)
