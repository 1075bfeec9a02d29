"""Searching the newest documents: every field that is filled must match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from worker.web.summaries import Summary

_LONGEST = 256


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; empty fields match everything. `date` is a publication date or its beginning (2022-10)."""

    id: str = ""
    source: str = ""
    language: str = ""
    entity: str = ""
    topic: str = ""
    date: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Search:
        """The search that a query string means."""
        return cls(**{field.name: query.get(field.name, "").strip()[:_LONGEST] for field in fields(cls)})

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def as_query(self) -> str:
        """The search as the beginning of a query string."""
        filled = {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name)}
        return urlencode(filled) + ("&" if filled else "")

    def matches(self, summary: Summary) -> bool:
        """Whether `summary` is one of those looked for."""
        return (
            self.id.casefold() in summary.id.casefold()
            and self.source.casefold() in (summary.source or "").casefold()
            and self.language.casefold() in {"", summary.language.casefold(), summary.language.casefold().split("-")[0]}
            and (not self.entity or any(self.entity.casefold() in name for name in summary.names))
            and (not self.topic or any(self.topic.casefold() in code for code in summary.topic_codes))
            and (summary.published_at or "").startswith(self.date)
        )
