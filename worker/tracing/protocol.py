"""What is asked of tracing, and the form of it that records nothing and only passes on what it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Span(Protocol):
    """Work that has begun. `traceparent` is what the next one continues; None where there is no trace."""

    @property
    def traceparent(self) -> str | None:
        """In the form of `worker.tracing.context`."""
        ...

    def stage(self, name: str) -> None:
        """A stage of it begins; the one before it is over."""
        ...

    def fail(self, reason: str) -> None:
        """It failed. `reason` holds no article text."""
        ...

    def end(self) -> None:
        """It is over."""
        ...


class Tracing(Protocol):
    """Begins spans."""

    def start(self, name: str, parent: str | None, **attributes: str | int) -> Span:
        """A span that continues `parent`, a traceparent; attributes are named ``warraq.<name>``."""
        ...

    def close(self) -> None:
        """Send what was recorded."""
        ...


@dataclass(frozen=True, slots=True)
class _Carried:
    """No span: what was given is passed on as it is."""

    traceparent: str | None

    def stage(self, name: str) -> None:
        pass

    def fail(self, reason: str) -> None:
        pass

    def end(self) -> None:
        pass


class _PassOn:
    """Records nothing."""

    def start(self, name: str, parent: str | None, **attributes: str | int) -> Span:  # noqa: ARG002 - see Tracing
        return _Carried(parent)

    def close(self) -> None:
        pass


PASS_ON: Tracing = _PassOn()
