"""What the topic model sees of a document: hashed stems and pairs of stems, and evidence per topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.tag.topics.codes import codes
from worker.tag.topics.lexicon import Hit, Term
from worker.tag.topics.words import Words

BUCKETS = 1 << 17  # 2.2 MB of weights; twice as many gain nothing on the development data
_PAIR = np.uint32(0x9E3779B1)  # 2**32 over the golden ratio (Knuth): spreads the first stem of a pair
_HEADLINE = 2  # a headline word counts as much as this many others
_EVIDENCE = np.float32(
    0.5
)  # length of the evidence part beside 1 for the words: listed phrases are few, words are many


class Features(NamedTuple):
    """The hash of each stem and pair, its weight, and log evidence per topic (all codes)."""

    hashes: NDArray[np.uint32]
    weights: NDArray[np.float32]
    evidence: NDArray[np.float32]


def features(words: Words, terms: Sequence[Term], hits: Sequence[Hit]) -> Features:
    """The features of a document; each part has one length, so that long and short texts compare."""
    stems = stem_hashes(words.cores, terms)
    headline = stems[: sum(map(bool, words.cores[: words.headline]))]
    hashes, counts = np.unique(np.concatenate([stems, _pairs(stems), headline]), return_counts=True)
    return Features(hashes, _unit(np.sqrt(counts)), _EVIDENCE * _unit(np.log1p(_evidence(words, hits))))


def stem_hashes(cores: Sequence[str], terms: Sequence[Term]) -> NDArray[np.uint32]:
    """The hash of the stem of each word, marks and numbers left out."""
    return np.array([term.hash for core, term in zip(cores, terms, strict=True) if core], np.uint32)


def _pairs(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return hashes[:-1] * _PAIR ^ hashes[1:]


def _evidence(words: Words, hits: Sequence[Hit]) -> NDArray[np.float32]:
    """Hits per topic; a narrower topic counts for the one above it as well."""
    known = codes()
    counts = [0] * len(known)
    for hit in hits:
        weight = _HEADLINE if hit.first < words.headline else 1
        code = known[hit.code]
        counts[hit.code] += weight
        if code.narrower:
            counts[code.top] += weight
    return np.array(counts, np.float32)


def _unit(values: NDArray[np.floating]) -> NDArray[np.float32]:
    length = float(np.sqrt(np.dot(values, values)))
    return (values / length if length else values).astype(np.float32)
