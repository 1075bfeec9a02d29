"""The linear part of the model: what a word's attributes say of its own tag and of its neighbours' tags.

All attributes of a form at one offset add up to one row a form, so that a sentence costs five additions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.rows import Array, Indices, Kinds, Range

OFFSETS = (-2, -1, 0, 1, 2)
PAIRS = ((-1, 0), (0, 1), (-1, 1))  # offsets of the two neighbours whose clusters count together
EDGES = ("first", "last")
_REACH = max(OFFSETS)


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of pairs of coarse kinds (pairs, left, right, tags) and of a sentence's edges (2, tags).

    The last kind is that of no word: all its weights are zero.
    """

    pairs: Array
    edges: Array

    def scores(self, rows: Array, coarse: Kinds, tokens: Indices, ranges: list[Range]) -> Array:
        """Tag scores (tokens, tags). `rows` (forms, offsets, tags) and `coarse` (forms) describe the forms.

        `tokens` is the form of each token, `ranges` are the sentences, which follow each other without a gap.
        """
        first, end = np.array(ranges, dtype=np.intp).T
        # Between sentences stand as many words of no form as an offset may reach over.
        here = np.arange(len(tokens)) + _REACH * np.repeat(np.arange(1, len(ranges) + 1), end - first)
        spaced = np.full(here[-1] + 1 + _REACH, len(rows), dtype=np.intp)
        spaced[here] = tokens
        told = self._told(_with_none(rows), _with_none(coarse, self.pairs.shape[1] - 1), spaced)
        total: Array = told[here - _REACH]
        total[first] += self.edges[0]
        total[end - 1] += self.edges[1]
        return total

    def _told(self, rows: Array, kinds: Kinds, tokens: Indices) -> Array:
        """What the `tokens` that have so many on either side are told by themselves and by these."""
        told, kind = rows[tokens], kinds[tokens]
        length = len(tokens) - 2 * _REACH

        def at(offset: int) -> slice:
            return slice(_REACH + offset, _REACH + offset + length)

        total = np.zeros((length, told.shape[2]), dtype=np.float32)
        for column, offset in enumerate(OFFSETS):
            total += told[at(offset), column]
        for weights, (left, right) in zip(self.pairs, PAIRS, strict=True):
            total += weights[kind[at(left)], kind[at(right)]]
        return total


def _with_none(values: np.ndarray, none: int = 0) -> np.ndarray:
    """`values` and one more row, that of no form."""
    return np.concatenate([values, np.full_like(values[:1], none)])
