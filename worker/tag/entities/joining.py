"""Mentions of one thing share a key: how names are joined into entities, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemas import Links
from worker.tag.entities import countries, organisations, places
from worker.tag.entities.found import Found
from worker.tag.entities.persons import Persons


def joined(names: Iterable[Found], links_of: Callable[[str], Links], language: str) -> Iterator[Found]:
    """`names` of a text in `language`, in order, with their keys and links; `links_of` gives those of a place.

    Shortened names are marked.
    """
    persons = Persons()
    for mention in names:
        if mention.type == "PER":
            number, short = persons.number(mention.name)
            yield mention._replace(key=number, kind="short" if short else "name")
        elif mention.type == "ORG":
            key = organisations.key(mention.name, language)
            yield mention._replace(key=key, links=Links(wikidata=organisations.wikidata(key, language)))
        else:
            links = links_of(mention.name)
            yield mention._replace(links=links, key=_place(mention.name, links, language))


def _place(name: str, links: Links, language: str) -> int | str:
    """What joins names of a place: its number, a country's own key, else the name."""
    if links.geonames:
        return links.geonames
    return countries.key(links.iso3166, name, language) if links.iso3166 else places.key(name)
