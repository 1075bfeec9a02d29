"""Article: what a producer submits."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import Field, JsonValue, field_validator

from schemas.base import DocId, LanguageCode, Model, Timestamp


def content_id(text: str) -> str:
    """The id of an article that came without one: the first 128 bits of the text's SHA-256, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def _own_id(known: dict[str, Any]) -> str:
    """The default of `id`. Some releases of pydantic ask for it though `text` is wrong; that is reported anyway."""
    return content_id(known.get("text", ""))


class ArticleInfo(Model):
    """What the producer knows of an article, apart from its text; repeated in the Document."""

    source: str | None = Field(None, max_length=256, description="Publisher, feed or site.")
    url: str | None = Field(None, max_length=4096, description="Where it was found.")
    title: str | None = Field(None, max_length=4096, description="As the feed or page gave it; not part of `text`.")
    published_at: Timestamp | None = Field(None, description="Relative dates in the text are resolved by it.")
    language: LanguageCode | None = Field(None, description="A hint; detection runs where it is missing.")
    metadata: dict[str, JsonValue] = Field(default_factory=dict, description="Carried through untouched.")


class Article(ArticleInfo):
    """One raw article. `id` defaults to a digest of the text, so that sending it again changes nothing."""

    text: str = Field(description="Raw text: no markup is needed, and none does harm.")
    id: DocId = Field(default_factory=_own_id)

    @field_validator("text")
    @classmethod
    def _readable(cls, text: str) -> str:
        at = text.find("\0")
        if at >= 0:
            reason = f"NUL at character {at}: binary data or UTF-16? Send text as UTF-8"
            raise ValueError(reason)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            reason = f"lone surrogate at character {error.start}: not Unicode text, it cannot be stored as UTF-8"
            raise ValueError(reason) from None
        if not any(c.isprintable() and not c.isspace() for c in text):
            raise ValueError("no visible character: the text is empty or blank")
        return text

    def info(self) -> ArticleInfo:
        """The article without its id and text."""
        return ArticleInfo.model_construct(**{name: getattr(self, name) for name in ArticleInfo.model_fields})
