"""The CRF's decoding and marginals, against all paths counted one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from worker.tag.entities.chain import Chain
from worker.tag.entities.network import Rows

TAGS = 3


def example(seed: int) -> tuple[Chain, np.ndarray, list[tuple[int, int]]]:
    dice = np.random.default_rng(seed)
    ranges = [(0, 4), (4, 5), (5, 8)]
    scores = dice.normal(size=(8, TAGS)).astype(np.float32)
    chain = Chain(dice.normal(size=(TAGS, TAGS)).astype(np.float32), dice.normal(size=TAGS).astype(np.float32))
    return chain, scores, ranges


def weight(chain: Chain, scores: np.ndarray, path: tuple[int, ...]) -> float:
    moves = sum(chain.transitions[a, b] for a, b in pairwise(path))
    return float(chain.start[path[0]] + moves + sum(scores[i, tag] for i, tag in enumerate(path)))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_is_the_best_of_all_paths(seed: int) -> None:
    """Viterbi over all sentences at once gives each sentence's path of the highest score."""
    chain, scores, ranges = example(seed)
    best = chain.best(scores, Rows.of(ranges))
    for first, end in ranges:
        paths = product(range(TAGS), repeat=end - first)
        expected = max(paths, key=lambda path: weight(chain, scores[first:end], path))
        assert tuple(best[first:end]) == expected


@pytest.mark.parametrize("seed", range(5))
def test_marginals_are_shares_of_all_paths(seed: int) -> None:
    """Forward-backward gives the weight of the paths through a tag, as a share of all paths' weight."""
    chain, scores, ranges = example(seed)
    marginals = chain.marginals(scores, Rows.of(ranges))
    for first, end in ranges:
        shares = np.zeros((end - first, TAGS))
        for path in product(range(TAGS), repeat=end - first):
            shares[range(end - first), path] += np.exp(weight(chain, scores[first:end], path))
        np.testing.assert_allclose(marginals[first:end], shares / shares.sum(axis=1, keepdims=True), rtol=1e-4)
