"""Real scraped articles become documents, and come back as they were."""

from __future__ import annotations

import json
import lzma
from itertools import islice

import pytest

from schemas import Article, restore
from tests.shared import shared
from worker import normalize, segment
from worker.assemble import assemble
from worker.draft import Draft
from worker.normalize import clean
from worker.pipeline import run
from worker.tag import LANGUAGE
from worker.text.alignment import Alignment

STAGES = (LANGUAGE, *normalize.STAGES, *segment.STAGES)
EVERY = 150  # of 31,000: a sample of each paper and day


@pytest.mark.shared
def test_raw_articles_are_restored_and_clean() -> None:
    """The submitted text is restored exactly, and cleaning a clean text changes nothing."""
    with lzma.open(shared("data/raw/saudinewsnet.jsonl.xz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, None, EVERY)]
    for raw in (f"{row['title']}\n{row['text']}" for row in rows):
        if not raw.strip():
            continue
        draft, timings = run(STAGES, Draft.of(Article(text=raw)))
        document = assemble(draft, revision=1, stages=STAGES, pipeline="test", components=(), timings=timings)
        assert restore(document) == raw
        assert clean(Alignment.identity(document.text), document.language.code).text == document.text
