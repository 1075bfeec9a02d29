"""Languages without a model of ours: countries from lists, and names by a transformer of the user's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import Links
from worker.draft import Draft
from worker.tag.entities import countries
from worker.tag.entities.found import Found
from worker.tag.entities.joining import joined
from worker.tag.entities.tagger import Tagged

_BY = "countries@1"
# The share of listed names that were places by themselves, and not part of another name, in annotated articles.
_CONFIDENCE = 0.87


def found(draft: Draft, language: str) -> Iterator[Found]:
    """The countries named in the text."""
    for start, end, name in countries.gazetteer(language).find(draft.text, draft.tokens):
        yield Found(start, end, "LOC", "name", name.text, _CONFIDENCE, _BY, Links(iso3166=name.value), name.value)


def named(draft: Draft, names: Iterable[Tagged], language: str) -> Iterator[Found]:
    """What a tagger found, joined into entities, countries with their codes."""
    mentions = []
    for name in names:
        start, end = draft.tokens.start[name.first], draft.tokens.end[name.end - 1]
        mentions.append(Found(start, end, name.type, "name", draft.text[start:end], name.confidence, name.by))
    return joined(mentions, lambda name: _country(name, language))


def _country(name: str, language: str) -> Links:
    found = countries.codes(language).exact(name) if language in countries.LANGUAGES else None
    return Links(iso3166=found.value) if found else Links()
