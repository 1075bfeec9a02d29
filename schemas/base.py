"""What every wire model shares: the strict base model and the small value types.

Offsets count Unicode code points and are half-open: ``text[start:end]``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Offset = Annotated[int, Field(ge=0)]
Score = Annotated[float, Field(ge=0.0, le=1.0)]


class Model(BaseModel):
    """Base of all wire models: frozen, strict, unknown fields refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", serialize_by_alias=True)

    def to_json(self, *, exclude_none: bool = False, exclude: set[str] | None = None) -> bytes:
        """What `model_dump_json` gives, as UTF-8: the serializer makes bytes, a `str` would be a detour."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=exclude_none, exclude=exclude)


_ID = r"^[^\s\x00-\x1f\x7f]+$"

DocId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=256, pattern=_ID),
    Field(description="Chosen by the producer, or made from the text; no whitespace or control characters."),
]

_LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

LanguageCode = Annotated[
    str,
    StringConstraints(pattern=_LANGUAGE, max_length=35),
    Field(description="BCP 47 tag; `und` where the language is not known."),
]

_TIMESTAMP = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$"


def _real_moment(value: str) -> str:
    if not value.isascii():
        raise ValueError("a date has the digits 0 to 9")
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        reason = f"no such date or time: {error}"
        raise ValueError(reason) from None
    return value


Timestamp = Annotated[
    str,
    StringConstraints(pattern=_TIMESTAMP),
    AfterValidator(_real_moment),
    Field(description="ISO 8601 date (2022-10-07) or date and time (2022-10-07T09:30:00Z), kept as written."),
]


def moment(timestamp: str) -> datetime:
    """The moment that a `Timestamp` names: of UTC where it names no zone, the day's first where it names no time."""
    found = datetime.fromisoformat(timestamp)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


FORMS = {
    _ID: "an id: it has no white space and no control characters",
    _LANGUAGE: "a language tag such as ar or pt-BR (BCP 47)",
    _TIMESTAMP: "a date such as 2022-10-07, or a moment such as 2022-10-07T09:30:00Z (ISO 8601)",
}
"""What a pattern means, for people: messages say this instead of the pattern."""


class Span(Model):
    """A stretch of the clean text, the characters it covers, and where they stood in the raw text."""

    start: Offset = Field(description="First code point, counted from 0, in the clean `text`.")
    end: Offset = Field(description="Behind the last code point.")
    raw_start: Offset = Field(description="The same in the submitted text.")
    raw_end: Offset = Field(description="The same in the submitted text.")
    text: str = Field(description="The characters themselves: `text[start:end]`.")
