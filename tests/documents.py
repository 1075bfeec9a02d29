"""Documents without a pipeline, for tests that are about something else."""

from __future__ import annotations

from schemas import Article, Document, LanguageTag, Provenance, raw_digest


def document_of(article: Article, revision: int, pipeline: str) -> Document:
    """The Document that says nothing about `article`."""
    return Document(
        id=article.id,
        revision=revision,
        article=article.info(),
        raw_sha256=raw_digest(article.text),
        raw_length=len(article.text),
        text=article.text,
        language=LanguageTag(code="und", script="Zyyy", direction="ltr", confidence=0.0),
        provenance=Provenance(pipeline=pipeline),
    )
