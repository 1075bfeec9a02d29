"""A Document's annotations as a W3C Web Annotation page (JSON-LD) on the submitted text.

The target is the raw text, named by its digest (RFC 6920), so that the annotations can be laid over what the
producer holds. Positions count code points, as the Web Annotation model demands.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from schemas import Document, Entity, Quote, Span, Statement, TimeExpression, restore

_CONTEXT = 32  # characters before and after, to find a quotation again in a text that was changed

Body = dict[str, Any]


def render(document: Document) -> str:
    """One line."""
    raw = restore(document)
    base = f"urn:warraq:{quote(document.id, safe='')}:{document.revision}"
    source = _source(document)
    items = [
        {
            "id": f"{base}:{number}",
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": {"source": source["id"], "selector": _selectors(raw, span)},
        }
        for number, (motivation, bodies, span) in enumerate(_annotations(document), 1)
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": base,
        "type": "AnnotationPage",
        "partOf": {"id": f"{base}:all", "type": "AnnotationCollection", "total": len(items)},
        "target": source,
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False)


def _source(document: Document) -> dict[str, str]:
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.raw_sha256)).decode().rstrip("=")
    language = document.language
    return {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": language.code,
        "textDirection": language.direction,
    }


def _selectors(raw: str, span: Span) -> list[dict[str, Any]]:
    start, end = span.raw_start, span.raw_end
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": raw[start:end],
            "prefix": raw[max(0, start - _CONTEXT) : start],
            "suffix": raw[end : end + _CONTEXT],
        },
    ]


def _annotations(document: Document) -> Iterator[tuple[str, list[Body], Span]]:
    """(motivation, bodies, span) of every annotation."""
    for block in document.blocks:
        yield "classifying", [_tag(block.kind)], block.span
    for entity in document.entities:
        for mention in entity.mentions:
            yield "identifying", list(_entity(entity)), mention.span
    for time in document.times:
        yield "describing", list(_time(time)), time.span
    speech: tuple[Quote | Statement, ...] = (*document.quotes, *document.statements)
    for said in speech:
        yield "highlighting", list(_said(said)), said.span
    for topic in document.topics:
        for span in topic.evidence:
            yield "classifying", [_tag(topic.code), _note(topic.label.en, "en"), _note(topic.label.ar, "ar")], span


def _entity(entity: Entity) -> Iterator[Body]:
    yield _tag(entity.type)
    yield _note(entity.name)
    links = entity.links
    if links.wikidata:
        yield _thing(f"http://www.wikidata.org/entity/{links.wikidata}")
    if links.geonames:
        yield _thing(f"https://sws.geonames.org/{links.geonames}/")
    if links.iso3166:
        yield _tag(f"iso3166-1a2:{links.iso3166}")


def _time(time: TimeExpression) -> Iterator[Body]:
    yield _tag(time.type)
    for value in time.value if isinstance(time.value, tuple) else (time.value,):
        if value:
            yield _note(value)


def _said(said: Quote | Statement) -> Iterator[Body]:
    yield _tag("quote" if isinstance(said, Quote) else "statement")
    if said.speaker and said.speaker.name:
        yield _note(said.speaker.name)


def _tag(value: str) -> Body:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _note(value: str, language: str | None = None) -> Body:
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}
    return body | ({"language": language} if language else {})


def _thing(uri: str) -> Body:
    return {"type": "SpecificResource", "purpose": "identifying", "source": uri}
