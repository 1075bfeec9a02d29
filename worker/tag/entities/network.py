"""A bidirectional LSTM over a document's sentences, in numpy: all sentences take each step together.

Sentences are ordered by length, so that those still running at a step are the first ones. The weights come
with the gates in the order input, forget, output, candidate, and those of the first three halved:
a logistic is a hyperbolic tangent of half its argument, so that one call serves all four.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences of a document by falling length: their first rows, last rows, and how many run at each step."""

    first: Indices
    last: Indices
    running: tuple[int, ...]

    @classmethod
    def of(cls, ranges: list[tuple[int, int]]) -> Rows:
        """The rows of `ranges` (first, end), none of them empty."""
        ordered = sorted(ranges, key=lambda r: r[0] - r[1])
        lengths = [end - first for first, end in ordered]
        running, count = [], len(lengths)
        for step in range(lengths[0] if lengths else 0):
            while lengths[count - 1] <= step:
                count -= 1
            running.append(count)
        first = np.array([r[0] for r in ordered], dtype=np.intp)
        return cls(first, np.array([r[1] - 1 for r in ordered], dtype=np.intp), tuple(running))


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: `inputs` (width, 8 hidden) and `bias`, `recurrent` (2, hidden, 4 hidden), `output` and its bias.

    The first half of the input columns is the forward direction's.
    """

    inputs: Array
    bias: Array
    recurrent: Array
    output: Array
    output_bias: Array

    def scores(self, forms: Array, tokens: Indices, rows: Rows) -> Array:
        """Tag scores (tokens, tags); `forms` (distinct forms, width), and `tokens` the form of each token."""
        states = self._states((forms @ self.inputs + self.bias)[tokens], rows)
        wide = states.shape[1]
        direct = forms @ self.output[wide:] + self.output_bias
        return np.asarray(states @ self.output[:wide] + direct[tokens], dtype=np.float32)

    def _states(self, gates: Array, rows: Rows) -> Array:
        hidden = self.recurrent.shape[1]
        states = np.zeros((len(gates), 2 * hidden), dtype=np.float32)
        state = np.zeros((2, len(rows.first), hidden), dtype=np.float32)
        cell = np.zeros_like(state)
        for step, count in enumerate(rows.running):
            ahead, back = rows.first[:count] + step, rows.last[:count] - step
            act = state[:, :count] @ self.recurrent
            act[0] += gates[ahead, : 4 * hidden]
            act[1] += gates[back, 4 * hidden :]
            np.tanh(act, out=act)
            act[..., : 3 * hidden] *= 0.5
            act[..., : 3 * hidden] += 0.5
            let_in, kept, let_out, candidate = np.split(act, 4, axis=2)
            cell = kept * cell[:, :count] + let_in * candidate
            state = let_out * np.tanh(cell)
            states[ahead, :hidden] = state[0]
            states[back, hidden:] = state[1]
        return states
