"""The trained pair model at work: the relations of one sentence with their probabilities."""

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from graph.errors import SettingsError
from graph.model import Status
from ingest.model.pairs import Pairs

FILE = "model/pairs.onnx"
MOST_PIECES = 250

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """For each ordered pair of mentions (0 is nobody): the probability of each of the 16 types and 6 ties, of
    each of the four statuses, and how much it looked at each word.
    """

    types: Floats
    status: Floats
    looked: Floats


class PairModel:
    """The model that ships, or another file of the same form."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._session = InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise SettingsError(f"the pair model cannot be read: {error}") from error
        self.card: dict[str, str] = dict(self._session.get_modelmeta().custom_metadata_map)
        self._tokenizer: Tokenizer = Tokenizer.from_str(self.card["tokenizer"])
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.outputs: tuple[str, ...] = tuple(json.loads(self.card["outputs"]))
        self.statuses: tuple[Status, ...] = tuple(json.loads(self.card["statuses"]))

    @cached_property
    def digest(self) -> str:
        """The first eight digits of the file's SHA-256: part of the extractor's name."""
        return sha256(self.data).hexdigest()[:8]

    def read(self, pairs: Pairs) -> Read | None:
        """What the model says of one sentence; None where it is longer than the model was taught."""
        pieces = self._tokenizer.encode(list(pairs.words), is_pretokenized=True)
        if len(pieces.ids) > MOST_PIECES:
            return None
        first, last = ends(pieces.word_ids, len(pairs.words))
        inputs = {
            "ids": np.array(pieces.ids, dtype=np.int64),
            "first": first,
            "last": last,
            "dependency": pairs.dependency,
            "part": pairs.part,
            "triggers": pairs.triggers,
            "spans": pairs.spans,
            "heads": pairs.heads,
            "kinds": pairs.kinds,
            "relation": pairs.relation,
            "bearing": pairs.bearing,
            "verdict": pairs.verdict,
        }
        return Read(*self._session.run(None, inputs))


def ends(words: list[int | None], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and last wordpiece of each word."""
    first, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for piece in reversed(range(len(words))):
        if (word := words[piece]) is not None:
            first[word] = piece
    for piece, found in enumerate(words):
        if found is not None:
            last[found] = piece
    return first, last


def shipped() -> PairModel:
    """The model that ships.

    >>> "ASSAULT" in shipped().outputs
    True
    """
    file = files("ingest").joinpath(FILE)
    if not file.is_file():
        raise SettingsError("the pair model is missing from the installation: install actorgraph again")
    return PairModel(file.read_bytes())
