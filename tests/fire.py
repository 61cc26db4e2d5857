"""Writers that may be killed at any moment: `python tests/fire.py HOME CODINGS`, used by test_fire.py.

Imports everything once and then forks a writer for each line on standard input, which says which codings it
is to write (`FIRST LAST`): it tells its process id, then each article that the store has acknowledged.
"""

import os
import signal
import sys
from pathlib import Path

from graph.model import Coding
from graph.settings import Settings
from graph.store import GraphStore


def write(home: Path, codings: list[Coding]) -> None:
    """Write codings a few at a time, and tell each that is written."""
    with GraphStore.open(Settings(home=home)) as store:
        for start in range(0, len(codings), 3):
            batch = codings[start : start + 3]
            store.write(batch)
            say("wrote", *(coding.article.id for coding in batch))
    say("done")


def say(*words: object) -> None:
    """One line, in one piece."""
    os.write(1, (" ".join(map(str, (os.getpid(), *words))) + "\n").encode())


def main(home: Path, file: Path) -> None:
    """Fork a writer a line, until the lines end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    codings = [Coding.model_validate_json(line) for line in file.read_text("utf-8").splitlines()]
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            first, last = map(int, line.split())
            try:
                say("writes")
                write(home, codings[first:last])
            except BaseException as error:
                say("failed", type(error).__name__, error)
                raise
            finally:
                os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
