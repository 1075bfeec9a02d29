"""Languages without a model of ours: countries and cities from lists, and names by a transformer of the user's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas import Links
from worker.draft import Draft
from worker.tag.entities import cities, countries
from worker.tag.entities.found import Found
from worker.tag.entities.joining import joined
from worker.tag.entities.tagger import Tagged

_COUNTRIES, _CITIES = "countries@1", "cities@1"
# The share of listed names that were places by themselves, and not part of another name, in annotated articles.
_CONFIDENCE = 0.87


def found(draft: Draft, language: str) -> Iterator[Found]:
    """The countries named in the text, and the cities that are no part of a country's name."""
    free = 0
    for place in sorted([*_countries(draft, language), *_cities(draft, language)], key=lambda m: (m.start, -m.end)):
        if place.start >= free:
            free = place.end
            yield place


def _countries(draft: Draft, language: str) -> Iterator[Found]:
    for start, end, name in countries.gazetteer(language).find(draft.text, draft.tokens):
        links = Links(iso3166=name.value)
        key = countries.key(name.value, name.text, language)
        yield Found(start, end, "LOC", "name", name.text, _CONFIDENCE, _COUNTRIES, links, key)


def _cities(draft: Draft, language: str) -> Iterator[Found]:
    for start, end, name in cities.gazetteer(language).find(draft.text, draft.tokens):
        links = cities.links(language, name.value)
        yield Found(start, end, "LOC", "name", name.text, _CONFIDENCE, _CITIES, links, links.geonames)


def named(draft: Draft, names: Iterable[Tagged], language: str) -> Iterator[Found]:
    """What a tagger found, joined into entities, countries with their codes."""
    mentions = []
    for name in names:
        start, end = draft.tokens.start[name.first], draft.tokens.end[name.end - 1]
        mentions.append(Found(start, end, name.type, "name", draft.text[start:end], name.confidence, name.by))
    return joined(mentions, lambda name: _country(name, language), language)


def _country(name: str, language: str) -> Links:
    found = countries.codes(language).exact(name) if language in countries.LANGUAGES else None
    return Links(iso3166=found.value) if found else Links()
