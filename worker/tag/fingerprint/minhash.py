"""MinHash (Broder, 1997) over word shingles, eight bits a value (Li and König, 2010).

Two texts agree in a value with the probability of their Jaccard similarity, and by chance in 1 of 256.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

VALUES = 128  # standard error of a similarity near 0.5: 0.044
SHINGLE = 5  # words; shorter ones make a duplicate of any two reports on one event

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: mixes the words of a shingle
_CHUNK = 256  # shingles hashed at a time: 256 KB, whatever the length of the text


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Factors (odd) and terms of the hash functions, the same in all releases: signatures outlive them."""
    drawn = _mixed(np.arange(1, 2 * VALUES + 1, dtype=np.uint64) * _MULTIPLIER)
    return drawn[:VALUES] | np.uint64(1), drawn[VALUES:]


def signature(hashes: Sequence[int]) -> bytes | None:
    """`VALUES` bytes for the shingles of words, given by `word_hash`; None where there are too few for one shingle."""
    shingles = _shingles(hashes)
    if not len(shingles):
        return None
    factors, terms = _functions()
    least = np.full(VALUES, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        values = shingles[start : start + _CHUNK, None] * factors  # multiply-shift: universal on the high bits
        values += terms
        np.minimum(least, values.min(axis=0), out=least)
    return _last_bytes(least)


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of the texts of two signatures."""
    agree = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    return max(0.0, (agree - 1 / 256) / (1 - 1 / 256))


def _shingles(words: Sequence[int]) -> NDArray[np.uint64]:
    """A hash of each run of `SHINGLE` words; the least ones are looked for, so repetitions do no harm."""
    if len(words) < SHINGLE:
        return np.zeros(0, np.uint64)
    hashes = np.array(words, np.uint64)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for offset in range(SHINGLE):
        mixed = (mixed ^ hashes[offset : offset + count]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _last_bytes(least: NDArray[np.uint64]) -> bytes:
    """Eight bits of each minimum, taken after mixing: minima themselves are small and their bits biased."""
    return bytes((_mixed(least) >> np.uint64(56)).astype(np.uint8))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the outcome depends on every bit of the value (xor-shift and multiply, twice)."""
    values = (values ^ (values >> np.uint64(31))) * _MULTIPLIER
    return (values ^ (values >> np.uint64(29))) * _MULTIPLIER
