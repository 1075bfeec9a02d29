"""Which organisation a name belongs to: with its kind (نادي الهلال, Boeing Co) or without, or another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.countries import prefixes
from worker.tag.entities.gazetteer import Gazetteer, Name
from worker.tag.entities.spelling import bare
from worker.tag.entities.tagger import Tagged

RESOURCES = {code: (f"{code}/organisation-nouns.tsv", f"{code}/organisations.tsv") for code in ("ar", "en")}
# Full names of two words and more: wrong only where a longer name holds them, and then the model sees that.
_CONFIDENCE = 0.95
_BY = "organisations@1"


@cache
def _nouns(language: str) -> frozenset[str]:
    return frozenset(bare(noun) for (noun,) in _table(language, 0))


@cache
def _known(language: str) -> Gazetteer:
    return Gazetteer((Name(row[0], row[1]) for row in _table(language, 1)), prefixes(language))


@cache
def _wikidata(language: str) -> dict[str, str]:
    return {row[1]: row[2] for row in _table(language, 1) if len(row) > 2}


def _table(language: str, number: int) -> list[tuple[str, ...]]:
    return read_table(RESOURCES[language][number]) if language in RESOURCES else []


def known(draft: Draft, language: str) -> Iterator[Tagged]:
    """The international bodies named in full."""
    for start, end, _ in _known(language).find(draft.text, draft.tokens):
        stop = draft.tokens.within(start, end).stop
        first = draft.tokens.within(0, start + 1).stop - 1  # the token that holds `start`, proclitics before it
        yield Tagged("ORG", first, stop, _CONFIDENCE, _BY)


def key(name: str, language: str) -> str:
    """The words of the name by which it is compared; a noun that says its kind is left out."""
    if found := _known(language).exact(name):
        return found.value
    words = [bare(word.strip(".,")) for word in name.split()]
    if len(words) > 1 and words[-1] in _nouns(language):
        words = words[:-1]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _nouns(language) else words)


def wikidata(key: str, language: str) -> str | None:
    """The Wikidata id of the body with this key, if it is certain."""
    return _wikidata(language).get(key)
