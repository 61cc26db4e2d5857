"""How sure a claim is: how often its rule was right on coded text, and how its sides were found.

`data/confidence.toml` is measured by `python -m ingest.model.calibrate`: for each rule how often it fired
and how often a coder had coded the same, and the weights of a logistic regression over `features`.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from ingest.told import Told

Leg = Literal["rules", "both", "model"]
PRIOR_STRENGTH = 4.0
# Below these an event is rather noise than a find; precision and recall on the dev set chose them.
KEPT: Mapping[Leg, float] = {"rules": 0.17, "both": 0.1, "model": 0.34}


@dataclass(frozen=True)
class Confidence:
    """Counts (right, told) by rule, by type and form, and by form; and the weights of the features by leg."""

    counts: Mapping[str, tuple[int, int]]
    weights: Mapping[Leg, Mapping[str, float]]

    def of(self, told: Told) -> float:
        """The probability that a careful coder would have coded this event with this type and these sides."""
        return round(1 / (1 + math.exp(-self._sum(leg(told), self.features(told)))), 3)

    def parts(self, told: Told) -> dict[str, float]:
        """What each feature adds to the log-odds of an event, without those that add nothing."""
        weights = self.weights[leg(told)]
        found = {name: weights.get(name, 0.0) * value for name, value in self.features(told).items()}
        return {name: round(value, 2) for name, value in found.items() if value}

    def keeps(self, told: Told) -> bool:
        """Whether an event is sure enough to be told."""
        return self.of(told) >= KEPT[leg(told)]

    def features(self, told: Told) -> dict[str, float]:
        """What the probability rests on. Where rules and model are both asked: the log-odds of each."""
        if told.chance is None:
            return self._of_rules(told)
        chance = {"bias": 1.0, "chance": _log_odds(told.chance)}
        if leg(told) == "model":
            return {**chance, "length": _length(told)}
        return {**chance, "rules": self._sum("rules", self._of_rules(told))}

    def _of_rules(self, told: Told) -> dict[str, float]:
        """`rule` is the log-odds of the rule's smoothed precision."""
        return {
            "bias": 1.0,
            "rule": _log_odds(self.rule_precision(told.construction.name)),
            "no source": float(told.source is None),
            "no target": float(told.target is None),
            "source owned": float(bool(told.source and told.source.steps)),
            "target owned": float(bool(told.target and told.target.steps)),
            "not actual": float(told.status != "actual"),
            "headline": float(told.sentence.headline),
            "length": _length(told),
            "distance": min(_distance(told) / 10, 2.0),
        }

    def _sum(self, which: Leg, features: Mapping[str, float]) -> float:
        weights = self.weights[which]
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    def rule_precision(self, rule: str) -> float:
        """The share of a rule's events that were right, drawn towards that of its type and form."""
        form = rule.partition("/")[2].partition(":")[0]
        value = 0.5
        for key in (form, rule.partition(":")[0], rule):
            right, told = self.counts.get(key, (0, 0))
            value = (right + PRIOR_STRENGTH * value) / (told + PRIOR_STRENGTH)
        return min(max(value, 0.02), 0.98)


def leg(told: Told) -> Leg:
    """Whether the rules told an event, the rules and the model together, or the model by itself."""
    if told.chance is None:
        return "rules"
    return "model" if told.construction.form == "model" else "both"


def _log_odds(share: float) -> float:
    held = min(max(share, 0.001), 0.999)
    return math.log(held / (1 - held))


def _length(told: Told) -> float:
    return min((told.sentence.last - told.sentence.first) / 40, 2.0)


def _distance(told: Told) -> int:
    """Tokens between the predicate and the side that stands farther from it."""
    return max(abs(side.first - told.token) for side in (told.source, told.target) if side)


@cache
def measured() -> Confidence:
    """The confidence that ships, as measured on the coded corpus."""
    raw = tomllib.loads(files("ingest").joinpath("data/confidence.toml").read_text("utf-8"))
    return Confidence({key: (right, told) for key, (right, told) in raw["counts"].items()}, raw["weights"])
