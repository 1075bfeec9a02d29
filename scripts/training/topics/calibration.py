"""Calibration: from the model's log-odds to the probability that a code is among an article's topics.

Two numbers, fitted on articles whose topics (one or two each) were annotated by hand. The model itself
never sees those articles.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.topics.corpora import example
from training.topics.fit import Weights, predict
from worker.tag.topics.codes import codes, top_count
from worker.tag.topics.model import LIMIT

_STEPS = 25  # Newton's method settles in fewer than ten


def fit(folder: Path, weights: Weights) -> NDArray[np.float64]:
    """Slope and offset of the logistic curve, by maximum likelihood over all articles and top codes."""
    gold = sorted(folder.glob("*.offsets.json"))
    known, odds = [], []
    for path in gold:
        text = path.with_name(path.name.replace(".offsets.json", ".txt")).read_text(encoding="utf-8")
        probability = np.clip(predict(example("articles", (), text), weights), LIMIT, 1 - LIMIT)
        odds.append(np.log(probability / (1 - probability)))
        topics = json.loads(path.read_text(encoding="utf-8"))["topics"]
        known.append([code.code.partition(":")[2] in topics for code in codes()[: top_count()]])
    return _logistic(np.concatenate(odds), np.concatenate(known).astype(float))


def _logistic(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    design = np.stack([x, np.ones_like(x)], axis=1)
    curve = np.zeros(2)  # from here Newton steps do not overshoot
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-design @ curve))
        hessian = (design * (p * (1 - p))[:, None]).T @ design
        curve += np.linalg.solve(hessian, design.T @ (y - p))
    return curve
