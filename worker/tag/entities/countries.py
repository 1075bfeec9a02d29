"""Countries and territories of ISO 3166-1, by the names that CLDR and this project list for a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from worker.resources import languages_with, read_table
from worker.tag.entities.gazetteer import Gazetteer, Name, Prefix

LANGUAGES = languages_with("countries.tsv")
_WITH_PREFIXES = frozenset({"ar", "he"})
RESOURCES = (
    *(f"{code}/{table}.tsv" for code in sorted(LANGUAGES) for table in ("countries", "country-names")),
    *(f"{code}/name-prefixes.tsv" for code in sorted(_WITH_PREFIXES)),
)


@cache
def gazetteer(language: str) -> Gazetteer:
    """The countries of `language`; a name's value is its ISO 3166-1 alpha-2 code.

    Names that are other words too (مالي: Mali, financial) are left out: only a model can tell them apart.
    """
    return Gazetteer((Name(*row[:2]) for row in _certain(language)), prefixes(language))


def names(language: str) -> Iterator[str]:
    """The names of `gazetteer`."""
    return (row[0] for row in _certain(language))


def _certain(language: str) -> list[tuple[str, ...]]:
    return [row for row in _rows(language) if row[2:] != ("common",)]


@cache
def codes(language: str) -> Gazetteer:
    """All the names, for what is known to be a place already."""
    return Gazetteer((Name(*row[:2]) for row in _rows(language)), prefixes(language))


@cache
def name(language: str, code: str) -> str:
    """What CLDR calls the country of an ISO code."""
    return next((row[0] for row in read_table(f"{language}/countries.tsv") if row[1] == code), code)


def key(code: str, name: str, language: str) -> str:
    """What joins names of a country: its ISO code; England and Scotland are no two names of one place."""
    part = _parts(language).exact(name)
    return part.value if part else code


@cache
def _parts(language: str) -> Gazetteer:
    rows = read_table(f"{language}/country-names.tsv") if language in LANGUAGES else []
    return Gazetteer((Name(row[0], row[0]) for row in rows if row[2:] == ("part",)), prefixes(language))


@cache
def prefixes(language: str) -> tuple[Prefix, ...]:
    """The proclitics that may stand before a name."""
    if language not in _WITH_PREFIXES:
        return ()
    rows = read_table(f"{language}/name-prefixes.tsv")
    return tuple(Prefix(row[0], row[1], int(row[2])) for row in rows)


def _rows(language: str) -> list[tuple[str, ...]]:
    ours = read_table(f"{language}/country-names.tsv")
    common = {row[0] for row in ours if row[2:] == ("common",)}
    return ours + [row for row in read_table(f"{language}/countries.tsv") if row[0] not in common]
