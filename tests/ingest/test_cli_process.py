"""The real command in a process of its own: pipes, exit codes, and how quickly it answers."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph.model import Coding

STORY = "France Accuses Germany Of Spying\n\nThe government of France accused Germany on Monday of spying.\n"


def run(*arguments: str | Path, **more: object) -> "subprocess.CompletedProcess[str]":
    """The real command in a process of its own."""
    command = [sys.executable, "-m", "ingest.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **more)  # type: ignore[call-overload]


def test_real_command_in_a_pipe(tmp_path):
    (story := tmp_path / "story.txt").write_text(STORY, "utf-8")
    environment = os.environ | {"ACTORGRAPH_HOME": str(tmp_path / "home")}
    with story.open() as stdin:
        done = run("extract", "-", stdin=stdin, env=environment)
    assert done.returncode == 0
    assert Coding.model_validate_json(done.stdout).events
    assert done.stderr == ""
    failed = run("extract", tmp_path / "none.txt", env=environment)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == f"failed: {tmp_path / 'none.txt'}: there is no such file or folder\n"


def test_closed_pipe_is_quiet(tmp_path):
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        "".join(json.dumps({"text": f"Iran criticised Turkey {n} times."}) + "\n" for n in range(300))
    )
    command = [sys.executable, "-m", "ingest.cli", "extract", str(rows)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"article"')
    process.stdout.close()
    _, told = process.communicate(timeout=120)
    assert process.returncode == 141
    assert told == b""


def test_help_is_quick_and_needs_no_model():
    imported = run("--help", env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"}).stderr
    assert "ingest.cli_arguments" in imported
    assert "spacy" not in imported
    assert "neo4j" not in imported


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_dashboard_serves_until_it_is_interrupted(tmp_path, number):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest.cli", "dashboard", "--no-browser", "--port", str(port)],
        env=os.environ | {"ACTORGRAPH_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
        process.send_signal(number)
        assert process.wait(60) == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)
    finally:
        process.kill()
        process.communicate()
