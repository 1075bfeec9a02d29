"""Which place a name means: a country by ISO 3166, a city by GeoNames, where that is certain."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from schemas import Links
from worker.resources import read_table
from worker.tag.entities import countries, demonyms
from worker.tag.entities.spelling import bare
from worker.text.fold import fold

RESOURCES = {"ar": "ar/cities.tsv", "en": "en/cities.tsv"}
# A city is meant rather than its namesakes if it is this many times larger, or alone in a country of the text.
_LARGER = 10
# A city in a country of the text is looked at if it has so many inhabitants, or no larger namesake: English names of
# European cities are those of many American towns as well.
_LEAST = {"ar": 0, "en": 100_000}


class City(NamedTuple):
    """A GeoNames place."""

    geonames: int
    country: str
    population: int


@cache
def _cities(language: str) -> dict[str, list[City]]:
    found: dict[str, dict[City, None]] = {}  # spellings of a city share a key
    for name, geonames, country, population in read_table(RESOURCES[language]):
        found.setdefault(key(name), {})[City(int(geonames), country, int(population))] = None
    return {name: list(cities) for name, cities in found.items()}


def key(name: str) -> str:
    """The folded name without articles."""
    return " ".join(bare(word) for word in name.split())


def country(name: str, language: str) -> str | None:
    """The ISO code of the country that is called so and nothing else is."""
    found = countries.gazetteer(language).exact(name)
    return found.value if found else None


def links(name: str, around: frozenset[str], language: str) -> Links:
    """The identifiers of the place; `around` are the countries that the text names."""
    if code := country(name, language):
        return Links(iso3166=code)
    city = _certain(_cities(language).get(key(name), []), around, _LEAST[language]) or _of_country(name, language)
    also = countries.codes(language).exact(name)
    if also and (city is None or (also.value in around and city.country not in around)):
        return Links(iso3166=also.value)
    if also and city and city.country not in around:
        return Links()
    return Links(iso3166=city.country, geonames=city.geonames) if city else Links()


def _of_country(name: str, language: str) -> City | None:
    """The city that an adjective of nationality tells: دير الزور السورية."""
    city, _, adjective = name.rpartition(" ")
    code = demonyms.country(fold(adjective)) if city and language == "ar" else None
    return _certain([one for one in _cities("ar").get(key(city), []) if one.country == code], frozenset(), 0)


def _certain(cities: list[City], around: frozenset[str], least: int) -> City | None:
    largest = max((city.population for city in cities), default=0)
    near = [city for city in cities if city.country in around and city.population >= min(least, largest)]
    ranked = sorted(near or cities, key=lambda city: -city.population)
    if not ranked or (len(ranked) > 1 and ranked[0].population < _LARGER * ranked[1].population):
        return None
    return ranked[0]
