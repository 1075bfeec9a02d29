"""The linear chain of the entity model: what it says of all paths is what counting them says."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from worker.tag.entities.chain import Chain
from worker.tag.entities.rows import Rows

TAGS = 3
RANGES = [(0, 4), (4, 5), (5, 8)]


def test_the_best_path_and_all_probabilities_are_those_of_counted_paths() -> None:
    """Sentences side by side are each as alone, and their paths' weights add up."""
    dice = np.random.default_rng(0)
    transitions, start, scores = (
        dice.normal(size=shape).astype(np.float32) for shape in ((TAGS, TAGS), TAGS, (8, TAGS))
    )
    chain, rows = Chain(transitions, start), Rows.of(RANGES)
    best, marginals = chain.best(scores, rows), chain.marginals(scores, rows)
    for first, end in RANGES:
        weights = {
            path: start[path[0]]
            + sum(scores[first + i, tag] for i, tag in enumerate(path))
            + sum(transitions[a, b] for a, b in pairwise(path))
            for path in product(range(TAGS), repeat=end - first)
        }
        assert tuple(best[first:end]) == max(weights, key=lambda path: weights[path])
        total = sum(np.exp(weight) for weight in weights.values())
        for i, tag in product(range(end - first), range(TAGS)):
            share = sum(np.exp(weight) for path, weight in weights.items() if path[i] == tag)
            np.testing.assert_allclose(marginals[first + i, tag], share / total, rtol=1e-4)
