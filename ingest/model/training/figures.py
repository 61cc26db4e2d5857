"""Precision and recall of the pair model on held-out text of the corpus, by actors as they were coded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch

from graph.ontology import ontology
from ingest.model.coded_text import STATUSES, TIES, CodedRelation
from ingest.model.pairs import TYPES
from ingest.model.training.examples import Example
from ingest.model.training.network import OUTPUTS, Outputs

Key = tuple[str | None, str, str | None]


@dataclass
class Table:
    """Counts at one cut; the status is counted where the event is right."""

    view: str
    cut: float
    right: int = 0
    told: int = 0
    coded: int = 0
    status: int = 0
    ties_right: int = 0
    ties_told: int = 0
    ties_coded: int = 0

    @property
    def precision(self) -> float:
        """Of the events told."""
        return self.right / max(self.told, 1)

    @property
    def recall(self) -> float:
        """Of the events coded."""
        return self.right / max(self.coded, 1)

    @property
    def f1(self) -> float:
        """Of both."""
        return 2 * self.right / max(self.told + self.coded, 1)

    def __str__(self) -> str:
        events = _prf(self.right, self.told, self.coded)
        ties = _prf(self.ties_right, self.ties_told, self.ties_coded)
        status = self.status / max(self.right, 1)
        return f"{self.view} > {self.cut}: events {events}, status right {status:.3f}; ties {ties}"


def _prf(right: int, told: int, coded: int) -> str:
    precision, recall = right / max(told, 1), right / max(coded, 1)
    f1 = 2 * right / max(told + coded, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def scored(view: str, told: Iterable[tuple[Example, Outputs]], cut: float) -> Table:
    """The table of all examples at one cut of the probability."""
    table = Table(view, cut)
    for example, out in told:
        found = _found(example, out, cut)
        _count_events(table, example, found)
        _count_ties(table, example, found)
    return table


def _found(example: Example, out: Outputs, cut: float) -> dict[Key, str]:
    """Every relation above the cut, by the coder's actors, with its status; the surest first."""
    sure = torch.sigmoid(out.types)
    everyone: list[tuple[str | None, ...]] = [(None,), *example.keys]
    cells = [(float(sure[i, j, t]), i, j, t) for i, j, t in (sure > cut).nonzero().tolist()]
    found: dict[Key, str] = {}
    for _, i, j, t in sorted(cells, reverse=True):
        if i == j or ((i == 0 or j == 0) and not (t < len(TYPES) and ontology()[TYPES[t]].one_sided)):
            continue
        status = STATUSES[int(out.status[i, j].argmax())]
        for key in ((a, OUTPUTS[t], b) for a in everyone[i] for b in everyone[j] if a != b):
            found.setdefault(key, status)
    return found


def _ways(relation: CodedRelation) -> Iterator[Key]:
    for kind in (relation.type, relation.alt):
        if kind:
            yield relation.source, kind, relation.target
            if relation.mutual:
                yield relation.target, kind, relation.source


def _count_events(table: Table, example: Example, found: dict[Key, str]) -> None:
    events = {key: status for key, status in found.items() if key[1] in TYPES}
    used: set[Key] = set()
    mirrored: set[Key] = set()  # the other way of an act that goes both ways
    for relation in (r for r in example.relations if r.type in TYPES):
        table.coded += 1
        hit = next((key for key in _ways(relation) if key in events and key not in used), None)
        if hit:
            used.add(hit)
            if relation.mutual:
                mirrored.add(hit[::-1])
            table.right += 1
            table.status += events[hit] == relation.status
    table.told += len(set(events) - mirrored)


def _count_ties(table: Table, example: Example, found: dict[Key, str]) -> None:
    told = {key for key in found if key[1] in TIES}
    coded = {(r.source, r.type, r.target) for r in example.relations if r.type in TIES}
    table.ties_told += len(told)
    table.ties_coded += len(coded)
    table.ties_right += len(told & coded)
