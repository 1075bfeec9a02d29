"""Clusters of word vectors, coarse to fine: what a linear model can use of them."""

from __future__ import annotations

import numpy as np

SIZES = (64, 256, 1024)
_ROUNDS = 12
_CHUNK = 8192


def clusters(vectors: np.ndarray, seed: int = 0) -> np.ndarray:
    """The cluster of each row at each size: k-means on unit vectors, after Lloyd."""
    unit = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return np.stack([_lloyd(unit, size, np.random.default_rng(seed)) for size in SIZES], axis=1).astype(np.uint16)


def _lloyd(unit: np.ndarray, size: int, dice: np.random.Generator) -> np.ndarray:
    centres = unit[dice.choice(len(unit), size, replace=False)]
    for _ in range(_ROUNDS):
        nearest = _nearest(unit, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, unit)
        filled = np.bincount(nearest, minlength=size) > 0
        centres[filled] = sums[filled] / (np.linalg.norm(sums[filled], axis=1, keepdims=True) + 1e-9)
    return _nearest(unit, centres)


def _nearest(unit: np.ndarray, centres: np.ndarray) -> np.ndarray:
    parts = [(unit[n : n + _CHUNK] @ centres.T).argmax(axis=1) for n in range(0, len(unit), _CHUNK)]
    return np.concatenate(parts)
