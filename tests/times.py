"""Reading a sentence for its times, as the pipeline does."""

from __future__ import annotations

from schemas import Article, LanguageTag, TimeExpression
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.times import TIMES

STAGES = (*normalize.STAGES, *segment.STAGES, TIMES)


def times_of(text: str, published: str | None = None, language: str = "ar") -> tuple[TimeExpression, ...]:
    """The time expressions of a text in a language."""
    tag = LanguageTag(code=language, script="Zyyy", direction="ltr", confidence=1.0)
    draft = Draft.of(Article(id="t", text=text, published_at=published)).evolve(language=tag)
    return run(STAGES, draft)[0].times
