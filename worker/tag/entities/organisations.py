"""Which organisation a name belongs to: with its kind (نادي الهلال) or without, in full or by its acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities.countries import prefixes
from worker.tag.entities.gazetteer import Gazetteer, Name
from worker.tag.entities.spelling import bare
from worker.tag.entities.tagger import Tagged

RESOURCES = ("ar/organisation-nouns.tsv", "ar/organisations.tsv")
# Full names of two words and more: wrong only where a longer name holds them, and then the model sees that.
_CONFIDENCE = 0.95
_BY = "organisations@1"
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.]{1,9}")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(bare(noun) for (noun,) in read_table(RESOURCES[0]))


@cache
def _known() -> Gazetteer:
    return Gazetteer((Name(row[0], row[1]) for row in read_table(RESOURCES[1])), prefixes("ar"))


@cache
def _wikidata() -> dict[str, str]:
    return {row[1]: row[2] for row in read_table(RESOURCES[1]) if len(row) > 2}


def known(draft: Draft) -> Iterator[Tagged]:
    """The international bodies named in full."""
    for start, end, _ in _known().find(draft.text, draft.tokens):
        stop = draft.tokens.within(start, end).stop
        first = draft.tokens.within(0, start + 1).stop - 1  # the token that holds `start`, proclitics before it
        yield Tagged("ORG", first, stop, _CONFIDENCE, _BY)


def key(name: str) -> str:
    """The words of the name by which it is compared; a noun that says its kind is left out."""
    if found := _known().exact(name):
        return found.value
    words = [bare(word) for word in name.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _nouns() else words)


def wikidata(key: str) -> str | None:
    """The Wikidata id of the body with this key, if it is certain."""
    return _wikidata().get(key)


def acronyms(draft: Draft, names: Sequence[Tagged]) -> Iterator[tuple[int, int]]:
    """Pairs of an organisation's index in `names` and the token of the acronym in parentheses after it."""
    words = draft.tokens.words
    for index, name in enumerate(names):
        opening, acronym, closing = (*words[name.end : name.end + 3], "", "", "")[:3]
        if name.type == "ORG" and opening == "(" and closing == ")" and _ACRONYM.fullmatch(acronym):
            yield index, name.end + 1
