"""Web Annotation: selectors are tried on the submitted text."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.unit.export.articles import TEXTS, document
from worker.export import render

# https://www.w3.org/TR/annotation-model/#motivation-and-purpose
_MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_both_selectors_find_the_same_words_in_the_submitted_text(language: str) -> None:
    """Position and quotation lead to one place, in the raw text, whatever was cleaned away."""
    page = json.loads(render(document(language), "webanno"))
    raw = TEXTS[language]
    for annotation in page["items"]:
        position, quotation = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert raw[start:end] == quotation["exact"]
        around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        assert raw[start - len(quotation["prefix"]) :].startswith(around)
    assert len(page["items"]) == page["partOf"]["total"] > 3


def test_the_page_has_what_the_model_demands() -> None:
    """Required properties of the W3C model, known motivations, unique ids."""
    page = json.loads(render(document("ar"), "webanno"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len({annotation["id"] for annotation in page["items"]}) == len(page["items"])
    for annotation in page["items"]:
        assert annotation["type"] == "Annotation"
        assert annotation["motivation"] in _MOTIVATIONS
        assert {body["purpose"] for body in annotation["body"]} <= _MOTIVATIONS
        assert annotation["target"]["source"] == page["target"]["id"]


def test_the_target_is_the_submitted_text_by_its_digest() -> None:
    """Whoever holds the raw text can check that it is the one that is meant (RFC 6920)."""
    digest = hashlib.sha256(TEXTS["fa"].encode()).digest()
    expected = "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert json.loads(render(document("fa"), "webanno"))["target"]["id"] == expected
