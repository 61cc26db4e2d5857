"""The command `actorgraph`: parse, open, call one function, print.

Data goes to stdout and talk to stderr. 0: all good. 1: some inputs failed, each named. 2: could not start.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from graph.errors import ActorgraphError
from ingest.cli_arguments import parser

GOOD, SOME_FAILED, NOT_STARTED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    chosen = parser().parse_args(arguments)
    module, _, name = chosen.run.partition(":")
    try:
        # A command's module is imported when it runs: `--help` need not wait for spaCy.
        run: Callable[..., int] = getattr(import_module(module), name)
        code = run(chosen)
        sys.stdout.flush()
        return code
    except ActorgraphError as error:
        _tell(str(error))
        return NOT_STARTED
    except KeyboardInterrupt:
        _tell("interrupted; what was written stays whole, and the same command again goes on from there")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; at exit Python would flush once more, into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _tell(message: str) -> None:
    from ingest.cli_talk import printable

    print(f"actorgraph: {printable(message)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
