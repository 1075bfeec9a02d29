"""What an exception means for the document it was raised for: the stage, a code, a sentence."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from schemas import Article, Cause, Rejection
from schemas.explain import explain
from worker.errors import Rejected
from worker.pipeline import StageFailed
from worker.service.limits import Limits, TimedOut

_LONGEST = 1000  # characters of an error's text; it may quote the article


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be made. `final`: no other try can end otherwise."""

    stage: str
    cause: Cause
    final: bool = False

    @property
    def error(self) -> str:
        """The cause as the ledger keeps it between two attempts."""
        return f"{self.cause.code}: {self.cause.message}"


def remembered(stage: str | None, error: str | None) -> Failure:
    """The failure that the ledger kept; where it has none, the process died without a word each time."""
    code, colon, message = (error or "").partition(": ")
    if not colon:
        code, message = "process_died", "the process that worked on it was killed, crashed or ran out of memory"
    return Failure(stage or "claim", Cause(code=code, message=message))


def died(stage: str | None) -> Failure:
    """The process ended while it worked on the document."""
    message = "the process was killed, crashed or ran out of memory while it worked on this document"
    return Failure(stage or "claim", Cause(code="process_died", message=message))


def failure(error: Exception, stage: str, limits: Limits) -> Failure:
    """The failure that `error` stands for; `stage` is where it was raised, if the error does not say."""
    if isinstance(error, StageFailed):
        stage, error = error.stage, _cause(error)
    if isinstance(error, Rejected):
        return Failure(stage, Cause(code=error.code, message=error.message[:_LONGEST]), final=True)
    if isinstance(error, TimedOut):
        return Failure(stage, Cause(code="timeout", message=f"not finished after {limits.seconds:g} s"))
    if isinstance(error, MemoryError):
        return Failure(stage, Cause(code="memory", message=f"needs more than {limits.memory_mib} MiB"))
    if isinstance(error, ValidationError):
        return Failure(stage, Cause(code="invalid_document", message=explain(error)))
    return Failure(stage, Cause(code="stage_error", message=f"{type(error).__name__}: {error}"[:_LONGEST]))


def read(payload: bytes) -> Article:
    """The Article in `payload`. Raises `Rejected` where it is none."""
    try:
        return Article.model_validate_json(payload)
    except ValidationError as error:
        raise Rejected("invalid_article", explain(error)) from error


def rejection(
    failed: Failure,
    *,
    id: str,
    payload: bytes,
    attempts: int,
    revision: int | None = None,
    source: str | None = None,
    pipeline: str | None = None,
) -> Rejection:
    """The dead letter of a document, dated now, with its article; or with the bytes, where they are no article."""
    article, kept = None, None
    try:
        article = read(payload)
    except Rejected:
        kept = b64encode(payload).decode()
    return Rejection(
        id=id,
        revision=revision,
        stage=failed.stage,
        cause=failed.cause,
        attempts=attempts,
        rejected_at=datetime.now(UTC).isoformat(timespec="seconds"),
        source=article.source if article else source,
        pipeline=pipeline,
        article=article,
        payload=kept,
    )


def _cause(error: StageFailed) -> Exception:
    return error.__cause__ if isinstance(error.__cause__, Exception) else error
