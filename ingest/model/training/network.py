"""The pair model: an encoder reads a sentence once, then each ordered pair of mentions looks in it for the
words that tell what the one does to the other. Needs torch; see `make train`.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn

from ingest.model.coded_text import STATUSES, TIES
from ingest.model.pairs import DEPENDENCIES, KINDS, PARTS, TYPES
from ingest.model.paths import BEARINGS, RELATIONS

OUTPUTS = (*TYPES, *TIES)
ENCODED, WIDTH, EYES, ROUNDS = 384, 256, 4, 2
SELDOM = -4.0  # almost all pairs are unrelated: the heads start there


class Inputs(NamedTuple):
    """One sentence: `first` and `last` wordpiece of each word, then the arrays of `ingest.model.pairs`."""

    first: Tensor
    last: Tensor
    dependency: Tensor
    part: Tensor
    triggers: Tensor
    spans: Tensor
    heads: Tensor
    kinds: Tensor
    relation: Tensor
    bearing: Tensor
    verdict: Tensor


class Outputs(NamedTuple):
    """For each ordered pair: logits of types and ties (22), of status (4), and where it looked (L)."""

    types: Tensor
    status: Tensor
    looked: Tensor


class Look(nn.Module):
    """One round in which every pair looks at all words, drawn by what they say and how they stand to it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(ENCODED, WIDTH)
        self.value = nn.Linear(ENCODED, WIDTH)
        self.draw, self.stand = nn.Embedding(RELATIONS, EYES), nn.Embedding(RELATIONS, WIDTH)
        self.mix = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))

    def forward(self, pair: Tensor, words: Tensor, relation: Tensor) -> tuple[Tensor, Tensor]:
        """Pairs (P, d), words (L, 384), relation (P, L) to pairs (P, d) and where each looked (P, L)."""
        count, length = relation.shape
        query = self.query(pair).view(count, EYES, -1).transpose(0, 1)
        key = self.key(words).view(length, EYES, -1).permute(1, 2, 0)
        drawn = query @ key / math.sqrt(WIDTH // EYES) + self.draw(relation).permute(2, 0, 1)
        looked = drawn.softmax(-1)
        value = self.value(words).view(length, EYES, -1).transpose(0, 1)
        seen = (looked @ value).transpose(0, 1).reshape(count, WIDTH)
        mean = looked.mean(0)
        one_hot = nn.functional.one_hot(relation, RELATIONS).to(mean.dtype)
        stood = (mean.unsqueeze(1) @ one_hot).squeeze(1) @ self.stand.weight
        return pair + self.mix(torch.cat([pair, seen + stood], -1)), mean


class PairNetwork(nn.Module):
    """Encoder states of a sentence and its pairs to types, status and the words looked at."""

    def __init__(self, encoder: nn.Module, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = encoder
        self.dependency = nn.Embedding(len(DEPENDENCIES) + 1, ENCODED)
        self.part = nn.Embedding(len(PARTS) + 1, ENCODED)
        self.trigger = nn.Linear(len(TYPES), ENCODED)
        self.norm, self.drop = nn.LayerNorm(ENCODED), nn.Dropout(dropout)
        self.span = nn.Sequential(nn.Linear(4 * ENCODED, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.kind = nn.Embedding(len(KINDS) + 1, WIDTH)
        self.nobody = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.source, self.target, self.both = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.bearing, self.verdict = nn.Embedding(BEARINGS, WIDTH), nn.Linear(len(TYPES) + 2, WIDTH)
        self.looks = nn.ModuleList([Look(dropout) for _ in range(ROUNDS)])
        self.out = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout))
        self.types, self.status = nn.Linear(WIDTH, len(OUTPUTS)), nn.Linear(WIDTH, len(STATUSES))
        nn.init.constant_(self.types.bias, SELDOM)
        for table in (self.dependency, self.part):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, *sentence: Tensor) -> Outputs:
        """One sentence from its wordpieces (W); the other inputs as in `Inputs`."""
        hidden = self.encoder(input_ids=ids.unsqueeze(0)).last_hidden_state[0]
        return self.decode(hidden, Inputs(*sentence))

    def decode(self, hidden: Tensor, one: Inputs) -> Outputs:
        """One sentence from its encoder states (W, 384)."""
        words = self._words(hidden, one)
        mentions = torch.cat([self.nobody.unsqueeze(0), self._mentions(words, one)])
        n = mentions.shape[0]
        told = self.verdict(one.verdict)
        pair = self.source(mentions)[:, None] + self.target(mentions)[None]
        pair = pair + self.both(mentions[:, None] * mentions[None]) + self.bearing(one.bearing) + told
        pair = nn.functional.gelu(pair).reshape(n * n, WIDTH)
        relation = one.relation.reshape(n * n, -1)
        looked = relation
        for look in self.looks:
            pair, looked = look(pair, words, relation)
        out = self.out(torch.cat([pair, told.reshape(n * n, WIDTH)], -1))
        shape = (n, n, -1)
        return Outputs(self.types(out).view(shape), self.status(out).view(shape), looked.view(shape))

    def _words(self, hidden: Tensor, one: Inputs) -> Tensor:
        read = (hidden[one.first] + hidden[one.last]) / 2
        known = self.dependency(one.dependency) + self.part(one.part) + self.trigger(one.triggers)
        return self.drop(self.norm(read + known))

    def _mentions(self, words: Tensor, one: Inputs) -> Tensor:
        first, last = one.spans[:, 0], one.spans[:, 1]
        sums = torch.cat([torch.zeros(1, words.shape[1]), words.cumsum(0)])
        mean = (sums[last + 1] - sums[first]) / (last - first + 1).unsqueeze(1)
        parts = torch.cat([words[first], words[last], words[one.heads], mean], 1)
        return self.span(parts) + self.kind(one.kinds)
