"""Whatever is written, written again, taken back or broken off, in whatever order: the graph is what its
record says, and the same as if only what remains had been written, all at once."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import graph.store
from graph.apply import apply
from graph.check import check
from graph.model import Actor, Article, Coding
from graph.store import GraphStore

# By hand, after a change of how the graph is written: ACTORGRAPH_EXAMPLES=300 pytest tests/graph/test_true.py
EXAMPLES = int(os.environ.get("ACTORGRAPH_EXAMPLES", "0"))
STORY = (
    "Envoys of both governments met in the harbour town of Portsend on Thursday to talk about the grain"
    " routes through the eastern strait, and left after four hours without a joint statement. People close"
    " to the talks spoke of a useful exchange; a second round is to follow within ten days, most likely in"
    " the mountain resort where the armistice of 1987 was signed. Insurers have raised their premiums three"
    " times since the spring, and two shipping lines no longer call at the northern ports at all."
)
BUDGET = (
    "The northern parliament passed a budget that cuts fuel subsidies by a third and doubles spending on"
    " border posts, after a debate that lasted until dawn. Opposition members walked out before the vote and"
    " announced a complaint to the constitutional court, while unions of the dock workers called for a day"
    " of protest next week. The finance minister said that nobody would freeze this winter, and promised"
    " vouchers for families with more than two children."
)
# The fourth is alike to the first and to the third, which are not alike to each other.
BODIES = ("", STORY, STORY.replace("useful", "frank"), BUDGET, f"{STORY} {BUDGET}", STORY[: len(STORY) // 2])
IDS = ("a", "b", "c", "d", "e")
DAYS = (None, date(2024, 8, 1), date(2024, 8, 9))


class BrokenOff(Exception):
    """What ends a transaction in the middle."""


@dataclass(frozen=True)
class Draft:
    """What an article says. `lines` are arguments of `build.line`, `ties` of `build.tie`."""

    id: str
    lines: tuple[dict[str, object], ...]
    ties: tuple[tuple[str, str, str, str], ...]
    body: str
    origin: str | None
    publisher: str | None
    published: date | None
    extractor: str
    name: str
    intensity: float
    mode: str | None


@dataclass(frozen=True)
class Step:
    """What one of two writers does: drafts are written, ids taken back; it breaks `after` statements."""

    writer: int
    drafts: tuple[Draft, ...]
    gone: tuple[str, ...]
    after: int | None


ACTORS = st.sampled_from(("NOR", "SUD", "Ann"))
# Few events, so that articles often tell the same one.
LINES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("ASSAULT", "ASSAULT", "ASSAULT", "AID")),
        "source": st.sampled_from(("NOR", "NOR", "SUD", "Ann", None)),
        "target": st.sampled_from(("SUD", "SUD", "NOR", None)),
        "date": st.sampled_from((*DAYS[1:2] * 3, *DAYS)),
        "status": st.sampled_from(("actual", "actual", "actual", "planned")),
        "stance": st.sampled_from(("asserts", "denies")),
        "speaker": st.none() | ACTORS,
        "mutual": st.sampled_from((False, False, False, True)),
        "place": st.sampled_from((None, "Portsend", "Bergholm")),
    }
).filter(lambda line: line["source"] or line["target"])
TIES = st.tuples(
    ACTORS, st.sampled_from(("LEADS", "MEMBER_OF")), ACTORS, st.sampled_from(("current", "former"))
)
DRAFTS = st.builds(
    Draft,
    id=st.sampled_from(IDS),
    lines=st.lists(LINES, max_size=3).map(tuple),
    ties=st.lists(TIES, max_size=2).map(tuple),
    body=st.sampled_from(BODIES),
    origin=st.sampled_from((None, "a", "c", "o1", "o2")),
    publisher=st.sampled_from((None, "The Herald", "the herald", "NOR")),
    published=st.sampled_from(DAYS),
    extractor=st.sampled_from(("rules/1", "rules/2")),
    name=st.sampled_from(("Norland", "North Norland", "NOR")),
    intensity=st.sampled_from((-9.0, 0.1, 0.7)),
    mode=st.sampled_from((None, "beat", "airstrike")),
)
STEPS = st.builds(
    Step,
    writer=st.integers(0, 1),
    drafts=st.lists(DRAFTS, max_size=4).map(tuple),
    gone=st.just(()) | st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
    after=st.none() | st.none() | st.integers(0, 30),
)


def coded(build, draft: Draft) -> Coding:
    """The coding of a draft."""
    build.extractor = draft.extractor
    build.actors["NOR"] = Actor(id="NOR", name=draft.name, kind="state", aliases=(draft.name.upper(),))
    lines = [build.line(**line) for line in draft.lines] + [build.tie(*tie) for tie in draft.ties]
    made = build.coding(draft.id, *lines, publisher=draft.publisher, published=draft.published)
    told = {"text": made.article.text + draft.body, "origin": draft.origin}
    events = [e.model_copy(update={"intensity": draft.intensity, "mode": draft.mode}) for e in made.events]
    article = Article(**made.article.model_dump() | told)
    return made.model_copy(update={"article": article, "events": tuple(events)})


@dataclass
class Breaking:
    """A transaction that breaks after some statements."""

    tx: object
    left: int

    def run(self, *given: object, **parameters: object) -> object:
        if not self.left:
            raise BrokenOff
        self.left -= 1
        return self.tx.run(*given, **parameters)


@contextmanager
def broken_off(after: int | None):
    """Every transaction breaks after so many statements; None: none does."""
    with pytest.MonkeyPatch.context() as patch:
        if after is not None:
            patch.setattr(graph.store, "apply", lambda tx, *given: apply(Breaking(tx, after), *given))
        yield


def do(step: Step, writers: list[GraphStore], build, held: dict[str, Coding]) -> None:
    """Take a step, and note in `held` what is in the graph then."""
    written = {draft.id: coded(build, draft) for draft in step.drafts}
    store = writers[step.writer]
    with broken_off(step.after):
        try:
            store.write(list(written.values()))
            held |= written
            assert store.retract_all(step.gone) == held.keys() & set(step.gone)
            for key in step.gone:
                held.pop(key, None)
        except BrokenOff:
            pass


@pytest.fixture(scope="module")
def second_store(engine_settings):
    with GraphStore.open(engine_settings) as opened:
        yield opened


def holds(steps, writers, build, dump, empty_store) -> None:
    """The property: after these steps the graph is true."""
    store = writers[0]
    empty_store(store)
    held: dict[str, Coding] = {}
    for step in steps:
        do(step, writers, build, held)
    assert [str(difference) for difference in check(store).differences] == []
    grown = nodes_that_count(dump(store))
    empty_store(store)
    store.write(list(held.values()))
    assert grown == nodes_that_count(dump(store))


def nodes_that_count(lines: list[str]) -> list[str]:
    """Without the layout, which is there from the first statement of the first writing."""
    return [line for line in lines if "Schema" not in line]


def test_the_graph_is_true_after_any_sequence(store, second_store, build, dump, empty_store):
    most = EXAMPLES or (25 if store.is_local else 8)

    @settings(
        max_examples=most,
        deadline=None,
        derandomize=not EXAMPLES,
        database=None,
        phases=[Phase.generate, Phase.shrink] if EXAMPLES else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=1, max_size=6))
    def property(steps: list[Step]) -> None:
        holds(steps, [store, second_store], build, dump, empty_store)

    property()
