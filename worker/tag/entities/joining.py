"""Mentions of one thing share a key: how names are joined into entities, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemas import Links
from worker.tag.entities import organisations, places
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
            code = links.iso3166 if links.geonames is None else None
            yield mention._replace(links=links, key=code or places.key(mention.name))
