"""Rejection: a dead letter. Why a document could not be made, with the article kept."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.article import Article
from schemas.base import Model, Timestamp


class Cause(Model):
    """What went wrong: a stable code for programs, a sentence for people."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Stable, for programs.")
    message: str = Field(max_length=2000, description="For people.")


class Rejection(Model):
    """A document that was given up, and what is needed to replay it.

    `article` is the validated article; where the submission never was one, `payload` holds the bytes
    received, in base64.
    """

    schema_version: Literal["1.0"] = Field("1.0", description="Of this contract.")
    id: str = Field(description="The article's, or one made for what was none.")
    revision: int | None = Field(None, ge=1, description="None where there never was a document.")
    stage: str = Field(description="intake, claim, or the pipeline stage that failed.")
    cause: Cause
    attempts: int = Field(ge=0, description="Claims that were counted.")
    rejected_at: Timestamp
    source: str | None = Field(None, description="The article's.")
    pipeline: str | None = Field(None, description="Fingerprint of the pipeline that failed.")
    article: Article | None = Field(None, description="Kept for a replay.")
    payload: str | None = Field(None, description="Base64 of what was received, where it was no article.")
