"""The process of the local graph server: `python -m graph.server FOLDER SECONDS`, started by `graph.local`.

ArcadeDB with its Bolt plugin on 127.0.0.1. It holds the folder's lock as long as it lives, makes the
database and its two users, writes the port to a file, and ends on SIGTERM. It also keeps the analyst's
time limit: ArcadeDB's own limit holds for a whole database, so it would cut long writes as well.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from graph.limits import marked_limit
from graph.lock import try_lock
from graph.private import kept_token, write_secret

DATABASE = "actorgraph"
LOCK, STATE, PORT, LOG = "server.lock", "server.json", "port", "server.log"
DATABASES, ASIDE = "databases", "before-restore"  # folders; `graph.backup` puts a database aside
REQUEST, ANSWER = "backup.request", "backup.answer"
HEAP = "1g"
JVM = [
    "-Xms64m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",  # what lacks memory may do anything: end, and start anew for the next
    "-Darcadedb.queryMaxConcurrent=0",  # else four queries that run away would keep all others waiting
    "-Darcadedb.txWalFlush=1",  # a commit is on the disk before it is acknowledged
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
]
TAKEN = 17  # the exit code where another process serves the folder already
GRACE, PATIENCE = 5.0, 60.0  # seconds over its limit, while nobody and while somebody else is at work
WRITES = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
GROUPS: dict[str, tuple[list[str], list[str]]] = {
    "ingest": (["updateSchema"], WRITES),
    "analyst": ([], ["readRecord"]),
}


def main(folder: Path, seconds: float) -> int:
    """Serve the database of `folder` until SIGTERM; TAKEN where another process already does."""
    if not _hold(folder / LOCK):
        return TAKEN
    os.umask(0o077)
    (folder / STATE).unlink(missing_ok=True)
    _put_back(folder)
    port = _port(folder / PORT)
    server = _server(folder, port)
    server.start()
    server._java_server.getHttpServer().stopService()  # it has no switch, and nobody asks there
    database = server.create_database(DATABASE)
    _open_database(database)
    _make_users(server, folder)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    write_secret(folder / STATE, json.dumps({"pid": os.getpid(), "port": port}))
    threading.Thread(target=_back_up_on_request, args=(database, folder), daemon=True).start()
    _watch(server, folder, seconds, ended)
    (folder / STATE).unlink(missing_ok=True)
    server.stop()
    sys.stdout.flush()
    os._exit(0)  # a Bolt connection that is still open would keep the process for ever


def _hold(lock: Path) -> bool:
    """Take the lock for the life of this process; those who only look hold it for a moment, so try again."""
    for _ in range(80):
        if try_lock(lock) is not None:
            return True
        time.sleep(0.025)
    return False


def _port(kept: Path) -> int:
    """The port of last time where it is free, so that those who have it open find the server again."""
    try:
        port = free_port(int(kept.read_text("utf-8")))
    except (OSError, ValueError, OverflowError):
        port = free_port()
    kept.write_text(str(port), "utf-8")
    return port


def free_port(wanted: int = 0) -> int:
    """A port of 127.0.0.1 that nobody listens on now; OSError where `wanted` is taken."""
    with socket.socket() as listener:
        if sys.platform != "win32":  # else a port stays taken for a minute after its last connection
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", wanted))
        return int(listener.getsockname()[1])


def _put_back(folder: Path) -> None:
    """The database that a restore put aside, where the restore was killed before another took its place."""
    place, aside = folder / DATABASES / DATABASE, folder / ASIDE
    if aside.exists() and not place.exists():
        aside.rename(place)


def _server(folder: Path, port: int) -> Any:
    from arcadedb_embedded.server import ArcadeDBServer

    config = {
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "host": "127.0.0.1",
        "bolt_host": "127.0.0.1",
        "bolt_port": port,
        "bolt_maxMessageSize": 256 * 1024 * 1024,
        "bolt_packstream_maxValueLength": 128 * 1024 * 1024,
        "http_port": free_port(),
        "mode": "development",  # production mode would hide from an analyst why a query failed
        "support_autoRegister": False,
        "server_saltIterations": 1_000,  # many are for passwords that can be guessed; ours are random
        "serverMetrics": False,
    }
    jvm = {"heap_size": HEAP, "jvm_args": JVM}
    return ArcadeDBServer(str(folder), secrets.token_urlsafe(24), config, jvm_kwargs=jvm)


def _open_database(database: Any) -> None:
    """The one index that cannot be made in Cypher."""
    for statement in (
        "CREATE VERTEX TYPE Sentence IF NOT EXISTS",
        "CREATE PROPERTY Sentence.text IF NOT EXISTS STRING",
        "CREATE INDEX IF NOT EXISTS ON Sentence (text) FULL_TEXT",
    ):
        database.command("sql", statement)


def _make_users(server: Any, folder: Path) -> None:
    """The two users, with the passwords of their files. Who is there and right stays untouched: a store may
    come back while the server is starting, and five refusals would lock its user out for half a minute."""
    import jpype  # type: ignore[import-untyped]

    to_json = jpype.JClass("com.arcadedb.serializer.json.JSONObject")
    security = server._java_server.getSecurity()
    for name, (schema, records) in GROUPS.items():
        group = {
            "access": schema,
            "resultSetLimit": -1,
            "readTimeout": -1,
            "types": {"*": {"access": records}},
        }
        security.saveGroup(DATABASE, name, to_json(json.dumps(group)))
        password, held = kept_token(folder / f"{name}.password"), security.getUser(name)
        if held is not None and security.passwordMatch(password, held.getPassword()):
            continue
        user = {
            "name": name,
            "password": str(security.encodePassword(password)),
            "databases": {DATABASE: [name]},
        }
        write = security.createUser if held is None else security.updateUser
        write(to_json(json.dumps(user)))


def _back_up_on_request(database: Any, folder: Path) -> None:
    """Write the database into the file that a request names, as it is at that moment, and answer how it went.
    Others go on reading; who asks keeps writers out."""
    import jpype

    backup = jpype.JClass("com.arcadedb.integration.backup.Backup")
    (folder / REQUEST).unlink(missing_ok=True)
    while True:
        time.sleep(0.1)
        try:
            path = (folder / REQUEST).read_text("utf-8")
            (folder / REQUEST).unlink()
        except OSError:
            continue
        error = None
        try:
            backup(database._java_db, f"file://{path}").backupDatabase()
        except jpype.JException as failed:
            error = str(failed.getCause() or failed)
            Path(path).unlink(missing_ok=True)  # it may have filled the disk
        write_secret(folder / ANSWER, json.dumps({"path": path, "error": error}))


def _watch(server: Any, folder: Path, seconds: float, ended: threading.Event) -> None:
    """Keep the analyst's time limit until the server is to end, or until its folder is gone.

    ArcadeDB ends a query between two rows. One that never comes to its next row (a `reduce` in a
    `reduce`) would run for ever; where that happens the server starts anew, on the same port.
    """
    running = server._java_server.getRunningQueries()
    while not ended.wait(0.1) and (folder / STATE).exists():
        if running.size() == 0:
            continue
        queries = list(running.getRunning())
        late = max((_late(query, seconds) for query in queries if _is_analyst(query)), default=0.0)
        others = any(not _is_analyst(query) for query in queries)
        if late > (PATIENCE if others else GRACE):
            _start_anew(folder)


def _is_analyst(query: Any) -> bool:
    return str(query.getUser()) == "analyst"


def _late(query: Any, seconds: float) -> float:
    """How many seconds a query is over its limit, which it may tell itself; past it, it is to end."""
    limit = marked_limit(str(query.getText())) or seconds
    late = float(query.getElapsedMillis()) / 1000 - limit
    if late > 0:
        query.terminate("the time limit")
    return late


def _start_anew(folder: Path) -> None:
    """Leave the place to a new process at once. What was committed is in the log of the database."""
    (folder / STATE).unlink(missing_ok=True)
    print("a query did not end at its time limit: the server starts anew", flush=True)
    subprocess.Popen([sys.executable, "-m", "graph.server", *sys.argv[1:]], start_new_session=True)
    os._exit(4)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
