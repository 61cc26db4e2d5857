"""The two engines as servers of their own: started in a folder, measured, stopped, opened again."""

import secrets
import shutil
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from graph import local
from graph.server import free_port, write_secret
from graph.settings import Settings
from graph.store import GraphStore

sys.path.append(str(Path(__file__).parent.parent / "neo4j"))
import launch

HEAP = 1024  # MB, as the local server has; Neo4j's page cache is half of it beside
PATIENCE = 120.0  # seconds that a measured query may take
RELEASE = launch.versions()["5.26.30"]
ENGINES = ("local", "neo4j")


class Server(ABC):
    """A server in a folder. `settings` hold while it runs."""

    settings: Settings
    pid: int

    def __init__(self, home: Path) -> None:
        """The server of `home`, which is made where it is not there; nothing is started."""
        self.home = home.absolute()
        self.home.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def running(self) -> Iterator[Self]:
        """Started, and stopped in the end."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def remove(self) -> None:
        """Take its folder away, once it is stopped."""
        shutil.rmtree(self.home)

    @abstractmethod
    def start(self) -> None:
        """Start, and wait until it answers."""

    @abstractmethod
    def stop(self) -> None:
        """End it, in order."""

    def open(self, role: str = "writer") -> GraphStore:
        """The store on it."""
        return GraphStore.open(self.settings, role="analyst" if role == "analyst" else "writer")

    def reopened(self) -> float:
        """Seconds from the start of a stopped server until it has answered a query about its content."""
        began = time.perf_counter()
        with self.running(), self.open() as store:
            store.rows("MATCH (a:Actor) RETURN count(a) AS n")
            return time.perf_counter() - began

    def memory(self) -> float | None:
        """MB of the process that are in memory now, where the system tells."""
        return resident(self.pid)

    def disk(self) -> float:
        """MB of its folder."""
        return sum(path.stat().st_size for path in self.home.rglob("*") if path.is_file()) / 1e6


class LocalServer(Server):
    """The product's own local server."""

    def start(self) -> None:
        self.settings = Settings(home=self.home, query_seconds=PATIENCE)
        self.pid = local.start(self.settings).pid

    def stop(self) -> None:
        local.stop(self.settings)


class Neo4jServer(Server):
    """A Neo4j Community server as the tests assemble it."""

    def start(self) -> None:
        launch.fetch(RELEASE)
        port, kept = free_port(), self.home / "password"
        if not kept.exists():
            write_secret(kept, secrets.token_urlsafe(16))
        password, url = kept.read_text("utf-8"), f"bolt://127.0.0.1:{port}"
        self.process = launch.start(RELEASE, self.home, password, port, HEAP)
        self.pid = self.process.pid
        launch.wait(self.process, self.home, url, password)
        self.settings = Settings(
            home=self.home, url=url, password=SecretStr(password), query_seconds=PATIENCE
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(120)


def server(engine: str, home: Path) -> Server:
    """The server of an engine in a folder."""
    return (LocalServer if engine == "local" else Neo4jServer)(home)


def copied(given: Server, home: Path) -> Server:
    """A server in a copy of the folder of one that is stopped."""
    shutil.copytree(given.home, home)
    return type(given)(home)


def resident(pid: int | str) -> float | None:
    """MB of a process that are in memory; None where the system does not tell.

    >>> resident("self") is None or resident("self") > 1
    True
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), None)
