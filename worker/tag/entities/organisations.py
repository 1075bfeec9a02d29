"""Which organisation a name belongs to: with its kind (نادي الهلال, Boeing Co) or without, or another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from worker.resources import read_table
from worker.tag.entities.countries import prefixes
from worker.tag.entities.gazetteer import Gazetteer, Name
from worker.tag.entities.spelling import bare

RESOURCES = {code: (f"{code}/organisation-nouns.tsv", f"{code}/organisations.tsv") for code in ("ar", "en")}


@cache
def _nouns(language: str) -> frozenset[str]:
    return frozenset(bare(noun) for (noun,) in _table(language, 0))


@cache
def gazetteer(language: str) -> Gazetteer:
    """The international bodies of `language` named in full; a name's value is the key of the body."""
    return Gazetteer((Name(row[0], row[1]) for row in _table(language, 1)), prefixes(language))


def names(language: str) -> Iterator[str]:
    """The names of `gazetteer`."""
    return (row[0] for row in _table(language, 1))


@cache
def _wikidata(language: str) -> dict[str, str]:
    return {row[1]: row[2] for row in _table(language, 1) if len(row) > 2}


def _table(language: str, number: int) -> list[tuple[str, ...]]:
    return read_table(RESOURCES[language][number]) if language in RESOURCES else []


def key(name: str, language: str) -> str:
    """The words of the name by which it is compared; a noun that says its kind is left out."""
    if found := gazetteer(language).exact(name):
        return found.value
    words = [bare(word.strip(".,")) for word in name.split()]
    if len(words) > 1 and words[-1] in _nouns(language):
        words = words[:-1]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _nouns(language) else words)


def wikidata(key: str, language: str) -> str | None:
    """The Wikidata id of the body with this key, if it is certain."""
    return _wikidata(language).get(key)
