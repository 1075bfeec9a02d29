"""Speech or not: a logistic model over the features of a pair. Weights are built by scripts/train-speech."""

from __future__ import annotations

from functools import cache

from worker.resources import read_json

RESOURCE = "speech_model.json"


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = read_json(RESOURCE)["weights"]
    return weights


def log_odds(features: list[str]) -> float:
    """The log odds that a pair with these features holds what somebody said; above 0 it does."""
    weights = _weights()
    return weights["bias"] + sum(weights.get(name, 0.0) for name in features)
