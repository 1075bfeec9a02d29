"""A Document as an IPTC ninjs 3.2 news object.

A publication date without a time of day is left out: ninjs knows moments only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from schemas import Document, Entity

_STANDARD = {"name": "ninjs", "version": "3.2", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#"}
_MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_KINDS = {"PER": "people", "ORG": "organisations", "LOC": "places"}
_NOT_BODY = {"headline", "boilerplate", "byline"}


def render(document: Document) -> str:
    """One line."""
    return json.dumps({key: value for key, value in _item(document) if value}, ensure_ascii=False)


def _item(document: Document) -> Iterator[tuple[str, Any]]:
    info = document.article
    yield "standard", _STANDARD
    yield "uri", uuid5(NAMESPACE_URL, f"warraq:document:{document.id}").urn
    yield "type", "text"
    yield "representationType", "full"
    yield "version", str(document.revision)
    yield "contentCreated", _moment(info.published_at)
    yield "language", document.language.code
    yield "title", info.title
    yield "by", _blocks(document, {"byline"})
    yield "headlines", _headlines(document)
    yield "bodies", [_body(document)]
    for type_, key in _KINDS.items():
        yield key, [_concept(entity) for entity in document.entities if entity.type == type_]
    yield "subjects", [*_topics(document), *({"name": key.text, "rel": "keyword"} for key in document.keywords)]
    yield "infoSources", [{"name": info.source, "role": "source"}] if info.source else []
    yield (
        "altIds",
        [{"role": role, "value": value} for role, value in (("id", document.id), ("url", info.url)) if value],
    )


def _moment(published: str | None) -> str | None:
    """A date-time of RFC 3339, or None where the zone or the time of day is not known."""
    moment = datetime.fromisoformat(published) if published else None
    return moment.isoformat() if moment and moment.tzinfo else None


def _headlines(document: Document) -> list[dict[str, str]]:
    headline = _blocks(document, {"headline"}) or document.article.title
    return [{"role": "main", "value": headline}] if headline else []


def _body(document: Document) -> dict[str, Any]:
    kinds = {block.kind for block in document.blocks} - _NOT_BODY
    text = _blocks(document, kinds) if document.blocks else document.text
    return {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": text,
    }


def _blocks(document: Document, kinds: AbstractSet[str]) -> str:
    return "\n".join(block.span.text for block in document.blocks if block.kind in kinds)


def _concept(entity: Entity) -> dict[str, str]:
    links = entity.links
    concept = {"name": entity.name}
    if links.wikidata:
        concept["uri"] = f"http://www.wikidata.org/entity/{links.wikidata}"
    elif links.geonames:
        concept["uri"] = f"https://sws.geonames.org/{links.geonames}/"
    if links.iso3166:
        concept["literal"] = f"iso3166-1a2:{links.iso3166}"
    return concept


def _topics(document: Document) -> Iterator[dict[str, Any]]:
    for topic in document.topics:
        yield {
            "name": topic.label.ar if document.language.code == "ar" else topic.label.en,
            "uri": _MEDIA_TOPIC + topic.code.removeprefix("medtop:"),
            "literal": topic.code,
            "creator": f"warraq {document.provenance.pipeline}",
            "confidence": round(topic.score * 100),
        }
