"""Who gets at the local server: this machine alone, with passwords that lie in private files and nowhere
else; the analyst reads and does no more. One server for all, in a folder with an awkward name."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j.exceptions import Neo4jError

from graph import local
from graph.bolt import connect
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import GraphStore

ROOT = str(Path(local.__file__).parent.parent)
FOREIGN = "of-some-other-server"

pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="no /proc on this platform")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Settings whose server was started in a folder that was there, open to all, under a plain locale."""
    home = tmp_path_factory.mktemp("awkward") / "Müller's Daten 图"
    (home / "store").mkdir(parents=True)
    (home / "store").chmod(0o777)
    settings = Settings(home=home)
    environ = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "1", "ACTORGRAPH_PASSWORD": FOREIGN}
    code = "import sys; from graph import local; from graph.settings import Settings\n"
    code += "local.start(Settings(home=sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(home)], env=environ | {"PYTHONPATH": ROOT}, check=True)
    yield settings
    local.stop(settings)


def tokens(settings):
    return [local.start(settings).password(user).get_secret_value() for user in ("ingest", "analyst")]


def listening(pid):
    """The local addresses, in the kernel's spelling, that a process listens on, and all its UDP ones."""
    fds = Path(f"/proc/{pid}/fd").iterdir()
    held = {str(fd.readlink()) for fd in fds if fd.is_symlink()}
    rows = []
    for name in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]:
            words = line.split()
            if f"socket:[{words[9]}]" in held and (words[3] == "0A" or name.startswith("udp")):
                rows.append(words[1])
    return rows


def test_it_listens_on_this_machine_alone_and_for_bolt_alone(shared):
    server = local.start(shared)
    where = listening(server.pid)
    assert len(where) == 1
    address, _, port = where[0].partition(":")
    assert address in ("0100007F", "0000000000000000FFFF00000100007F")
    assert int(port, 16) == server.port


def test_only_the_owner_can_read_what_it_keeps(shared):
    folder = local.start(shared).folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700, "it was open to all before"
    kept = [path for path in folder.rglob("*") if path.name != "server.lock"]
    assert {"ingest.password", "analyst.password", "server.json"} <= {path.name for path in kept}
    assert [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_no_password_is_in_a_log_a_process_list_or_an_environment(shared):
    server, found = local.start(shared), set(tokens(shared))
    assert len(found) == 2
    process = Path(f"/proc/{server.pid}")
    told = process.joinpath("cmdline").read_bytes() + process.joinpath("environ").read_bytes()
    files = [p for p in server.folder.rglob("*") if p.is_file() and p.suffix != ".password"]
    told += b"".join(path.read_bytes() for path in files)
    assert len(told) > 10_000
    for secret in (*found, FOREIGN):
        assert secret.encode() not in told


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    if os.geteuid() == 0:
        (tmp_path / "store").mkdir()
        os.chown(tmp_path / "store", 12345, 12345)
        home, said = tmp_path, "another user"
    else:
        home, said = Path("/"), "cannot write"
    with pytest.raises(StoreUnavailable, match=f"{said}.*ACTORGRAPH_HOME"):
        local.start(Settings(home=home))


def test_a_file_system_that_cannot_be_written_is_named():
    with pytest.raises(StoreUnavailable, match=r"cannot write to /proc/.*ACTORGRAPH_HOME"):
        local.start(Settings(home=Path("/proc/nowhere")))


REFUSED = (
    "CREATE (n:Actor {id: 'x'})",
    "MERGE (n:Actor {id: 'x'})",
    "MATCH (n) SET n.id = 'x'",
    "MATCH (n) DETACH DELETE n",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Actor) ON (n.x)",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM '/etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_analyst_can_only_read_also_by_bare_bolt(shared, build, statement, dump):
    with GraphStore.open(shared) as store:
        store.write([build.coding("a1", build.line("AID", "NOR", "SUD"))])
        before = dump(store)
        server = local.start(shared)
        with (
            connect(server.url, "analyst", server.password("analyst").get_secret_value()) as bare,
            pytest.raises(Neo4jError),
        ):
            bare.execute_query(statement, database_=server.database)
        assert dump(store) == before


@pytest.mark.parametrize("user", ["ingest", "analyst"])
@pytest.mark.parametrize("path", ["file:///etc/hostname", "/etc/hostname", "http://127.0.0.1:1/x"])
def test_nobody_loads_a_file_or_an_address(shared, user, path):
    server = local.start(shared)
    with (
        connect(server.url, user, server.password(user).get_secret_value()) as bare,
        pytest.raises(Neo4jError, match=r"(?i)disabled|not allowed|denied|permission"),
    ):
        bare.execute_query(f"LOAD CSV FROM '{path}' AS line RETURN line", database_=server.database)


def test_root_has_no_password_that_anybody_knows(shared):
    server = local.start(shared)
    for guess in ("root", "playwithdata", "", *tokens(shared)[:1]):
        with connect(server.url, "root", guess) as bare, pytest.raises(Neo4jError):
            bare.execute_query("RETURN 1", database_=server.database)


def test_a_damaged_state_file_costs_a_restart_and_no_more(shared):
    first = local.start(shared)
    (first.folder / "server.json").write_text('{"pid": ')
    second = local.start(shared)
    assert second.pid != first.pid
    (first.folder / "server.json").write_text("")
    assert local.stop(shared) or not local.status(shared).running


def test_damaged_passwords_and_users_are_made_anew(shared):
    local.stop(shared)
    folder = shared.home / "store"
    (folder / "ingest.password").write_bytes(b"\xff\xfe")
    (folder / "analyst.password").write_text("")
    (folder / "config" / "server-users.jsonl").write_text('{"name": "ro')
    with GraphStore.open(shared) as store:
        assert store.rows("RETURN 1 AS one") == [{"one": 1}]
    assert all(re.fullmatch(r"[\w-]{32}", token) for token in tokens(shared))


def test_what_a_crash_leaves_behind_holds_no_password(shared):
    server, found = local.start(shared), tokens(shared)
    os.kill(server.pid, signal.SIGSEGV)
    crash = server.folder / f"crash-{server.pid}.log"
    deadline = time.monotonic() + 60
    while local.status(shared).running and time.monotonic() < deadline:
        time.sleep(0.1)
    told = crash.read_bytes()
    assert b"SIGSEGV" in told
    for secret in (*found, FOREIGN):
        assert secret.encode() not in told
    assert local.start(shared).pid != server.pid
