"""Words of credits and datelines in a language: who signs, from where, under which word. Folded; read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from worker.resources import languages_with, read_table
from worker.text.fold import fold

_TABLES = ("agencies.tsv", "dateline-places.tsv", "openings.tsv", "bylines.tsv")
RESOURCES = tuple(f"{language}/{name}" for name in _TABLES for language in sorted(languages_with(name)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`phrases`: folded phrase -> agency, paper, desk, place, seat or byline; `byline`: lines that name the writer."""

    phrases: dict[str, str]
    date_words: frozenset[str]
    given_names: frozenset[str]
    byline: re.Pattern[str]


@lru_cache(maxsize=64)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of `language`; empty where it has no data."""
    openings: dict[str, set[str]] = {}
    for kind, word in _rows(language, "openings.tsv"):
        openings.setdefault(kind, set()).add(fold(word))
    phrases = {fold(name): kind for name, *rest in _rows(language, "dateline-places.tsv") for kind in rest or ["place"]}
    phrases |= {fold(name): kind for name, kind, *_ in _rows(language, "agencies.tsv")}
    phrases |= dict.fromkeys(openings.get("byline", ()), "byline")
    dates = openings.get("month", set()) | openings.get("weekday", set())
    bylines = "|".join(f"(?:{pattern})" for pattern, *_ in _rows(language, "bylines.tsv"))
    return Vocabulary(
        phrases=phrases,
        date_words=frozenset(word for date in dates for word in date.split()),
        given_names=frozenset(openings.get("given-name", ())),
        byline=re.compile(bylines or "(?!)"),
    )


def _rows(language: str, name: str) -> Iterator[tuple[str, ...]]:
    return iter(read_table(f"{language}/{name}") if language in languages_with(name) else [])
