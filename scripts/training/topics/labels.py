"""Weak labels: a distribution over top codes for each example, from the listed evidence and the section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.topics.corpora import Example
from worker.tag.topics.codes import codes, top_count

Matrix = NDArray[np.float64]

_OUTSIDE = 0.02  # share of a code that the section does not name: sections are wrong at times
_SHARPNESS = 12.0  # logits that a text whose evidence all points to one code is given for it
_ENOUGH = 8.0  # evidence below this leaves the label flat
_TRUST = {"jawhara": 2.0, "asnd": 0.7}  # edited sections; short posts whose labels mix topics


def evidence(examples: Sequence[Example]) -> Matrix:
    """Evidence per example and top code: log counts of phrases, weighted by how rare each is."""
    frequency = Counter(phrase for example in examples for phrase in {hit.phrase for hit in example.hits})
    found = np.zeros((len(examples), top_count()))
    for row, example in zip(found, examples, strict=True):
        for (phrase, code), count in _counts(example).items():
            row[codes()[code].top] += np.log1p(count) * np.log(len(examples) / frequency[phrase])
    return found


def allowed(examples: Sequence[Example]) -> Matrix:
    """1 where the section allows a code or says nothing, little elsewhere."""
    column = {code.code[len("medtop:") :][:2]: i for i, code in enumerate(codes()[: top_count()])}
    mask = np.ones((len(examples), top_count()))
    for row, example in zip(mask, examples, strict=True):
        if example.allowed:
            row[:] = _OUTSIDE
            row[[column[name] for name in example.allowed]] = 1.0
    return mask


def first_guess(found: Matrix, mask: Matrix) -> Matrix:
    """Labels before any model: the share of the evidence, sharpened."""
    return posterior(_SHARPNESS * found / np.maximum(found.sum(axis=1, keepdims=True), _ENOUGH), mask)


def posterior(logits: Matrix, mask: Matrix) -> Matrix:
    """Softmax of `logits` under the section's `mask`."""
    weights = np.exp(logits - logits.max(axis=1, keepdims=True)) * mask
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def trust(examples: Sequence[Example], labels: Matrix) -> NDArray[np.float64]:
    """How much each example counts: by its section's worth, or by half of what its label is sure of."""
    sure = labels.max(axis=1)
    return np.array([_TRUST.get(e.outlet, 1.0) if e.allowed else 0.5 * s for e, s in zip(examples, sure, strict=True)])


def _counts(example: Example) -> Counter[tuple[int, int]]:
    """Occurrences of each phrase and its code; one in the headline counts twice."""
    counts: Counter[tuple[int, int]] = Counter()
    for hit in example.hits:
        counts[hit.phrase, hit.code] += 2 if hit.first < example.headline else 1
    return counts
