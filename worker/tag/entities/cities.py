"""Large cities by the names that Unicode CLDR and this project list for a language, with their GeoNames ids.

For languages without a model: only names that are no other word, person or place stand in these tables.
"""

from __future__ import annotations

from functools import cache

from schemas import Links
from worker.resources import read_table
from worker.tag.entities.countries import prefixes
from worker.tag.entities.gazetteer import Gazetteer, Name

LANGUAGES = ("de", "es", "fa", "fr", "he", "ru", "tr", "ur")
RESOURCES = tuple(f"{code}/cities.tsv" for code in LANGUAGES)


@cache
def gazetteer(language: str) -> Gazetteer:
    """The cities of `language`; a name's value is its GeoNames id."""
    return Gazetteer((Name(row[0], row[1]) for row in _rows(language)), prefixes(language))


@cache
def links(language: str, geonames: str) -> Links:
    """The identifiers of a city by its GeoNames id."""
    country = next(row[2] for row in _rows(language) if row[1] == geonames)
    return Links(iso3166=country, geonames=int(geonames))


def _rows(language: str) -> list[tuple[str, ...]]:
    return read_table(f"{language}/cities.tsv")
