"""Counting refused messages in the ledger: anybody may write to a broker, and an operator should see that somebody did.

What Celery refuses, the parent sees: another content type, another task, what cannot be read. Wrong arguments are
refused by the task itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery.exceptions import InvalidTaskError
from celery.worker.consumer import Consumer
from kombu.message import Message

from worker import log
from worker.broker import UNREADABLE
from worker.errors import WarraqError
from worker.node.crew import Crew

logger = log.logger(__name__)


def count_refused(crew: Crew) -> None:
    """Count one; where the ledger is away or full, the log line of the refusal has to do."""
    try:
        crew.parts.store.count_refused_message()
    except WarraqError as error:
        logger.warning("refused message not counted", error=str(error))


def _is_call(message: Message) -> bool:
    """Whether the body is a call as Celery's second protocol writes it, with no other task to call after it.

    Celery looks at this only in a child, where it fails as if the task had. Says yes to what cannot be decoded:
    Celery refuses that itself.
    """
    try:
        body = message.payload
    except Exception:  # noqa: BLE001  whatever a decoder makes of it
        return True
    match body:
        case [list(), dict(), dict() as then]:
            return not any(then.values())
    return False


def counting(crew: Crew) -> type[Consumer]:
    """Celery's consumer, which counts what it refuses as well as logging it."""

    class CountingConsumer(Consumer):  # type: ignore[misc]
        def create_task_handler(self, *args: Any) -> Callable[[Message], None]:
            handle = super().create_task_handler(*args)

            def received(message: Message) -> None:
                if _is_call(message):
                    handle(message)
                else:
                    reason = "the body is not [arguments, keywords, nothing else]"
                    self.on_invalid_task(message.payload, message, InvalidTaskError(reason))

            return received

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
