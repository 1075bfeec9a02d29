"""The value that stages pass on: a document in the making. Evolved, never mutated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas import (
    Article,
    Block,
    Entity,
    Fingerprint,
    Flag,
    Keyword,
    LanguageTag,
    Missing,
    Quote,
    Sentence,
    Span,
    Statement,
    TimeExpression,
    Topic,
)
from worker.text.alignment import Alignment
from worker.text.tokens import TokenTable

UNKNOWN = LanguageTag(code="und", script="Zyyy", direction="ltr", confidence=0.0)


@dataclass(frozen=True)
class Draft:
    """An article, its alignment, and the layers made so far. Layers hold wire annotations."""

    article: Article
    alignment: Alignment
    language: LanguageTag = UNKNOWN
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: TokenTable = TokenTable()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    topics: tuple[Topic, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    fingerprint: Fingerprint | None = None
    quality: tuple[Flag, ...] = ()
    missing: tuple[Missing, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Draft:
        """The draft before any stage ran."""
        return cls(article, Alignment.identity(article.text))

    @property
    def text(self) -> str:
        """The clean text as it stands now."""
        return self.alignment.text

    def evolve(self, **changes: Any) -> Draft:
        """This draft with some fields changed."""
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"no fields of a draft: {sorted(changes.keys() - self.__dict__.keys())}")
        evolved = object.__new__(Draft)  # `dataclasses.replace` goes field by field: four times the time
        evolved.__dict__.update(self.__dict__, **changes)
        return evolved

    def span(self, start: int, end: int) -> Span:
        """The wire span of ``text[start:end]``."""
        raw_start, raw_end = self.alignment.raw_span(start, end)
        text = self.alignment.text[start:end]
        return Span(start=start, end=end, raw_start=raw_start, raw_end=raw_end, text=text)
