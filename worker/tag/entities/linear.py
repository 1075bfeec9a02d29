"""The linear part of the model: what a word's attributes say of its own tag and of its neighbours' tags.

All attributes of a form at one offset add up to one row a form, so that a sentence costs five additions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.network import Array, Indices

OFFSETS = (-2, -1, 0, 1, 2)
PAIRS = ((-1, 0), (0, 1), (-1, 1))  # offsets of the two neighbours whose clusters count together
EDGES = ("first", "last")


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of pairs of coarse clusters (pairs, left, right, tags) and of a sentence's edges (2, tags)."""

    pairs: Array
    edges: Array

    def scores(self, rows: Array, coarse: Indices, tokens: Indices, ranges: list[tuple[int, int]]) -> Array:
        """Tag scores (tokens, tags). `rows` (forms, offsets, tags) and `coarse` (forms) describe the forms.

        `tokens` is the form of each token, `ranges` are the sentences.
        """
        piece = np.full(len(tokens), -1, dtype=np.intp)
        total = np.zeros((len(tokens), rows.shape[2]), dtype=np.float32)
        for number, (first, end) in enumerate(ranges):
            piece[first:end] = number
            total[first] += self.edges[0]
            total[end - 1] += self.edges[1]
        for column, offset in enumerate(OFFSETS):
            here = _with_neighbour(piece, offset)
            total[here] += rows[tokens[here + offset], column]
        kinds = coarse[tokens]
        for weights, (left, right) in zip(self.pairs, PAIRS, strict=True):
            here = np.intersect1d(_with_neighbour(piece, left), _with_neighbour(piece, right), assume_unique=True)
            total[here] += weights[kinds[here + left], kinds[here + right]]
        return total


def _with_neighbour(piece: Indices, offset: int) -> Indices:
    """The tokens whose neighbour at `offset` is in the same sentence."""
    here = np.arange(max(0, -offset), len(piece) - max(0, offset), dtype=np.intp)
    return np.compress((piece[here] == piece[here + offset]) & (piece[here] >= 0), here)
