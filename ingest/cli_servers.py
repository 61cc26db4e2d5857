"""`actorgraph dashboard` and `actorgraph db`."""

import argparse
import subprocess
import sys

from graph import local
from graph.errors import StoreUnavailable
from graph.settings import Settings
from ingest.cli_talk import say, waiting

STOP_SECONDS = 10.0


def dashboard(chosen: argparse.Namespace) -> int:
    """Serve the dashboard until it is interrupted."""
    return serve_dashboard(chosen.port, no_browser=chosen.no_browser)


def serve_dashboard(port: int | None, *, no_browser: bool) -> int:
    """Run the dashboard as a process of its own, which shows what it is doing; its exit code."""
    command = [sys.executable, "-m", "dashboard"]
    command += ["--port", str(port)] if port is not None else []
    command += ["--no-browser"] if no_browser else []
    process = subprocess.Popen(command)
    try:
        return process.wait()
    except KeyboardInterrupt:  # the terminal sent it to both: let the dashboard end by itself
        _end(process)
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(STOP_SECONDS)


def db(chosen: argparse.Namespace) -> int:
    """Start or stop the local server, or tell how it is."""
    settings = Settings.from_environment()
    if settings.url:
        raise StoreUnavailable(
            f"ACTORGRAPH_URL names {settings.url}: that server is not ours to start or stop; "
            "unset it to use the local one"
        )
    return {"start": _start, "stop": _stop, "status": _status}[chosen.action](settings)


def _start(settings: Settings) -> int:
    with waiting("starting the local graph server"):
        running = local.start(settings)
    say(f"the local graph server runs at {running.url} (process {running.pid})")
    return 0


def _stop(settings: Settings) -> int:
    with waiting("stopping the local graph server"):
        ended = local.stop(settings)
    say("the local graph server has ended" if ended else "no local graph server was running")
    return 0


def _status(settings: Settings) -> int:
    now = local.status(settings)
    if now.local is not None:
        print(f"running at {now.local.url} (process {now.local.pid})")
    else:
        print("starting or ending" if now.running else "not running")
    print(f"data in {now.folder}")
    print(f"log in {now.log}")
    return 0
