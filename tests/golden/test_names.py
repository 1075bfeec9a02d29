"""English names, marked by hand in sentences of ours that no model has learnt from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemas import Article
from tests.unit.tag.drafts import tagged
from worker.stages import process

CASES = (Path(__file__).parent / "names" / "en.txt").read_text(encoding="utf-8").strip().split("\n\n")
TYPES = {"P": "PER", "L": "LOC", "O": "ORG"}
MARK = re.compile(r"\{([PLO]) ([^{}]+)\}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: MARK.sub(r"\2", case).partition("\n")[0])
def test_english_names(case: str) -> None:
    """All that is marked is found, in order and within its bounds, and nothing else."""
    wanted = [(TYPES[mark[1]], mark[2]) for mark in MARK.finditer(case)]
    named = [
        (m.span.start, e.type, m.span.text)
        for e in tagged(MARK.sub(r"\2", case), "en").entities
        for m in e.mentions
        if m.kind in {"name", "short"}
    ]
    assert [(kind, text) for _, kind, text in sorted(named)] == wanted


def test_the_speaker_of_a_quote_is_the_person() -> None:
    """Who is quoted by surname is the entity that the full name is of."""
    text = (
        "Turbine maker cuts jobs\nBERLIN (AP) - Chief executive Ingrid Halvorsen announced the cuts on Monday. "
        '"We have no choice," Halvorsen told reporters.'
    )
    document = process(Article(id="t", text=text, language="en"))
    (quote,) = document.quotes
    assert quote.speaker is not None
    speaker = next(e for e in document.entities if e.id == quote.speaker.entity)
    assert (speaker.type, speaker.name) == ("PER", "Ingrid Halvorsen")
