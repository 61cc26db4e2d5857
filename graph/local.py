"""The local graph server: started on demand, one per data folder, shared by all who use that folder.

`start` gives its address whether it runs already or not. The server is a process of its own
(`graph.server`) that outlives the command that started it; `stop` ends it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from pydantic import SecretStr

import graph
from graph.errors import StoreRefused, StoreUnavailable
from graph.lock import is_held
from graph.private import make_private, read_token
from graph.server import DATABASE, LOCK, LOG, STATE, TAKEN
from graph.settings import Settings

START_SECONDS = 90.0
STOP_SECONDS = 30.0
LOG_BYTES = 5_000_000
START = b"\n-- started --\n"


@dataclass(frozen=True)
class Local:
    """A running local server, and what one needs to talk to it."""

    folder: Path
    pid: int
    port: int
    database: str = DATABASE

    @property
    def url(self) -> str:
        """Its Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"

    def password(self, user: str) -> SecretStr:
        """The password of `ingest` or `analyst`."""
        path = self.folder / f"{user}.password"
        token = read_token(path)
        if token is None:
            raise StoreUnavailable(f"there is no password in {path}; {NEW_PASSWORDS}")
        return SecretStr(token)


@dataclass(frozen=True)
class Status:
    """Whether the local server runs, where, and where its log is."""

    folder: Path
    log: Path
    running: bool
    local: Local | None = None


def status(settings: Settings) -> Status:
    """What is known of the server of `settings.home`; starts nothing and writes nothing."""
    folder = _folder(settings)
    running = is_held(folder / LOCK)
    return Status(folder, folder / LOG, running, _read_state(folder) if running else None)


def start(settings: Settings) -> Local:
    """The running server of `settings.home`, started where there is none. Several may call this at once."""
    folder = make_folder(settings)
    deadline = time.monotonic() + START_SECONDS
    process: subprocess.Popen[bytes] | None = None
    while time.monotonic() < deadline:
        if is_held(folder / LOCK):
            local = _read_state(folder)
            if local and _answers(local):
                return local
        elif process is None or process.poll() == TAKEN:
            process = _spawn(folder, settings.query_seconds)
        elif process.returncode is not None:
            raise StoreUnavailable(_why(folder, f"ended with code {process.returncode}"))
        time.sleep(0.05)
    raise StoreUnavailable(_why(folder, f"did not answer within {START_SECONDS:.0f} s"))


def stop(settings: Settings) -> bool:
    """End the server of `settings.home`; False where none runs."""
    folder = _folder(settings)
    now = _settled(settings)
    if now.local is None:
        return False
    _signal(now.local.pid, signal.SIGTERM)
    if not _wait_unlocked(folder / LOCK, STOP_SECONDS):
        _signal(now.local.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        _wait_unlocked(folder / LOCK, STOP_SECONDS)
    return True


def _settled(settings: Settings) -> Status:
    """The status, once a server that is just starting has come up."""
    deadline = time.monotonic() + START_SECONDS
    while (now := status(settings)).running and now.local is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return now


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _wait_unlocked(lock: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_held(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _folder(settings: Settings) -> Path:
    return settings.home.expanduser().absolute() / "store"


def make_folder(settings: Settings) -> Path:
    """The server's folder, made where it is not there; StoreUnavailable where it cannot be written to."""
    folder = _folder(settings)
    try:
        make_private(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StoreUnavailable(
            f"cannot write to {folder}: {error.strerror}; "
            "set ACTORGRAPH_HOME to a folder that you can write to"
        ) from error
    return folder


def _spawn(folder: Path, seconds: float) -> subprocess.Popen[bytes]:
    log = folder / LOG
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ACTORGRAPH_")}
    environ["LC_ALL"] = "C.UTF-8"  # else Java finds no file in a folder with an accent in its name
    root = str(Path(graph.__file__).parent.parent)
    environ["PYTHONPATH"] = os.pathsep.join(p for p in (root, environ.get("PYTHONPATH")) if p)
    environ["ARCADEDB_JVM_ERROR_FILE"] = str(folder / "crash-%p.log")
    with log.open("ab") as out:
        log.chmod(0o600)
        out.write(START)
        out.flush()
        return subprocess.Popen(
            [sys.executable, "-m", "graph.server", str(folder), str(seconds)],
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def _read_state(folder: Path) -> Local | None:
    """What the server tells of itself. A file that tells nothing goes, and with it the server that lost it:
    it is written in one piece, so it was damaged by others."""
    try:
        state = json.loads((folder / STATE).read_text("utf-8"))
        return Local(folder, int(state["pid"]), int(state["port"]))
    except OSError:
        return None
    except (ValueError, KeyError, TypeError):
        (folder / STATE).unlink(missing_ok=True)
        return None


def _answers(local: Local) -> bool:
    auth = ("analyst", local.password("analyst").get_secret_value())
    try:
        with GraphDatabase.driver(
            local.url, auth=auth, connection_timeout=5, telemetry_disabled=True
        ) as driver:
            driver.execute_query("RETURN 1", database_=local.database)
    except AuthError as error:
        raise StoreRefused(
            f"the passwords in {local.folder} are not those of the server that runs there; {NEW_PASSWORDS}"
        ) from error
    except (DriverError, Neo4jError):
        return False
    return True


def _why(folder: Path, what: str) -> str:
    """The message for a server that did not come up: the log's telling line, what to do, where the log is."""
    tail = _tail(folder / LOG)
    hint = next((hint for mark, hint in HINTS.items() if mark in tail), "the log says more")
    return f"the local graph server {what}: {hint} ({folder / LOG})"


NEW_PASSWORDS = "`actorgraph db stop`, and the next command starts it with new ones"
WRITE_LOCK = "write.lock"  # in the folder; held by whoever writes
NO_MEMORY = "there is not enough memory for its 1 GB heap; close something and try again"
HINTS = {
    "Could not reserve enough space": NO_MEMORY,
    "insufficient memory": NO_MEMORY,
    "Cannot allocate memory": NO_MEMORY,
    "OutOfMemoryError": "it ran out of memory; close something and try again",
    "No space left on device": "the disk is full; make room and try again",
    "BindException": "another program took its port at the same moment; try again",
    "Address already in use": "another program took its port at the same moment; try again",
    "No module named": "a package is missing; run `make install`",
}


def _tail(log: Path) -> str:
    """The end of what was logged since the last start."""
    try:
        return log.read_bytes().rpartition(START)[2][-20_000:].decode("utf-8", "replace")
    except OSError:
        return ""
