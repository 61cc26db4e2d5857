"""`actorgraph dashboard`."""

import argparse
import os
import subprocess
import sys


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
