"""`python -m dashboard [--port N] [--no-browser]`: serve the dashboard until interrupted."""

import argparse
import sys

from dashboard.serve import serve


def main() -> int:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    parser.add_argument("--port", type=int, help="the port to listen on (default: 8501, or a free one)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chosen = parser.parse_args()
    if chosen.port is not None and not 1 <= chosen.port <= 65_535:
        parser.error("--port takes a number from 1 to 65535")
    return serve(chosen.port, not chosen.no_browser)


if __name__ == "__main__":
    sys.exit(main())
