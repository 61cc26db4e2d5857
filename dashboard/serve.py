"""Start the dashboard: Streamlit as a child process that listens on 127.0.0.1 and calls nobody."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from types import FrameType

HOST = "127.0.0.1"
USUAL_PORT = 8501
START_SECONDS = 60.0
APP = Path(__file__).with_name("app.py")
OPTIONS = {
    "server.address": HOST,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.showEmailPrompt": "false",
    "server.enableXsrfProtection": "true",
    "server.maxUploadSize": "50",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "type",
    "client.showErrorLinks": "false",
    "logger.level": "warning",
    "logger.hideWelcomeMessage": "true",
    "runner.magicEnabled": "false",
    "theme.primaryColor": "#0072b2",
    "theme.baseFontSize": "15",
    "theme.headingFontSizes": '["1.8rem", "1.5rem", "1.25rem", "1.1rem", "1rem", "1rem"]',
    "theme.paddingTop": "2rem",
    "theme.light.blueColor": "#0072b2",
    "theme.light.orangeColor": "#d55e00",
    "theme.light.orangeBackgroundColor": "#ffe2a8",
    "theme.light.redBackgroundColor": "#ffd3d0",
    "theme.light.blueBackgroundColor": "#dceefb",
    "theme.dark.orangeBackgroundColor": "#6b4a00",
    "theme.dark.redBackgroundColor": "#6e2420",
    "theme.dark.blueBackgroundColor": "#173a52",
    "theme.dark.primaryColor": "#2b82c0",
    "theme.dark.blueColor": "#56b4e9",
    "theme.dark.orangeColor": "#f0813a",
}


def serve(port: int | None = None, browser: bool = True) -> int:
    """Serve until interrupted. 0 when ended by hand, 2 where it could not start."""
    chosen = free_port(port or USUAL_PORT)
    if port and chosen != port:
        print(f"Port {port} is taken; the dashboard takes {chosen}.", file=sys.stderr)
    child = subprocess.Popen(command(chosen), env=environment())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _interrupt)
    try:
        return _watch(child, chosen, browser)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(child)


def _watch(child: "subprocess.Popen[bytes]", port: int, browser: bool) -> int:
    if not _ready(child, port):
        print(
            f"The dashboard did not start within {START_SECONDS:.0f} s; what it said is above.",
            file=sys.stderr,
        )
        return 2
    address = f"http://{HOST}:{port}"
    print(f"The dashboard is at {address} (Ctrl+C ends it)", flush=True)
    if browser:
        webbrowser.open(address)
    return 0 if child.wait() == 0 else 2


def command(port: int) -> list[str]:
    """The command that serves the dashboard on a port."""
    options = OPTIONS | {"server.port": str(port)}
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def environment() -> dict[str, str]:
    """The environment of the child: ours, without settings of Streamlit, which could open it to others."""
    return {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}


def free_port(wanted: int) -> int:
    """`wanted`, or any free port where that one is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


def _ready(child: "subprocess.Popen[bytes]", port: int) -> bool:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and child.poll() is None:
        if _healthy(port):
            return True
        time.sleep(0.1)
    return False


def _healthy(port: int) -> bool:
    asked = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        asked.request("GET", "/_stcore/health")
        return asked.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
