"""A bidirectional LSTM over a document's sentences, in numpy: all sentences take each step together.

The weights come with the gates in the order input, forget, output, candidate, and those of the first three
halved: a logistic is a hyperbolic tangent of half its argument, so that one call serves all four.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worker.tag.entities.rows import Array, Indices, Rows


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
        hidden = self.recurrent.shape[1]
        ahead, back = np.split(forms @ self.inputs + self.bias, 2, axis=1)
        states = self._doubled_states(np.stack([ahead[tokens[rows.ahead]], back[tokens[rows.back]]]), rows)
        output = self.output * 0.5
        scores = (forms @ self.output[2 * hidden :] + self.output_bias)[tokens]
        scores += (states[0] @ output[:hidden])[rows.places_ahead]
        scores += (states[1] @ output[hidden : 2 * hidden])[rows.places_back]
        return np.asarray(scores, dtype=np.float32)

    def _doubled_states(self, gates: Array, rows: Rows) -> Array:
        """Twice the states (2, places, hidden) that the `gates` (2, places, 4 hidden) lead to; overwrites the gates.

        A logistic is half of 1 + tanh. States and cells are kept doubled and halved together, which spares a pass a
        step and changes no digit of a binary number.
        """
        hidden = self.recurrent.shape[1]
        recurrent = self.recurrent * 0.5
        states = np.empty((*gates.shape[:2], hidden), dtype=np.float32)
        cell = np.zeros((2, rows.first(), hidden), dtype=np.float32)
        _step(gates[:, : rows.first()], cell, out=states[:, : rows.first()])
        for before, here in rows.steps():
            act = gates[:, here]
            act += states[:, before] @ recurrent
            cell = cell[:, : act.shape[1]]
            _step(act, cell, out=states[:, here])
        return states


def _step(act: Array, cell: Array, out: Array) -> None:
    """Bring doubled cells one step on, by gates before their tanh, which are overwritten; put doubled states out."""
    hidden = cell.shape[2]
    np.tanh(act, out=act)
    act[..., : 3 * hidden] += 1
    let_in, kept = act[..., :hidden], act[..., hidden : 2 * hidden]
    let_out, candidate = act[..., 2 * hidden : 3 * hidden], act[..., 3 * hidden :]
    cell *= 0.5
    cell *= kept
    candidate *= let_in
    cell += candidate
    np.multiply(cell, 0.5, out=candidate)
    np.tanh(candidate, out=candidate)
    np.multiply(let_out, candidate, out=out)
