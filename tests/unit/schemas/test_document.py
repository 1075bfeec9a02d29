"""A Document that exists holds together."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas import LAYERS, Article, Document, UnknownVersion, decode, restore
from schemas.document import spans
from worker.stages import process

RAW = "عنوان الخبر\nقال الوزير : «نعم» ،  ثم غادر عمّان يوم 3 آب.\nوأضاف أنه عائد ."


@pytest.fixture(scope="module")
def wire() -> dict[str, Any]:
    """A true Document as a JSON object."""
    article = Article.model_validate({"text": RAW, "id": "a-1", "metadata": {"k": [1, None]}})
    return process(article).model_dump(mode="json")


def build(wire: dict[str, Any]) -> Document:
    import json

    return Document.model_validate_json(json.dumps(wire))


def test_round_trip(wire: dict[str, Any]) -> None:
    """A Document read from its JSON is the same Document, and gives the submitted text back."""
    document = build(wire)
    assert document.model_dump(mode="json") == wire
    assert restore(document) == RAW


def test_every_span_repeats_its_text(wire: dict[str, Any]) -> None:
    """Offsets count code points of `text`, half-open."""
    document = build(wire)
    found = list(spans(document))
    assert found
    assert all(document.text[span.start : span.end] == span.text for _, span in found)


FULL = """Harbour workers in Lisbon suspend strike

Dock workers in Portugal suspended a strike on Thursday, the Ministry of Infrastructure said.
"We did not get everything we asked for," said union leader Rui Tavares. He added that work would resume on Friday .
"""


def paths(value: Any, where: str = "") -> Iterator[str]:
    """The path of every span in a JSON value."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from paths(item, f"{where}[{i}]")
    elif isinstance(value, dict) and "raw_start" in value:
        yield where
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from paths(item, f"{where}.{name}" if where else name)


def test_no_span_goes_unchecked() -> None:
    """`spans`, which the checks go by, knows each place of the contract that holds one, of every layer."""
    document = process(Article.model_validate({"text": FULL, "published_at": "2024-09-20"}))
    assert [layer for layer in LAYERS if not getattr(document, layer)] == []
    known = {where.removesuffix(".span") for where, _ in spans(document)}
    assert known == {where.removesuffix(".span") for where in paths(document.model_dump(mode="json"))}


def shift_span(d: dict[str, Any]) -> None:
    d["sentences"][0]["span"]["start"] += 1


def outside_raw(d: dict[str, Any]) -> None:
    d["blocks"][-1]["span"]["raw_end"] = len(RAW) + 1


def other_text(d: dict[str, Any]) -> None:
    d["text"] += "x"


def disorder(d: dict[str, Any]) -> None:
    d["sentences"].reverse()


def lost_edit(d: dict[str, Any]) -> None:
    d["edits"] = d["edits"][1:]


def overlapping_edits(d: dict[str, Any]) -> None:
    d["edits"].reverse()


def unknown_field(d: dict[str, Any]) -> None:
    d["extra"] = 1


def dangling_block(d: dict[str, Any]) -> None:
    d["sentences"][0]["block"] = 99


def ragged_tokens(d: dict[str, Any]) -> None:
    d["tokens"]["end"].pop()


def tokens_out_of_order(d: dict[str, Any]) -> None:
    for column in d["tokens"].values():
        column[0], column[1] = column[1], column[0]


def token_outside_text(d: dict[str, Any]) -> None:
    d["tokens"]["end"][-1] = len(d["text"]) + 1


def empty_token(d: dict[str, Any]) -> None:
    d["tokens"]["end"][0] = d["tokens"]["start"][0]


def disordered_cuts(d: dict[str, Any]) -> None:
    d["tokens"]["cuts"][0] = [2, 1]


def cut_outside_token(d: dict[str, Any]) -> None:
    d["tokens"]["cuts"][0] = [99]


@pytest.mark.parametrize(
    "spoil",
    [
        shift_span,
        outside_raw,
        other_text,
        disorder,
        lost_edit,
        overlapping_edits,
        unknown_field,
        dangling_block,
        ragged_tokens,
        tokens_out_of_order,
        token_outside_text,
        empty_token,
        disordered_cuts,
        cut_outside_token,
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(wire: dict[str, Any], spoil: Any) -> None:
    """No consumer ever receives a span that lies."""
    broken = copy.deepcopy(wire)
    spoil(broken)
    with pytest.raises(ValidationError):
        build(broken)


def test_json_is_the_models_own(wire: dict[str, Any]) -> None:
    """The bytes that go over the wire are what pydantic writes, aliases and all."""
    document = build(wire)
    assert document.to_json() == document.model_dump_json().encode()


@pytest.mark.parametrize(
    "payload", sorted((Path(__file__).parents[2] / "payloads").glob("document-*.json")), ids=lambda p: p.stem
)
def test_old_payloads_still_decode(payload: Path) -> None:
    """What any release wrote, this one reads."""
    document = decode(payload.read_bytes())
    assert document.schema_version == "1.0"
    assert [flag.flag for flag in document.quality] == ["glued_attribution"]
    assert len(restore(document)) == document.raw_length


def test_versions_from_the_future_are_named() -> None:
    """A payload of a newer release is refused with what to do."""
    with pytest.raises(UnknownVersion, match=r"'7\.0'.*upgrade"):
        decode(b'{"schema_version":"7.0"}')
