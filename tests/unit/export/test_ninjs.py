"""ninjs, held to the rules of IPTC's schema 3.2 as far as we use it (https://iptc.org/std/ninjs/)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from schemas import Label, Links, Topic
from tests.unit.export.articles import TEXTS, document
from worker.export import render

TEXT = {"type": "string"}
URI = TEXT | {"format": "uri"}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}


def closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def each(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


CONCEPT = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
RULES = closed(
    standard=closed(name=TEXT, version=TEXT, schema=URI),
    uri=URI,
    type={"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    representationType={"enum": ["full", "partial"]},
    version=TEXT,
    contentCreated=TEXT | {"format": "date-time"},
    language=TEXT,
    title=TEXT,
    by=TEXT,
    headlines=each(closed(("value",), role=TEXT, contentType=TEXT, value=TEXT)),
    bodies=each(
        closed(
            ("value",),
            role=TEXT,
            contentType=TEXT,
            charCount={"type": "integer"},
            wordCount={"type": "integer"},
            value=TEXT,
        )
    ),
    people=each(closed(**CONCEPT)),
    organisations=each(closed(**CONCEPT)),
    places=each(closed(**CONCEPT)),
    subjects=each(closed(**CONCEPT, creator=TEXT, relevance=PERCENT, confidence=PERCENT)),
    infoSources=each(closed(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    altIds=each(closed(role=TEXT, value=TEXT)),
)


def ninjs(language: str, **changes: Any) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(render(document(language).model_copy(update=changes), "ninjs"))
    Draft202012Validator(RULES, format_checker=FormatChecker()).validate(item)
    return item


@pytest.mark.parametrize("language", TEXTS)
def test_an_article_keeps_to_the_schema(language: str) -> None:
    """Every property is one of the schema's, with its type; the identity is stable and the id is kept."""
    item = ninjs(language)
    assert item["language"] == language
    assert item["uri"] == ninjs(language)["uri"]
    assert {"role": "id", "value": f"sample/{language}?"} in item["altIds"]
    assert item["headlines"][0]["value"] not in item["bodies"][0]["value"]


def test_a_date_without_time_is_not_made_up() -> None:
    """A moment is wanted; midnight would be a guess."""
    info = document("en").article
    assert "contentCreated" in ninjs("en")
    assert "contentCreated" not in ninjs("en", article=info.model_copy(update={"published_at": "2023-05-04"}))


def test_topics_and_registers_become_concepts_with_uris() -> None:
    """Media topics keep IPTC's URI; Wikidata comes before GeoNames."""
    topic = Topic(code="medtop:16000000", label=Label(en="conflict", ar="نزاع"), score=0.876)
    entities = tuple(
        entity.model_copy(update={"links": Links(wikidata="Q142", geonames=1)}) for entity in document("ar").entities
    )
    item = ninjs("ar", topics=(topic,), entities=entities)
    assert item["subjects"][0]["uri"] == "http://cv.iptc.org/newscodes/mediatopic/16000000"
    assert (item["subjects"][0]["name"], item["subjects"][0]["confidence"]) == ("نزاع", 88)
    assert {place["uri"] for place in item["places"]} == {"http://www.wikidata.org/entity/Q142"}
