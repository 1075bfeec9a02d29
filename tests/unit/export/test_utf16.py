"""Offsets in UTF-16 code units, tried on UTF-16."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from schemas import decode
from tests.unit.export.articles import TEXTS, document
from worker.export import utf16


def cut(text: str, start: int, end: int) -> str:
    """What ``text.slice(start, end)`` is in JavaScript."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def spans(value):
    if isinstance(value, dict):
        if "raw_start" in value:
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


@pytest.mark.parametrize("language", TEXTS)
def test_every_offset_counts_code_units(language: str) -> None:
    """Spans, tokens, clitics and edits point at their characters in UTF-16, in clean and raw text."""
    source, found = document(language), json.loads(utf16.render(document(language)))
    text, raw = found["text"], TEXTS[language]
    assert found["raw_length"] == len(raw.encode("utf-16-le")) // 2
    for span in spans(found):
        assert cut(text, span["start"], span["end"]) == span["text"]
    assert [cut(raw, s["raw_start"], s["raw_end"]) for s in spans(found)] == [
        raw[s["raw_start"] : s["raw_end"]] for s in spans(source.model_dump(mode="json"))
    ]
    columns = found["tokens"]
    words = [cut(text, *place) for place in zip(columns["start"], columns["end"], strict=True)]
    assert words == [source.text[s:e] for s, e in zip(source.tokens.start, source.tokens.end, strict=True)]
    assert [cut(text, e["start"], e["end"]) for e in found["edits"]] == [
        source.text[e.start : e.end] for e in source.edits
    ]


def test_metadata_that_looks_like_a_span_is_left_alone() -> None:
    """Only our layers are moved."""
    assert json.loads(utf16.render(document("ar")))["article"]["metadata"] == {"desk": {"start": 1}}


def test_it_cannot_be_mistaken_for_the_wire_contract() -> None:
    """A reader of Documents refuses it."""
    with pytest.raises(ValidationError, match="offsets"):
        decode(utf16.render(document("en")))
