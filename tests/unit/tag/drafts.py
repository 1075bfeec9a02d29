"""Documents for the tests of one stage: the language is given, not detected."""

from __future__ import annotations

from schemas import Article, Document, LanguageTag
from worker import normalize, segment
from worker.assemble import assemble
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities import ENTITIES


def segmented(text: str) -> Draft:
    """The draft of `text` before it is tagged."""
    return run((*normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)))[0]


def tagged(text: str, language: str = "ar") -> Document:
    """The document of `text`, tagged with entities only."""
    tag = LanguageTag(code=language, script="Zyyy", direction="ltr", confidence=1.0)
    stages = (*normalize.STAGES, *segment.STAGES, ENTITIES)
    draft, _ = run(stages, Draft.of(Article(id="t", text=text)).evolve(language=tag))
    return assemble(draft, revision=1, stages=stages, pipeline="test", components=(), timings={})
