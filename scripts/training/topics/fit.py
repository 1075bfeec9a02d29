"""The fit: multinomial logistic regression on soft labels, by AdaGrad, and rounds of self-training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from training.topics import labels
from training.topics.corpora import Example
from training.topics.labels import Matrix
from worker.tag.topics.codes import top_count
from worker.tag.topics.features import BUCKETS

_OUTLETS = 2  # a stem or pair that one outlet alone prints is its style, not a topic
_ROUNDS, _EPOCHS, _BATCH, _RATE = 3, 4, 512, 0.3
_OWN_VIEW = 0.7  # share of the model's opinion in the next round's labels; the rest is the round before


class Weights(NamedTuple):
    """Weights of buckets and of evidence per top code, and the bias."""

    words: NDArray[np.float32]
    evidence: NDArray[np.float32]
    bias: NDArray[np.float32]


def fit(examples: Sequence[Example], seed: int = 0) -> Weights:
    """Weights after all rounds. The same examples and seed give the same weights."""
    mask, found = labels.allowed(examples), labels.evidence(examples)
    words, evidence = _words(examples), sparse.csr_matrix(np.stack([e.features.evidence for e in examples]))
    target = labels.first_guess(found, mask)
    for _ in range(_ROUNDS):
        weights = _round(words, evidence, target, labels.trust(examples, target), seed)
        logits = words @ weights.words + evidence @ weights.evidence + weights.bias
        target = labels.posterior(_OWN_VIEW * logits + (1 - _OWN_VIEW) * np.log(target + 1e-4), mask)
    return weights


def predict(example: Example, weights: Weights) -> NDArray[np.float64]:
    """The probability of each top code."""
    found = example.features
    logits = found.weights @ weights.words[found.hashes % BUCKETS] + found.evidence @ weights.evidence + weights.bias
    return _softmax(logits[None].astype(np.float64))[0]


def _words(examples: Sequence[Example]) -> sparse.csr_matrix:
    """Bucket weights of each example, those of one outlet's own stems and pairs left out."""
    hashes = np.concatenate([e.features.hashes for e in examples])
    lengths = [len(e.features.hashes) for e in examples]
    outlets = {name: i for i, name in enumerate(sorted({e.outlet for e in examples}))}
    kept = _shared(hashes, np.repeat([outlets[e.outlet] for e in examples], lengths))
    values = np.concatenate([e.features.weights for e in examples]) * kept
    matrix = sparse.csr_matrix((values, hashes % BUCKETS, _bounds(lengths)), shape=(len(examples), BUCKETS))
    matrix.eliminate_zeros()
    return matrix


def _shared(hashes: NDArray[np.uint32], outlet: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each hash occurs in as many outlets as it must."""
    distinct, place = np.unique(hashes, return_inverse=True)
    outlets = np.zeros(len(distinct), np.intp)
    for number in np.unique(outlet):
        outlets[np.unique(place[outlet == number])] += 1
    return np.asarray(outlets[place] >= _OUTLETS)


def _bounds(lengths: Sequence[int]) -> NDArray[np.intp]:
    return np.concatenate([[0], np.cumsum(lengths)])


def _round(
    words: sparse.csr_matrix, evidence: sparse.csr_matrix, target: Matrix, trust: NDArray[np.float64], seed: int
) -> Weights:
    """One fit on three views of each example: all features, words alone, evidence alone.

    So words learn what the evidence says, and evidence stands alone where words are unknown (another language).
    """
    nothing, no_words = sparse.csr_matrix(evidence.shape), sparse.csr_matrix(words.shape)
    views = [sparse.hstack(view) for view in ((words, evidence), (words, nothing), (no_words, evidence))]
    weights, bias = _regress(
        sparse.vstack(views).tocsr().astype(np.float32),
        np.vstack([target] * len(views)).astype(np.float32),
        np.concatenate([trust, trust / 2, trust / 2]).astype(np.float32),
        seed,
    )
    return Weights(weights[:BUCKETS], weights[BUCKETS:], bias)


def _regress(
    examples: sparse.csr_matrix, target: NDArray[np.float32], trust: NDArray[np.float32], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    random = np.random.default_rng(seed)
    weights = np.zeros((examples.shape[1], top_count()), np.float32)
    squares = np.full_like(weights, 1e-8)
    bias = np.zeros(top_count(), np.float32)
    for _ in range(_EPOCHS):
        order = random.permutation(examples.shape[0])
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            rows = examples[batch]
            error = (_softmax(rows @ weights + bias) - target[batch]) * trust[batch, None]
            columns = np.unique(rows.indices)
            gradient = rows[:, columns].T @ error
            squares[columns] += gradient * gradient
            weights[columns] -= _RATE * gradient / np.sqrt(squares[columns])
            bias -= 0.01 * error.mean(axis=0)
    return weights, bias


def _softmax(logits: NDArray[Any]) -> NDArray[Any]:
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
