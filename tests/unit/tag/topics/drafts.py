"""Drafts as they stand before the tagging stages."""

from __future__ import annotations

from schemas import Article
from worker import normalize, segment, tag
from worker.draft import Draft
from worker.pipeline import run

_STAGES = (tag.LANGUAGE, *normalize.STAGES, *segment.STAGES)


def draft(text: str) -> Draft:
    """The draft of `text` with its language, blocks, sentences and tokens."""
    return run(_STAGES, Draft.of(Article(id="test", text=text)))[0]
