"""Texts built to be slow are read as fast as others: scripts/bench-text measures, this only sees that they end."""

from __future__ import annotations

import pytest

from schemas import Article
from tests.slow_texts import SEEDS, hostile
from worker import normalize, segment
from worker.assemble import assemble
from worker.draft import Draft
from worker.pipeline import run
from worker.tag import LANGUAGE

STAGES = (LANGUAGE, *normalize.STAGES, *segment.STAGES)
LENGTH = 40_000  # quadratic work on so many characters would not end in time


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", SEEDS)
def test_hostile_text_becomes_a_document(name: str) -> None:
    """One mark or pattern over and over neither hangs nor breaks the contract."""
    text = hostile(name, LENGTH)
    draft, timings = run(STAGES, Draft.of(Article(text=text)))
    document = assemble(draft, revision=1, stages=STAGES, pipeline="test", components=(), timings=timings)
    assert document.raw_length == LENGTH
