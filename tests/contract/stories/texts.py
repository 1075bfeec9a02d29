"""Signatures of made-up texts, as similar as they are wanted."""

from __future__ import annotations

from random import Random

from worker.tag.fingerprint.minhash import signature
from worker.text.tokens import word_hash

_LENGTH = 200


def text(seed: int, words: int = _LENGTH) -> list[str]:
    """`words` words that no other seed has."""
    random = Random(seed)
    return [f"w{random.getrandbits(48):x}" for _ in range(words)]


def signed(words: list[str]) -> bytes:
    """The signature of `words`."""
    made = signature([word_hash(word) for word in words])
    assert made is not None
    return made


def mixture(one: int, other: int, share: float) -> bytes:
    """A text whose first part is text `one`'s and whose rest is text `other`'s."""
    cut = round(share * _LENGTH)
    return signed(text(one)[:cut] + text(other)[cut:])
