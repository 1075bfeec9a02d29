"""The linear part of the model: what a word's attributes say of its own tag and of its neighbours' tags.

All attributes of a form at one offset add up to one row a form, so that a sentence costs five additions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.rows import Array, Indices

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
        first, end = np.array(ranges, dtype=np.intp).reshape(-1, 2).T
        piece = _pieces(len(tokens), first, end)
        total = np.zeros((len(tokens), rows.shape[2]), dtype=np.float32)
        total[first] += self.edges[0]
        total[end - 1] += self.edges[1]
        told, kinds = rows[tokens], coarse[tokens]
        for column, offset in enumerate(OFFSETS):
            here, there = _aligned(len(tokens), 0, offset)
            total[here] += told[there, column] * _together(piece[here], piece[there])
        for weights, (left, right) in zip(self.pairs, PAIRS, strict=True):
            here, before, after = _aligned(len(tokens), 0, left, right)
            total[here] += weights[kinds[before], kinds[after]] * _together(piece[before], piece[after])
        return total


def _pieces(length: int, first: Indices, end: Indices) -> Indices:
    """The number of each token's sentence, -1 outside all of them."""
    piece = np.full(length, -1, dtype=np.intp)
    sizes = end - first
    number = np.repeat(np.arange(len(sizes)), sizes)
    piece[first[number] + np.arange(len(number)) - (np.cumsum(sizes) - sizes)[number]] = number
    return piece


def _aligned(length: int, *offsets: int) -> list[slice]:
    """A slice of the tokens for each offset, so that what stands at one index in all of them stands so far apart."""
    low, high = min(offsets), max(offsets)
    return [slice(offset - low, max(0, length - high + offset)) for offset in offsets]


def _together(left: Indices, right: Indices) -> Array:
    """A column of 1 where both tokens are in the same sentence, 0 elsewhere."""
    return np.asarray((left == right) & (left >= 0), dtype=np.float32)[:, None]
