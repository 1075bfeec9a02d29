"""Light stems: a word without article and inflection, good enough to tell that two words mean one thing."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from worker.resources import read_table

LANGUAGES = ("ar", "en")


class Affix(NamedTuple):
    """Letters that may stand before or after a stem, and how many must remain without them."""

    letters: str
    least: int


class Step(NamedTuple):
    """Alternatives, the first that fits is taken off; and their letters, as most words have none of them."""

    affixes: tuple[Affix, ...]
    letters: tuple[str, ...]


class Affixes(NamedTuple):
    """The steps before and behind a stem."""

    start: tuple[Step, ...]
    end: tuple[Step, ...]


@lru_cache(maxsize=1 << 15)
def form(folded: str) -> str:
    """A folded word without its article."""
    for step in _affixes(_language(folded)).start:
        if folded.startswith(step.letters):
            folded = _without_start(folded, step)
    return folded


@lru_cache(maxsize=1 << 15)
def stem(folded: str) -> str:
    """A folded word without its article and its endings."""
    word = form(folded)
    for step in _affixes(_language(folded)).end:
        if word.endswith(step.letters):
            word = _without_end(word, step)
    return word


def _without_start(word: str, step: Step) -> str:
    for letters, least in step.affixes:
        if word.startswith(letters) and len(word) >= len(letters) + least:
            return word[len(letters) :]
    return word


def _without_end(word: str, step: Step) -> str:
    for letters, least in step.affixes:
        if word.endswith(letters) and len(word) >= len(letters) + least:
            return word[: -len(letters)]
    return word


def _language(word: str) -> str:
    """By script, so that a foreign name in a text is treated as what it is."""
    return "en" if word < "\u0600" else "ar"


@cache
def _affixes(language: str) -> Affixes:
    rows = read_table(f"{language}/light_stem.tsv")
    return Affixes(_steps(rows, "start"), _steps(rows, "end"))


def _steps(rows: list[tuple[str, ...]], place: str) -> tuple[Step, ...]:
    here = [(step, Affix(letters, int(least))) for where, step, letters, least in rows if where == place]
    steps = [tuple(affix for _, affix in step) for _, step in groupby(here, key=lambda row: row[0])]
    return tuple(Step(step, tuple(affix.letters for affix in step)) for step in steps)
