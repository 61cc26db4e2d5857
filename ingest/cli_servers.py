"""`actorgraph dashboard` and `actorgraph db`."""

import argparse
import os
import subprocess
import sys

from graph import local
from graph.errors import StoreUnavailable
from graph.settings import Settings
from ingest.cli_talk import say, waiting


def dashboard(chosen: argparse.Namespace) -> int:
    """Serve the dashboard until it is interrupted."""
    return serve_dashboard(chosen.port, no_browser=chosen.no_browser)


def serve_dashboard(port: int | None, *, no_browser: bool) -> int:
    """Become the dashboard, so that every signal reaches it; where that cannot be, its exit code."""
    command = [sys.executable, "-m", "dashboard"]
    command += ["--port", str(port)] if port is not None else []
    command += ["--no-browser"] if no_browser else []
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(sys.executable, command)
    return subprocess.call(command)


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
