"""Rejection: a dead letter. Why a document could not be made, with the article kept."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.article import Article
from schemas.base import Model, Timestamp


class Cause(Model):
    """What went wrong: a stable code for programs, a sentence for people."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    message: str = Field(max_length=2000)


class Rejection(Model):
    """A document that was given up, and what is needed to replay it.

    `article` is the validated article; where the submission never was one, `payload` holds the bytes
    received, in base64.
    """

    schema_version: Literal["1.0"] = "1.0"
    id: str
    revision: int | None = Field(None, ge=1)
    stage: str = Field(description="intake, claim, or the pipeline stage that failed.")
    cause: Cause
    attempts: int = Field(ge=0)
    rejected_at: Timestamp
    source: str | None = None
    pipeline: str | None = None
    article: Article | None = None
    payload: str | None = None
