"""The English lexicon as arrays: words by falling frequency, their lists, and clusters of their GloVe vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from training.entities import clusters
from training.entities.export import blob

DIM = 100
# Of the 341,000 words that have a vector: the most frequent ones, and all those that stand in a list of names.
_FREQUENT = 50_000
_ZIPF = 400_000  # the first word's count; only ranks are published
_MOST = 65_535
_DICTIONARY = {"common", "proper"}


def vectors(source: Path, work: Path) -> tuple[list[str], np.ndarray]:
    """The words of the GloVe vectors by falling frequency, and their vectors; read once and kept in `work`."""
    words, kept = work / "glove.txt", work / "glove.npy"
    if not kept.exists():
        table = json.loads(source.read_text(encoding="utf-8"))
        words.write_text("\n".join(table["words"]), encoding="utf-8")
        np.save(kept, np.array([table["vectors"][word][:DIM] for word in table["words"]], dtype=np.float32))
    return words.read_text(encoding="utf-8").split("\n"), np.load(kept)


def lexicon(
    listed: dict[str, tuple[str, ...]], words: list[str], matrix: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The arrays of the lexicon, and the vectors of its first words."""
    ranks = {word: rank for rank, word in enumerate(words)}
    named = {word for word, names in listed.items() if not _DICTIONARY.issuperset(names)}
    kept = [w for r, w in enumerate(words) if (r < _FREQUENT or w in named) and w[0].isalpha()]
    rest = sorted(named - set(kept))
    own = matrix[[ranks[word] for word in kept]]
    kinds = sorted({name for names in listed.values() for name in names})
    bits = {name: 1 << i for i, name in enumerate(kinds)}
    everything = kept + rest
    arrays = {
        "words": blob(everything),
        "counts": np.array([min(_MOST, _ZIPF // (ranks.get(w, _ZIPF) + 1)) for w in everything], dtype=np.uint16),
        "lists": blob(kinds),
        "membership": np.array([sum(bits[k] for k in listed.get(w, ())) for w in everything], dtype=np.uint64),
        "clusters": clusters.clusters(own),
    }
    return arrays, own / own.std()
