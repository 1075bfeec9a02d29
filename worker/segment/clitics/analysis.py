"""The analysis of a word: looked up where it is known, else the highest-scoring candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import mul

from worker.resources import read_json
from worker.segment.clitics.candidates import PRONOUNS, Candidate, candidates
from worker.segment.clitics.features import EVIDENCE, Vector, classes, evidence
from worker.segment.clitics.words import CLOSED, FORMS, Clitics, closed, known
from worker.text import frequency
from worker.text.arabic import ARABIC_MARK, TATWEEL, ZWJ, ZWNJ

_WEIGHTS = "ar/clitic-weights.json"
RESOURCES = (CLOSED, FORMS, _WEIGHTS, frequency.RESOURCE)

_WORD = re.compile("[\u0621-\u064a]{2,}")
_UNWRITTEN = re.compile(f"[{ARABIC_MARK}{TATWEEL}{ZWNJ}{ZWJ}]")
_TANWIN = re.compile("[\u064b-\u064d]")
# Words longer than this are run-together text, and the work per word stays bounded.
_LONGEST = 24
_BEGINS, _ENDS = ("و", "ف", "ب", "ل", "ك", "س"), PRONOUNS
_NONE = Clitics((), 0)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = read_json(_WEIGHTS)["weights"]
    return weights


def analyse(word: str) -> Clitics:
    """The clitics of an Arabic word as it is written, diacritics and all."""
    return known().get(word) or weighed(word)


def weighed(word: str) -> Clitics:
    """The clitics of a word as it is written by the model, whether the word is known or not."""
    bare = _UNWRITTEN.sub("", word)
    if not (bare.startswith(_BEGINS) or bare.endswith(_ENDS)) or len(bare) > _LONGEST or not _WORD.fullmatch(bare):
        return _NONE
    if bare == word:
        return _bare(word)
    return _placed(_indefinite(bare.removesuffix("ا")) if _TANWIN.search(word) else _bare(bare), word)


def _bare(word: str) -> Clitics:
    """The clitics of a word without diacritics."""
    return closed().get(word) or _clitics(_best(candidates(word)))


def _indefinite(word: str) -> Clitics:
    """The clitics of a word that bore tanwin: it has no pronoun."""
    return closed().get(word) or _clitics(_best(c for c in candidates(word) if not c.enclitic))


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
