"""kill -9 a hundred times, of writers and of the server: what was acknowledged is there and whole, nothing is
half, the server starts again for whoever asks next, and the same work again gives the undisturbed graph."""

import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph import check, local
from graph.model import Coding
from graph.settings import Settings
from graph.store import GraphStore

ROOT = Path(local.__file__).parent.parent
ROUNDS = ["writer"] * 70 + ["server"] * 20 + ["both"] * 10
ARTICLES, WINDOW = 240, 45
PATIENCE = 120.0


@dataclass
class Ground:
    """Writers at work on a store, and what they told."""

    settings: Settings
    forker: subprocess.Popen[str]
    heard: queue.Queue[list[str]] = field(default_factory=queue.Queue)
    wrote: set[str] = field(default_factory=set)  # of this round
    done: set[int] = field(default_factory=set)

    def start(self, first: int, last: int) -> int:
        """A writer of these codings; its process id."""
        self.forker.stdin.write(f"{first} {last}\n")
        self.forker.stdin.flush()
        while (told := self.listen())[1] != "writes":
            pass
        return int(told[0])

    def listen(self) -> list[str]:
        """The next that a writer tells."""
        told = self.heard.get(timeout=PATIENCE)
        assert told[1] != "failed", " ".join(told)
        if told[1] == "wrote":
            self.wrote |= set(told[2:])
        if told[1] == "done":
            self.done.add(int(told[0]))
        return told

    def kill_server(self) -> None:
        server = local.status(self.settings).local
        if server:
            kill(server.pid)

    def kill_writers(self, pids: list[int]) -> None:
        """Kill them, and hear the last that they told."""
        for pid in set(pids) - self.done:
            kill(pid)
        time.sleep(0.05)
        while not self.heard.empty():
            self.listen()


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def plan(build):
    """The codings of each round: a window of the articles, each coded as in no round before."""
    chance = random.Random(5)
    starts = [chance.randrange(ARTICLES - WINDOW) for _ in ROUNDS]
    return [[coding(build, n, r) for n in range(s, s + WINDOW)] for r, s in enumerate(starts)]


def coding(build, number: int, version: int) -> Coding:
    build.extractor = f"rules/{version}"
    types = ("ASSAULT", "AID", "CONSULT", "ACCUSE")
    lines = [
        build.line(types[(number + k + version) % 4], f"S{number % 9}", f"T{(k + version) % 7}")
        for k in range(4)
    ]
    tie = build.tie("P" + str(number % 5), "LEADS", f"S{version % 9}")
    return build.coding(f"a{number:03}", *lines, tie, origin=f"o{number // 2}")


@pytest.fixture
def ground(tmp_path, plan):
    file = tmp_path / "codings.jsonl"
    file.write_text("".join(c.model_dump_json() + "\n" for codings in plan for c in codings), "utf-8")
    settings = Settings(home=tmp_path / "home")
    local.start(settings)
    forker = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "fire.py"), str(settings.home), str(file)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = Ground(settings, forker)

    def hear() -> None:
        for line in forker.stdout:
            made.heard.put(line.split())

    threading.Thread(target=hear, daemon=True).start()
    yield made
    forker.stdin.close()
    forker.wait(60)
    local.stop(settings)


WHOLE = """MATCH (a:Article) OPTIONAL MATCH (a)<-[:IN_ARTICLE]-(s:Sentence)
OPTIONAL MATCH (s)<-[:QUOTES]-(c:Claim)-[:ABOUT]->(:Event)
OPTIONAL MATCH (s)<-[:QUOTES]-(f:Affiliation)
RETURN a.id AS id, a.extractor AS extractor, count(DISTINCT s) AS sentences,
       collect(DISTINCT c.id) AS claims, count(DISTINCT f) AS ties"""


def look(settings: Settings, sent: dict[tuple[str, str], Coding], wrote: dict[str, int]) -> None:
    """Every acknowledged article is there in that version or a later one; every article there is whole."""
    with GraphStore.open(settings) as store:
        rows = {row["id"]: row for row in store.rows(WHOLE)}
    for key, version in wrote.items():
        assert int(rows[key]["extractor"].partition("/")[2]) >= version, f"{key} was acknowledged"
    for key, row in rows.items():
        coding = sent[key, row["extractor"]]
        assert set(row["claims"]) == {claim.id for event in coding.events for claim in event.claims}, key
        assert (row["sentences"], row["ties"]) == (5, 1), key


def disturb(ground: Ground, kind: str, first: int, chance: random.Random) -> None:
    """One round: writers of one window, killed at a random moment, or robbed of their server."""
    ground.wrote.clear()
    pids = [ground.start(first, first + WINDOW)]
    if chance.random() < 0.5:
        pids.append(ground.start(first + WINDOW // 2, first + WINDOW))
    for _ in range(chance.randrange(4)):
        ground.listen()
    time.sleep(chance.random() * 0.1)
    if kind != "writer":
        ground.kill_server()
    if kind == "server":
        before = len(ground.wrote)
        while len(ground.wrote) == before and not set(pids) <= ground.done:
            ground.listen()
    ground.kill_writers(pids)


@pytest.mark.timeout(1800)
def test_a_hundred_kills_lose_nothing(ground, plan, dump, empty_store):
    chance = random.Random(9)
    kinds = chance.sample(ROUNDS, len(ROUNDS))
    sent: dict[tuple[str, str], Coding] = {}
    wrote: dict[str, int] = {}
    for number, kind in enumerate(kinds):
        sent |= {(c.article.id, c.extractor): c for c in plan[number]}
        disturb(ground, kind, number * WINDOW, chance)
        wrote |= dict.fromkeys(ground.wrote, number)
        if number % 10 == 9:
            look(ground.settings, sent, wrote)
    assert len(wrote) > ARTICLES / 2, "killed too early to show anything"
    last = {key: coding for (key, _), coding in sent.items()}
    with GraphStore.open(ground.settings) as store:
        assert check.check(store).good, "the kills left something that is not as it should be"
        store.write(list(last.values()))
        disturbed = dump(store)
        empty_store(store)
    with GraphStore.open(ground.settings) as store:
        store.write(list(last.values()))
        assert dump(store) == disturbed
