"""English adjectives and nouns of nationality (Saudi, the French, Iraqis): mentions of a country."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from schemas import Links
from worker.draft import Draft
from worker.resources import read_table
from worker.tag.entities import countries
from worker.tag.entities.found import Found
from worker.tag.entities.gazetteer import Gazetteer, Name

RESOURCE = "en/demonyms.tsv"
_MEN = ("chman", "shman")  # Dutchman, Irishman; not German
_BY = "demonyms@1"
# Those that we read in development documents were all right. Languages (in French) would not be.
_CONFIDENCE = 0.95


@cache
def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for word, code in read_table(RESOURCE):
        forms[word] = code
        if word.endswith(_MEN):
            forms[word[:-2] + "en"] = code
        elif not word.endswith(("sh", "ch", "se", "ss")):
            forms[f"{word}s"] = code
    return forms


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(Name(word, code) for word, code in _forms().items())


def is_one(word: str) -> bool:
    """Whether the word is one by itself."""
    return word in _forms()


def mentions(draft: Draft) -> Iterator[Found]:
    """The demonyms of the text."""
    for start, end, (_, code) in _gazetteer().find(draft.text, draft.tokens):
        name, links = countries.name("en", code), Links(iso3166=code)
        yield Found(start, end, "LOC", "demonym", name, _CONFIDENCE, _BY, links, code)
