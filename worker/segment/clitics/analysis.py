"""The analysis of a word: closed-class words by table, others by the highest-scoring candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import mul
from typing import NamedTuple

from worker.resources import read_json, read_table
from worker.segment.clitics.candidates import PRONOUNS, Candidate, candidates
from worker.segment.clitics.features import EVIDENCE, Vector, classes, evidence
from worker.text import frequency
from worker.text.arabic import ARABIC_MARK, TATWEEL, ZWJ, ZWNJ

RESOURCES = ("ar/clitic-words.tsv", "ar/clitic-weights.json", frequency.RESOURCE)

_WORD = re.compile("[\u0621-\u064a]{2,}")
_UNWRITTEN = re.compile(f"[{ARABIC_MARK}{TATWEEL}{ZWNJ}{ZWJ}]")
_TANWIN = re.compile("[\u064b-\u064d]")
# Words longer than this are run-together text, and the work per word stays bounded.
_LONGEST = 24
_BEGINS, _ENDS = ("و", "ف", "ب", "ل", "ك", "س"), PRONOUNS


class Clitics(NamedTuple):
    """`cuts`: boundaries within the word, in code points; `head`: how many belong to its proclitics."""

    cuts: tuple[int, ...]
    head: int


_NONE = Clitics((), 0)


@cache
def _table() -> dict[str, Clitics]:
    """Closed-class words, alone and after a conjunction."""
    words: dict[str, Clitics] = {}
    for segments, proclitics in read_table("ar/clitic-words.tsv"):
        for conjunction in ("و+", "ف+"):
            joined = conjunction + segments
            words.setdefault(joined.replace("+", ""), _of_segments(joined, int(proclitics) + 1))
    for segments, proclitics in read_table("ar/clitic-words.tsv"):
        words[segments.replace("+", "")] = _of_segments(segments, int(proclitics))
    return words


def _of_segments(segments: str, proclitics: int) -> Clitics:
    """The clitics of a word written with + between its parts, of which the first `proclitics` are proclitics."""
    cuts, position = [], 0
    for part in segments.split("+")[:-1]:
        position += len(part)
        cuts.append(position)
    return Clitics(tuple(cuts), cuts[proclitics - 1] if proclitics else 0)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = read_json("ar/clitic-weights.json")["weights"]
    return weights


def analyse(word: str) -> Clitics:
    """The clitics of an Arabic word as it is written, diacritics and all."""
    bare = _UNWRITTEN.sub("", word)
    if len(bare) > _LONGEST or not (bare.startswith(_BEGINS) or bare.endswith(_ENDS)) or not _WORD.fullmatch(bare):
        return _NONE
    if bare == word:
        return _table().get(bare) or _clitics(_best(candidates(bare)))
    if _TANWIN.search(word):
        return _placed(_indefinite(bare.removesuffix("ا")), word)
    return _placed(_table().get(bare) or _clitics(_best(candidates(bare))), word)


def _indefinite(word: str) -> Clitics:
    """The clitics of a word that bore tanwin: it has no pronoun."""
    table = _table().get(word)
    return table or _clitics(_best(c for c in candidates(word) if not c.enclitic))


def _best(found: Iterable[Candidate]) -> Candidate:
    """The highest-scoring candidate; half of the words have but one."""
    choices = list(found)
    return max(choices, key=_score) if len(choices) > 1 else choices[0]


def _score(candidate: Candidate) -> float:
    coefficients = _coefficients(candidate.proclitics, candidate.enclitic, not candidate.stem)
    return float(sum(map(mul, coefficients, evidence(candidate))))


@cache
def _coefficients(proclitics: str, enclitic: str, bare: bool) -> Vector:
    """One coefficient for each piece of evidence."""
    found, weights = classes(proclitics, enclitic, bare=bare), _weights()
    return tuple(sum(weights.get(f"{name}: {piece}", 0.0) for name in found) for piece in EVIDENCE)


def _clitics(candidate: Candidate) -> Clitics:
    head = len(candidate.proclitics)
    cuts = list(range(1, head + 1))
    if candidate.enclitic and candidate.stem:
        cuts.append(head + len(candidate.stem))
    return Clitics(tuple(cuts), head)


def _placed(clitics: Clitics, word: str) -> Clitics:
    """`clitics` of the bare word, with offsets in the word as written: diacritics go with the letter before."""
    letters = [i for i, char in enumerate(word) if not _UNWRITTEN.match(char)]
    cuts = tuple(letters[cut] for cut in clitics.cuts)
    return Clitics(cuts, letters[clitics.head] if clitics.head else 0)
