"""Whether the graph is what its record says: everything is counted again, by other means than wrote it.

Read is a page of articles, events or actors at a time. Kept in memory are the ids of all of these, the keys
of copies and the origin of each article, and the sums of each relation with its origins.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph import check_reads as reads
from graph.check_derived import Derived, Origins
from graph.check_differences import Difference, Differences
from graph.check_record import Page, check_records
from graph.errors import StoreBusy
from graph.layout import VERSION
from graph.rows import Row
from graph.store import GraphStore
from graph.writes import LABELS

ARTICLES_A_PAGE, EVENTS_A_PAGE, ACTORS_A_PAGE = 50, 500, 200
SHOWN = 50

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Checked:
    """What was counted, and what is otherwise than it should be: how many of a kind, and the first of all."""

    articles: int
    events: int
    actors: int
    edges: int
    differences: tuple[Difference, ...]
    counts: dict[str, int]

    @property
    def good(self) -> bool:
        """Whether everything is as it should be."""
        return not self.counts


def check(store: GraphStore, progress: Progress = lambda percent: None) -> Checked:
    """Count everything again and compare. `progress` is told the share that is done, in percent. StoreBusy
    where there are differences and somebody wrote at the same time: they may be no more than that."""
    return _Check(store, progress).run()


class _Check:
    def __init__(self, store: GraphStore, progress: Progress) -> None:
        self._store, self._progress = store, progress
        self._found = Differences()
        self._done, self._total = 0, 1

    def run(self) -> Checked:
        before = self._prints()
        self._check_shape()
        ids = {label: self._ids(label) for label in reads.IDS}
        self._total = max(1, 2 * len(ids["Article"]) + len(ids["Event"]) + len(ids["Actor"]))
        edges = self._check_all(ids)
        if self._found.counts and self._prints() != before:
            raise StoreBusy("the graph was written to while it was checked; check again when nobody writes")
        numbers = {label.lower() + "s": len(found) for label, found in ids.items()}
        return Checked(
            **numbers,
            edges=edges,
            differences=tuple(self._found.shown),
            counts=dict(self._found.counts),
        )

    def _check_all(self, ids: dict[str, list[str]]) -> int:
        """Compare record and all that is derived; given is how many relations and ties there should be."""
        origins = Origins()
        for page in self._pages(ids["Article"], ARTICLES_A_PAGE):
            origins.note(self._ask, page, self._found)
        origins.settle(self._ask, self._found)
        derived = Derived(origins.of)
        for page in self._pages(ids["Article"], ARTICLES_A_PAGE):
            for sides, told in check_records(Page.read(self._ask, page), self._found):
                derived.ties[sides].append(told)
        for page in self._pages(ids["Event"], EVENTS_A_PAGE):
            derived.check_events(self._ask, page, self._found)
        wanted = len(derived.relations) + len(derived.ties)
        for page in self._pages(ids["Actor"], ACTORS_A_PAGE):
            derived.check_actors(self._ask, page, self._found)
        derived.check_missing(self._found)
        return wanted

    def _check_shape(self) -> None:
        """Labels, kinds of relationships, ids, layout, and what hangs on nothing."""
        for row in self._store.rows(reads.LABELLED):
            if len(row["labels"]) != 1 or row["labels"][0] not in LABELS:
                self._found.add(
                    "labels", f"{row['n']} nodes have {row['labels'] or 'none'}, which is not of ours"
                )
        for row in self._store.rows(reads.JOINED):
            if not _fits(row):
                ends = f"{'+'.join(row['source'])} to {'+'.join(row['target'])}"
                self._found.add(
                    "relationships", f"{row['n']} {row['type']} go from {ends}, where none belong"
                )
        for label, statement in reads.COUNTS.items():
            row = self._store.rows(statement)[0]
            if row["n"] != row["ids"]:
                self._found.add("ids", f"{row['n']} nodes {label} have {row['ids']} ids")
        for label, statement in reads.LOOSE.items():
            for row in self._store.rows(statement, most=SHOWN):
                self._found.add(f"{label.lower()}s", f"{row['id']}: what it hangs on is missing")
        self._check_layout()

    def _check_layout(self) -> None:
        layouts = [(row["id"], row["version"]) for row in self._store.rows(reads.LAYOUT)]
        if layouts != [("layout", VERSION)] and (layouts or self._prints()):
            self._found.add("layout", f"the graph says {layouts}, and should say {[('layout', VERSION)]}")

    def _prints(self) -> dict[str, str]:
        return {row["id"]: row["coding"] for row in self._store.rows(reads.PRINTS)}

    def _ids(self, label: str) -> list[str]:
        return sorted({row["id"] for row in self._store.rows(reads.IDS[label]) if row["id"] is not None})

    def _ask(self, statement: str, ids: Sequence[str]) -> list[Row]:
        return self._store.rows(statement, rows=list(ids))

    def _pages(self, ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
        for start in range(0, len(ids), size):
            yield ids[start : start + size]
            self._done += len(ids[start : start + size])
            self._progress(100 * self._done // self._total)


def _fits(row: Row) -> bool:
    """Whether relationships of this type may go between these labels."""
    type, ends = row["type"], (*row["source"], *row["target"])
    if type == "QUOTES":
        return ends in {(label, "Sentence") for label in reads.QUOTING}
    return ends == reads.SHAPES.get(type, ("Actor", "Actor"))  # which types, edge by edge
