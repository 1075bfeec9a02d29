"""The ways in which a word may fall apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

CONJUNCTIONS = ("", "و", "ف")
PREFIXES = ("", "ب", "ل", "ك", "س")
PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "نا", "ي", "ني")
_LONGEST_PROCLITICS, _LONGEST_PRONOUN = 2, max(map(len, PRONOUNS))
_SHORTEST_STEM = 2


class Candidate(NamedTuple):
    """One analysis: proclitics (each a letter), stem, enclitic. The stem of له (ل + ه) is empty."""

    proclitics: str
    stem: str
    enclitic: str


def candidates(word: str) -> Iterator[Candidate]:
    """The analyses of `word` (without diacritics); the first is the word as a whole."""
    yield Candidate("", word, "")
    pronouns = _pronouns(word[-_LONGEST_PRONOUN:])
    for proclitics in _proclitics(word[:_LONGEST_PROCLITICS]):
        head = len(proclitics)
        if head and len(word) - head >= _SHORTEST_STEM:
            yield Candidate(proclitics, word[head:], "")
        for pronoun in pronouns:
            end = len(word) - len(pronoun)
            if end - head >= _SHORTEST_STEM or (end == head and proclitics[-1:] in ("ب", "ل")):
                yield Candidate(proclitics, word[head:end], pronoun)


@lru_cache(1 << 12)
def _pronouns(end: str) -> tuple[str, ...]:
    """The pronouns that a word with this end ends in; most words in none."""
    return tuple(pronoun for pronoun in PRONOUNS if end.endswith(pronoun))


@lru_cache(1 << 12)
def _proclitics(start: str) -> tuple[str, ...]:
    """The proclitics that a word with this start may begin with, none among them."""
    joined = (conjunction + prefix for conjunction in CONJUNCTIONS for prefix in PREFIXES)
    return tuple(proclitics for proclitics in joined if start.startswith(proclitics))


def free_forms(candidate: Candidate) -> tuple[str, ...]:
    """How the stem may be spelt where no pronoun follows: ة for ت, ى for ا or ي, ء for a seated hamza, وا for و."""
    stem, last = candidate.stem, candidate.stem[-1:]
    if is_fused(candidate):
        stem = "ا" + stem
    if not candidate.enclitic:
        return (stem,)
    if last in "ئؤ":
        return stem, stem[:-1] + "ء"
    if last == "ت":
        return stem, stem[:-1] + "ة"
    if last in "اي":
        return stem, stem[:-1] + "ى"
    return (stem, stem + "ا") if last == "و" else (stem,)


def is_fused(candidate: Candidate) -> bool:
    """Whether ل and the article have become one: للسلطة is ل + السلطة."""
    return candidate.proclitics.endswith("ل") and candidate.stem.startswith("ل")
