"""Counting refused messages in the ledger: anybody may write to a broker, and an operator should see that somebody did.

What Celery refuses, the parent sees: another content type, another task, what cannot be read. Wrong arguments are
refused by the task itself.
"""

from __future__ import annotations

from typing import Any

from celery.worker.consumer import Consumer

from worker import log
from worker.broker import UNREADABLE
from worker.crew import Crew
from worker.errors import WarraqError

logger = log.logger(__name__)


def count_refused(crew: Crew) -> None:
    """Count one; where the ledger is away or full, the log line of the refusal has to do."""
    try:
        crew.parts.store.count_refused_message()
    except WarraqError as error:
        logger.warning("refused message not counted", error=str(error))


def counting(crew: Crew) -> type[Consumer]:
    """Celery's consumer, which counts what it refuses as well as logging it."""

    class CountingConsumer(Consumer):  # type: ignore[misc]
        def on_unknown_message(self, *args: Any) -> None:
            super().on_unknown_message(*args)
            count_refused(crew)

        def on_unknown_task(self, *args: Any) -> None:
            super().on_unknown_task(*args)
            count_refused(crew)

        def on_invalid_task(self, *args: Any) -> None:
            super().on_invalid_task(*args)
            count_refused(crew)

        def on_decode_error(self, *args: Any) -> None:
            super().on_decode_error(*args)
            count_refused(crew)

        def on_connection_error_after_connected(self, exc: Exception) -> None:
            super().on_connection_error_after_connected(exc)
            if isinstance(exc, UNREADABLE):
                count_refused(crew)

    return CountingConsumer
