"""How the dashboard is started: where it listens, with which options, and how it ends."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.serve import APP, HOST, command, environment, free_port


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program holds."""
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield int(other.getsockname()[1])


def test_it_listens_on_the_loopback_and_calls_nobody() -> None:
    given = command(8600)
    assert "--server.address=127.0.0.1" in given
    assert "--server.port=8600" in given
    assert "--browser.gatherUsageStats=false" in given
    assert str(APP) in given
    assert APP.exists()


def test_settings_of_streamlit_in_the_environment_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("ACTORGRAPH_HOME", "/somewhere")
    assert "STREAMLIT_SERVER_ADDRESS" not in environment()
    assert environment()["ACTORGRAPH_HOME"] == "/somewhere"


def test_a_free_port_is_taken_where_the_wanted_one_is_not_free(taken: int) -> None:
    assert free_port(taken) not in (taken, 0)


def test_it_starts_beside_a_taken_port_and_ends_well(taken: int, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(taken), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found
    port = int(found[1])
    assert port != taken
    asked = http.client.HTTPConnection(HOST, port, timeout=30)
    asked.request("GET", "/_stcore/health")
    assert asked.getresponse().status == http.client.OK
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert f"Port {taken} is taken" in process.stderr.read()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((HOST, port), timeout=2)


def test_a_port_that_cannot_be_is_refused() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "dashboard", "--port", "70000"], capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert "1 to 65535" in ran.stderr
