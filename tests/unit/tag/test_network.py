"""The LSTM in numpy: sentences side by side give what each gives alone, and what the textbook's formulas give."""

from __future__ import annotations

import numpy as np

from worker.tag.entities.network import Network
from worker.tag.entities.rows import Rows

WIDTH, HIDDEN, TAGS, FORMS = 4, 3, 5, 6


def network() -> Network:
    """A network as the worker has it: `recurrent` and what states are multiplied by in `output` are halved."""
    dice = np.random.default_rng(0)

    def weights(*shape: int) -> np.ndarray:
        return dice.normal(size=shape).astype(np.float32)

    return Network(
        inputs=weights(2, WIDTH, 4 * HIDDEN),
        bias=weights(2, 1, 4 * HIDDEN),
        recurrent=weights(2, HIDDEN, 4 * HIDDEN),
        output=weights(2 * HIDDEN + WIDTH, TAGS),
        output_bias=weights(TAGS),
    )


def textbook(net: Network, forms: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """One sentence, token by token, with logistic gates."""
    states = np.zeros((len(tokens), 2 * HIDDEN))
    for way, order in ((0, range(len(tokens))), (1, range(len(tokens) - 1, -1, -1))):
        state, cell = np.zeros(HIDDEN), np.zeros(HIDDEN)
        for i in order:
            act = forms[tokens[i]] @ net.inputs[way] + net.bias[way, 0] + 2 * state @ net.recurrent[way]
            let_in, kept, let_out = (1 / (1 + np.exp(-2 * a)) for a in np.split(act[: 3 * HIDDEN], 3))
            cell = kept * cell + let_in * np.tanh(act[3 * HIDDEN :])
            state = let_out * np.tanh(cell)
            states[i, way * HIDDEN : (way + 1) * HIDDEN] = state
    return np.hstack([2 * states, forms[tokens]]) @ net.output + net.output_bias


def test_sentences_side_by_side_are_as_each_alone() -> None:
    """Sentences of any lengths, in any order, do not touch each other."""
    net, dice = network(), np.random.default_rng(1)
    forms = dice.normal(size=(FORMS, WIDTH)).astype(np.float32)
    tokens = dice.integers(FORMS, size=12)
    ranges = [(0, 2), (2, 9), (9, 12)]
    scores = net.scores(forms, tokens, Rows.of(ranges))
    for first, end in ranges:
        np.testing.assert_allclose(scores[first:end], textbook(net, forms, tokens[first:end]), rtol=1e-3, atol=1e-4)
