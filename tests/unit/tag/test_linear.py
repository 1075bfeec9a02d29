"""The linear scores: each word's rows reach its neighbours, and never the next sentence."""

from __future__ import annotations

import numpy as np

from worker.tag.entities.linear import OFFSETS, PAIRS, Linear

TAGS, FORMS, KINDS = 2, 4, 3


def by_hand(linear: Linear, rows: np.ndarray, coarse: np.ndarray, sentence: list[int]) -> np.ndarray:
    total = np.zeros((len(sentence), TAGS))
    for i in range(len(sentence)):
        for column, offset in enumerate(OFFSETS):
            if 0 <= i + offset < len(sentence):
                total[i] += rows[sentence[i + offset], column]
        for weights, (left, right) in zip(linear.pairs, PAIRS, strict=True):
            if i + left >= 0 and i + right < len(sentence):
                total[i] += weights[coarse[sentence[i + left]], coarse[sentence[i + right]]]
    total[0] += linear.edges[0]
    total[-1] += linear.edges[1]
    return total


def test_sentences_are_scored_as_if_alone() -> None:
    """Side by side, sentences get what each gets by itself, term by term."""
    dice = np.random.default_rng(0)
    pairs = np.pad(dice.normal(size=(len(PAIRS), KINDS, KINDS, TAGS)), ((0, 0), (0, 1), (0, 1), (0, 0)))
    linear = Linear(pairs, dice.normal(size=(2, TAGS)))
    rows, coarse = dice.normal(size=(FORMS, len(OFFSETS), TAGS)), dice.integers(KINDS, size=FORMS)
    tokens, ranges = dice.integers(FORMS, size=9), [(0, 1), (1, 3), (3, 9)]
    scores = linear.scores(rows, coarse, tokens, ranges)
    for first, end in ranges:
        expected = by_hand(linear, rows, coarse, list(tokens[first:end]))
        np.testing.assert_allclose(scores[first:end], expected, rtol=1e-4, atol=1e-5)
