"""The ways in which a word may fall apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

CONJUNCTIONS = ("", "و", "ف")
PREFIXES = ("", "ب", "ل", "ك", "س")
PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "نا", "ي", "ني")
_SHORTEST_STEM = 2


class Candidate(NamedTuple):
    """One analysis: proclitics (each a letter), stem, enclitic. The stem of له (ل + ه) is empty."""

    proclitics: str
    stem: str
    enclitic: str


def candidates(word: str) -> Iterator[Candidate]:
    """The analyses of `word` (without diacritics); the first is the word as a whole."""
    yield Candidate("", word, "")
    for proclitics in _proclitics(word):
        rest = word[len(proclitics) :]
        if proclitics and len(rest) >= _SHORTEST_STEM:
            yield Candidate(proclitics, rest, "")
        for pronoun in _pronouns(rest):
            stem = rest[: len(rest) - len(pronoun)]
            if len(stem) >= _SHORTEST_STEM or (not stem and proclitics[-1:] in ("ب", "ل")):
                yield Candidate(proclitics, stem, pronoun)


def _pronouns(word: str) -> tuple[str, ...]:
    """The pronouns that `word` ends in; most words in none."""
    return tuple(p for p in PRONOUNS if word.endswith(p)) if word.endswith(PRONOUNS) else ()


def _proclitics(word: str) -> Iterator[str]:
    for conjunction in CONJUNCTIONS:
        if word.startswith(conjunction):
            yield from (conjunction + prefix for prefix in PREFIXES if word.startswith(prefix, len(conjunction)))


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
