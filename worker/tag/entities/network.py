"""A bidirectional LSTM over a document's sentences, in numpy: all sentences take each step together.

The weights come with the gates in the order input, forget, output, candidate, and those of the first three
halved: a logistic is a hyperbolic tangent of half its argument, so that one call serves all four.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.rows import Array, Indices, Rows

_HALF = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Network:
    """Weights: `inputs` (2, width, 4 hidden), `bias` (2, 1, 4 hidden), `recurrent` (2, hidden, 4 hidden), `output`.

    `output` (2 hidden + width, tags) and its bias are of the tags. A logistic is half of 1 + tanh: so states are
    kept doubled, which spares a pass a step, and what they are multiplied by, `recurrent` and the first rows of
    `output`, comes halved here. No digit of a binary number changes.
    """

    inputs: Array
    bias: Array
    recurrent: Array
    output: Array
    output_bias: Array

    def scores(self, forms: Array, tokens: Indices, rows: Rows) -> Array:
        """Tag scores (tokens, tags); `forms` (distinct forms, width), and `tokens` the form of each token."""
        hidden = self.recurrent.shape[1]
        gates = forms @ self.inputs
        gates += self.bias
        which = np.stack([tokens[rows.ahead], tokens[rows.back] + len(forms)])
        states = self._doubled_states(gates.reshape(-1, 4 * hidden), which, rows)
        scores = (forms @ self.output[2 * hidden :] + self.output_bias)[tokens]
        scores += (states[0] @ self.output[:hidden])[rows.places_ahead]
        scores += (states[1] @ self.output[hidden : 2 * hidden])[rows.places_back]
        return np.asarray(scores, dtype=np.float32)

    def _doubled_states(self, gates: Array, which: Indices, rows: Rows) -> Array:
        """Twice the states (2, places, hidden) that the `gates` lead to; `which` (2, places) is each place's gate."""
        hidden = self.recurrent.shape[1]
        states = np.empty((*which.shape, hidden), dtype=np.float32)
        cell = np.zeros((2, rows.first(), hidden), dtype=np.float32)
        _step(gates[which[:, : rows.first()]], cell, out=states[:, : rows.first()])
        for before, here in rows.steps():
            act = gates[which[:, here]]
            act += states[:, before] @ self.recurrent
            cell = cell[:, : act.shape[1]]
            _step(act, cell, out=states[:, here])
        return states


def _step(act: Array, cell: Array, out: Array) -> None:
    """Bring cells one step on, by gates before their tanh, which are overwritten; put doubled states out."""
    hidden = cell.shape[2]
    np.tanh(act, out=act)
    act[..., : 3 * hidden] += 1
    let_in, kept = act[..., :hidden], act[..., hidden : 2 * hidden]
    let_out, candidate = act[..., 2 * hidden : 3 * hidden], act[..., 3 * hidden :]
    cell *= kept
    candidate *= let_in
    cell += candidate
    cell *= _HALF
    np.tanh(cell, out=candidate)
    np.multiply(let_out, candidate, out=out)
