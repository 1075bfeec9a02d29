"""Headline, attribution, byline and dateline of texts written in the style of real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.normalize import clean
from worker.segment.blocks import layout
from worker.text.alignment import Alignment

KINDS = ("headline", "attribution", "byline", "dateline")
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "segment" / "openings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{i}" for i, row in enumerate(ROWS)])
def test_opening_is_labelled_as_written(row: list[str]) -> None:
    """Each block that the table names is found whole, and none that it does not."""
    language, text, *wanted = row
    alignment = clean(Alignment.identity(text.replace("⏎", "\n")), language)
    found = dict.fromkeys(KINDS, "-")
    for piece in layout(alignment.text, language).pieces:
        if piece.kind in found:
            raw = alignment.raw_span(piece.start, piece.end)
            found[piece.kind] = alignment.raw[slice(*raw)].strip()
    if wanted[1] == "-" and found["attribution"] != "-":
        pytest.fail(f"attribution: {found['attribution']}")
    assert found == dict(zip(KINDS, wanted, strict=True))
