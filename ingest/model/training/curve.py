"""What more text and each part of the pair model are worth: `python -m ingest.model.training.curve`.

Trains with shares of the texts and, on half of them, without one part at a time, and prints a table of what
is right of the events of the held-out texts (docs/extraction.md).
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from ingest.model.coded_text import is_held_out
from ingest.model.training.figures import Table
from ingest.model.training.learn import encoder, learn, taken, told_of
from ingest.model.training.network import PairNetwork
from ingest.model.training.rows import Row, fix, keep_states, rows

CUTS = (0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Run:
    """One training: the share of the texts, the inputs that are hidden, the views that are learned from."""

    name: str
    share: float
    without: tuple[str, ...] = ()
    views: tuple[str, ...] = ("coded", "found")


RUNS = (
    Run("a quarter of the texts", 0.25),
    Run("half of the texts", 0.5),
    Run("half, without the rules' verdict", 0.5, ("verdict",)),
    Run("half, without the words of the lexicon", 0.5, ("triggers",)),
    Run("half, without the parse (paths, functions)", 0.5, ("relation", "dependency")),
    Run("half, without the kinds of actors", 0.5, ("kinds",)),
    Run("half, with the coder's mentions alone", 0.5, (), ("coded",)),
    Run("all texts", 1.0),
)


def results(everything: Sequence[Row], epochs: int, seed: int) -> Iterator[str]:
    """A row of the table for each run."""
    texts = sorted({row.example.article for row in everything if not is_held_out(row.example.article)})
    random.Random(0).shuffle(texts)
    for run in RUNS:
        torch.manual_seed(seed)
        random.seed(seed)
        chosen = set(texts[: round(len(texts) * run.share)])
        seen = [_hidden(row, run.without) for row in everything]
        trained = [row for row in seen if row.example.article in chosen and row.example.view in run.views]
        held = [row for row in seen if is_held_out(row.example.article)]
        network = PairNetwork(encoder())
        fix(network)
        network = learn(network, trained, held, epochs)
        views = ("coded", "found")
        best = (
            max((told_of(network, held, view, cut) for cut in CUTS), key=lambda t: t.f1) for view in views
        )
        figures = " | ".join(f"{t.precision:.3f} / {t.recall:.3f} / {t.f1:.3f}" for t in best)
        yield f"| {run.name} | {len(chosen)} | {figures} |"


def _best(network: PairNetwork, held: Sequence[Row], view: str) -> Table:
    """The table at the cut that serves this network best."""
    return max((told_of(network, held, view, cut) for cut in CUTS), key=lambda table: table.f1)


def _hidden(row: Row, without: Sequence[str]) -> Row:
    blank = {name: torch.zeros_like(getattr(row.inputs, name)) for name in without}
    return replace(row, inputs=row.inputs._replace(**blank))


def main() -> None:
    """Print the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m ingest.model.training.curve", description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--examples", type=Path, help="keep the parsed examples in this file, or take them")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    everything = list(rows(taken(chosen.examples)))
    keep_states(PairNetwork(encoder()), everything)
    print("| | texts | coder's mentions P / R / F1 | found mentions P / R / F1 |", flush=True)
    for line in results(everything, chosen.epochs, chosen.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
