"""How right the triples are by construction: by the form of the rule, and by how the sentence puts them.

What only the parse tells (active, passive, noun) is known of what was told, so its rows are precision; what
the coding tells (negated, attributed, one of a compound side) is known of both, and has a row in each table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.arguments import is_passive
from ingest.document import Document
from ingest.evaluate_figures import Measure, Miss, Share, Table
from ingest.evaluate_misses import line
from ingest.evaluate_records import Coded, Relation, coded
from ingest.extract import Stages
from ingest.lexicon import NOUN_FORMS
from ingest.told import Told

Place = tuple[str, str, str | None, str | None]  # rule, quote, the words of the sides


def coded_with_grammar(stages: Stages) -> Coded:
    """Our coding of an article as relations that know how their sentence puts them."""
    made, document = coded(stages.coding), stages.document
    known = {_place(document, event): grammar(document, event) for event in stages.told}
    relations = [
        relation.model_copy(update={"grammar": known.get(_told_place(relation))})
        for relation in made.relations
    ]
    return made.model_copy(update={"relations": tuple(relations)})


def _place(document: Document, event: Told) -> Place:
    sides = [document.words(s.first, s.last) if s else None for s in (event.source, event.target)]
    return event.construction.name, document.evidence(event.sentence).quote, sides[0], sides[1]


def _told_place(relation: Relation) -> Place:
    sides = [side.text if side else None for side in (relation.source, relation.target)]
    return relation.rule or "", relation.quote, sides[0], sides[1]


def grammar(document: Document, event: Told) -> str:
    """How the sentence puts an event: by a noun, an adjective, or a verb in the active or the passive."""
    token = document.doc[event.token]
    if event.construction.form in NOUN_FORMS:
        return "noun"
    if event.construction.form == "adjective":
        return "adjective"
    if not is_passive(token):
        return "active"
    return "passive" if event.source else "passive without agent"


@dataclass
class Outcome:
    """All relations that were coded and told, and which of them are right together."""

    gold: list[tuple[str, Relation, frozenset[str]]] = field(default_factory=list)
    told: list[tuple[str, Relation, frozenset[str]]] = field(default_factory=list)
    right: set[int] = field(default_factory=set)

    def take(self, gold: Coded, told: Coded, right: Sequence[tuple[Relation, Relation]]) -> None:
        """The relations of one article."""
        self.gold += [(gold.id, one, traits(one, gold.relations)) for one in gold.relations]
        self.told += [(gold.id, one, traits(one, told.relations)) for one in told.relations]
        self.right |= {id(one) for pair in right for one in pair}

    def tables(self) -> tuple[Table, ...]:
        """Precision by form, by grammar and trait; recall by trait."""
        told = [(one, {one.grammar or "unknown", *found}) for _, one, found in self.told]
        forms = [(one, {form(one)}) for _, one, _ in self.told]
        gold = [(one, set(found)) for _, one, found in self.gold]
        return (
            Table("triples told, by form of the rule", self._rows(forms), "told"),
            Table("triples told, by how the sentence puts them", self._rows(told), "told"),
            Table("triples coded, by what is coded", self._rows(gold), "gold"),
        )

    def _rows(self, relations: Sequence[tuple[Relation, set[str]]]) -> tuple[Measure, ...]:
        names = sorted({name for _, names in relations for name in names})
        return tuple(
            Measure(name, self._share([one for one, names in relations if name in names])) for name in names
        )

    def _share(self, relations: Sequence[Relation]) -> Share:
        return Share(sum(id(one) in self.right for one in relations), len(relations), len(relations))

    def misses(self) -> Iterator[Miss]:
        """The errors behind the tables, those of each row together."""
        wrong = [one for one in self.told if id(one[1]) not in self.right]
        lost = [one for one in self.gold if id(one[1]) not in self.right]
        yield from _sorted("wrong by form", wrong, lambda one, _: {form(one)})
        yield from _sorted("wrong where told", wrong, lambda one, found: {one.grammar or "unknown", *found})
        yield from _sorted("lost where coded", lost, lambda _, found: set(found))


def _sorted(
    title: str,
    relations: Sequence[tuple[str, Relation, frozenset[str]]],
    names: Callable[[Relation, frozenset[str]], set[str]],
) -> Iterator[Miss]:
    rows = [(name, where, one) for where, one, found in relations for name in names(one, found)]
    for name, where, one in sorted(rows, key=lambda row: row[0]):
        rule = f" by {one.rule}" if one.rule else ""
        yield Miss(f"{title}: {name}", where, line(one) + rule, one.quote)


def form(relation: Relation) -> str:
    """The form of the rule: "verb" of "ACCUSE/verb:condemn".

    >>> form(Relation(quote="", type="AID", source=None, target=None, rule="AID/noun:aid to"))
    'noun'
    """
    return (relation.rule or "/unknown").partition("/")[2].partition(":")[0]


def traits(relation: Relation, among: Sequence[Relation]) -> frozenset[str]:
    """What a relation shows without a parse: status, voices, and the kind of its sides."""
    tests = {
        relation.status or "actual": True,
        "attributed" if relation.claims else "told by the article": True,
        "mutual": relation.mutual,
        "one side unknown": relation.source is None or relation.target is None,
        "compound side": any(_shares_a_side(relation, other) for other in among if other is not relation),
    }
    return frozenset(name for name, holds in tests.items() if holds)


def _shares_a_side(a: Relation, b: Relation) -> bool:
    """Whether two relations of one sentence are one act with two actors on one side."""
    if (a.quote, a.type, a.status) != (b.quote, b.type, b.status):
        return False
    return (a.source == b.source) != (a.target == b.target)
