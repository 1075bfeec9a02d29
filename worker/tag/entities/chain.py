"""The linear-chain CRF: the best tags of each sentence, and how sure of each tag. All sentences step together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.tag.entities.rows import Array, Indices, Rows

Doubles = NDArray[np.float64]
# Steps after which probabilities are brought back to a sum of one. In double precision they can neither vanish
# nor overflow before: with the shipped transitions a step is worth e^-2 to e^5, and numbers reach from e^-700 to e^700.
_RESCALED = 32


@dataclass(frozen=True, slots=True)
class Chain:
    """Transition scores (from, to) and start scores."""

    transitions: Array
    start: Array

    def best(self, scores: Array, rows: Rows) -> Indices:
        """The tags (tokens) of the best path through each sentence."""
        reached = self._reached(scores[rows.ahead], rows)
        came = (reached[rows.before][:, :, None] + self.transitions).argmax(axis=1).tolist()
        before, tags = rows.before.tolist(), reached.argmax(axis=1).tolist()
        for place in range(len(tags) - 1, rows.first() - 1, -1):
            tags[before[place]] = came[place][tags[place]]
        return np.array(tags, dtype=np.intp)[rows.places_ahead]

    def marginals(self, scores: Array, rows: Rows) -> Array:
        """The probability (tokens, tags) of each tag, by the forward-backward algorithm."""
        local = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
        ahead, back = np.split(self._told(np.hstack([local[rows.ahead], local[rows.back]]), rows), 2, axis=1)
        return np.asarray(_normal(ahead[rows.places_ahead] * back[rows.places_back] * local), dtype=np.float32)

    def _reached(self, scores: Array, rows: Rows) -> Array:
        """The score (places, tags) of the best path from the front to each tag."""
        reached = scores.copy()
        reached[: rows.first()] += self.start
        for before, here in rows.steps():
            reached[here] += (reached[before, :, None] + self.transitions).max(axis=1)
        return reached

    def _told(self, local: Doubles, rows: Rows) -> Doubles:
        """What a sentence's other tokens tell of each tag: those before it in the left half, those after in the right.

        The right half of `local` (places, 2 tags) and of the result runs from the end: so one pass goes both ways.
        """
        moves, none = np.exp(self.transitions, dtype=np.float64), np.zeros(self.transitions.shape)
        both = np.block([[moves, none], [none, moves.T]])
        told = np.ones_like(local)
        told[: rows.first(), : len(moves)] = np.exp(self.start)
        for number, (before, here) in enumerate(rows.steps(), start=1):
            np.matmul(told[before] * local[before], both, out=told[here])
            if number % _RESCALED == 0:
                told[here] = _normal(told[here].reshape(-1, len(moves))).reshape(told[here].shape)
        return told


def _normal(values: Doubles) -> Doubles:
    return np.asarray(values / values.sum(axis=1, keepdims=True))
