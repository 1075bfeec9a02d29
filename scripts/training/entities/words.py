"""The lexicon as arrays: word forms by falling frequency, their counts, the lists of names they are in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from training.entities import clusters, names, news, vectors
from training.entities.export import blob
from training.entities.vectors import DIM

# Words with a vector of their own, about all that were seen ten times; 100 bytes each in the shipped file.
WITH_VECTOR = 70_000
_SEEN = 5  # rarer forms are left out of the lexicon
_MOST = 65_535


def forms(data: Path, work: Path) -> news.Forms:
    """The forms of the raw news, counted once and kept in `work`."""
    kept = work / "forms.json"
    if not kept.exists():
        kept.write_text(json.dumps(asdict(news.count(data, work / "lines.txt"))), encoding="utf-8")
    return news.Forms(**json.loads(kept.read_text(encoding="utf-8")))


def lexicon(counted: news.Forms, data: Path) -> dict[str, np.ndarray]:
    """The arrays `words`, `counts`, `lists` and `membership`; words with a vector come first."""
    listed = names.lists(data, counted.counts)
    seen = sorted((w for w, n in counted.counts.items() if n >= _SEEN), key=lambda w: (-counted.counts[w], w))
    words = seen + sorted(set(listed) - set(seen))
    kinds = sorted({name for found in listed.values() for name in found})
    bits = {name: 1 << i for i, name in enumerate(kinds)}
    return {
        "words": blob(words),
        "counts": np.array([min(_MOST, counted.counts.get(w, 0)) for w in words], dtype=np.uint16),
        "lists": blob(kinds),
        "membership": np.array([sum(bits[k] for k in listed.get(w, ())) for w in words], dtype=np.uint32),
    }


def clustered(lexicon: dict[str, np.ndarray], vectors: np.ndarray) -> dict[str, np.ndarray]:
    """The lexicon with `clusters`, a row for each word with a vector."""
    return {**lexicon, "clusters": clusters.clusters(vectors[:-1, :DIM])}


def with_vectors(counted: news.Forms, words: list[str], work: Path) -> np.ndarray:
    """Vectors of `words`, computed once and kept in `work`; a last row of zeros is for unknown words."""
    kept = work / "vectors.npy"
    if not kept.exists():
        both = [vectors.skipgram(work / "lines.txt", words), vectors.encoder(counted, words)]
        np.save(kept, np.hstack(both).astype(np.float32))
    known = np.load(kept)
    return np.vstack([known, np.zeros((1, known.shape[1]), dtype=np.float32)])
