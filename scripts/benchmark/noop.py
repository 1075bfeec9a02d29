"""Warraq's worker with a pipeline that does nothing: what remains is the ledger, Celery and Redis."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from schemas import Article, Document, Edit, LanguageTag, Provenance, raw_digest
from worker.bootstrap import Parts, build
from worker.node.start import application
from worker.settings import Settings, load

PIPELINE = "0+noop"


@cache
def _document() -> Document:
    """A Document that keeps its raw text as one edit: as large as the article, and nothing in it."""
    raw = "x"
    return Document.model_construct(
        id="noop",
        revision=1,
        article=Article(text=raw).info(),
        raw_sha256=raw_digest(raw),
        raw_length=1,
        text="",
        edits=(Edit(start=0, end=0, raw=raw),),
        language=LanguageTag(code="und", script="Zyyy", direction="ltr", confidence=0.0),
        provenance=Provenance(pipeline=PIPELINE),
    )


def process(article: Article, revision: int, entered: Callable[[str], None]) -> Document:  # noqa: ARG001
    """The same Document for every article, with its text."""
    return _document().model_copy(update={"id": article.id, "revision": revision, "text": article.text})


def make(settings: Settings) -> Parts:
    """Parts with that pipeline."""
    return build(settings, process=process, fingerprint=PIPELINE)


app = application(load(), make)
