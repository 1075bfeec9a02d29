"""The linear-chain CRF: the best tags of each sentence, and how sure of each tag. All sentences step together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.network import Array, Indices, Rows


@dataclass(frozen=True, slots=True)
class Chain:
    """Transition scores (from, to) and start scores."""

    transitions: Array
    start: Array

    def best(self, scores: Array, rows: Rows) -> Indices:
        """The tags (tokens) of the best path through each sentence."""
        tags = np.zeros(len(scores), dtype=np.intp)
        came = np.zeros(scores.shape, dtype=np.intp)
        reached = self.start + scores[rows.first]
        for step, count in enumerate(rows.running[1:], start=1):
            at = rows.first[:count] + step
            paths = reached[:count, :, None] + self.transitions
            came[at] = paths.argmax(axis=1)
            reached[:count] = paths.max(axis=1) + scores[at]
        tags[rows.last] = reached.argmax(axis=1)
        for step in range(len(rows.running) - 1, 0, -1):
            at = rows.first[: rows.running[step]] + step
            tags[at - 1] = came[at, tags[at]]
        return tags

    def marginals(self, scores: Array, rows: Rows) -> Array:
        """The probability (tokens, tags) of each tag, by the forward-backward algorithm."""
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        moves, forward = np.exp(self.transitions), np.zeros_like(scores)
        forward[rows.first] = _normal(local[rows.first] * np.exp(self.start))
        for step, count in enumerate(rows.running[1:], start=1):
            at = rows.first[:count] + step
            forward[at] = _normal((forward[at - 1] @ moves) * local[at])
        backward = np.ones_like(scores)
        for step in range(len(rows.running) - 1, 0, -1):
            at = rows.first[: rows.running[step]] + step
            backward[at - 1] = _normal((backward[at] * local[at]) @ moves.T)
        return _normal(forward * backward)


def _normal(values: Array) -> Array:
    total = values.sum(axis=1, keepdims=True)
    total[total == 0] = 1  # tokens outside all sentences, such as boilerplate, have no probabilities
    return np.asarray(values / total, dtype=np.float32)
