"""Announcing documents to the workers: ids only, in pipelined batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import uuid4

from celery import Celery
from kombu import Connection
from kombu.exceptions import KombuError
from kombu.transport.base import StdChannel as Channel

from worker.broker import TASK, lane
from worker.errors import Unavailable, WarraqError
from worker.settings import Settings
from worker.store.faults import public, translate
from worker.store.protocol import Queue

_PIPELINE = 500  # messages sent before their answers are read; more gains nothing
_PAUSES = (0.1, 0.5)  # seconds before each try after the first; kombu adds half of one where it cannot connect

T = TypeVar("T")


class Publisher:
    """Sends ids to a queue. Announcing an id twice is harmless, so what may have failed is sent again whole.

    It connects at first use. Not for two threads at once, nor across a fork.
    """

    def __init__(self, app: Celery, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._connection: Connection | None = None
        self._channel: Channel | None = None

    def publish(self, ids: Sequence[str], queue: Queue) -> None:
        """Announce `ids`, `ids_per_message` together. Raises `Unavailable` or `Misconfigured`."""
        size = self._settings.ids_per_message
        self._send([list(ids[i : i + size]) for i in range(0, len(ids), size)], queue)

    def singly(self, ids: Sequence[str], queue: Queue) -> None:
        """Announce each of `ids` by itself: what failed once holds up nobody else. Raises as `publish`."""
        self._send([[one] for one in ids], queue)

    def waiting(self, queue: Queue) -> int:
        """Messages in the broker that no worker has taken. Raises as `publish`."""
        return self._persist(lambda channel: int(self._lane(queue).bind(channel).queue_declare().message_count))

    def close(self) -> None:
        """Disconnect; the next call connects again."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.release()

    def _send(self, messages: Sequence[list[str]], queue: Queue) -> None:
        if messages:
            self._persist(lambda channel: self._pipeline(channel, messages, queue))

    def _pipeline(self, channel: Channel, messages: Sequence[list[str]], queue: Queue) -> None:
        amqp, name = self._app.amqp, lane(self._settings, queue)
        with amqp.Producer(channel, auto_declare=False) as producer, producer.batch(max_size=_PIPELINE):
            for ids in messages:
                # Celery would write the arguments into the headers a second time, for its monitors: not here.
                message = amqp.as_task_v2(uuid4().hex, TASK, (ids,), argsrepr="", kwargsrepr="", ignore_result=True)
                amqp.send_task_message(producer, TASK, message, queue=name, retry=False)

    def _lane(self, queue: Queue) -> Any:
        return self._app.amqp.queues[lane(self._settings, queue)]

    def _persist(self, step: Callable[[Channel], T]) -> T:
        """The value of `step`, which may be tried again."""
        connection = self._app.connection_for_write()
        expected = (KombuError, *connection.connection_errors, *connection.channel_errors)
        for pause in (*_PAUSES, None):
            try:
                return step(self._opened())
            except expected as error:
                self.close()
                failure = self._translated(error)
                if pause is None or not isinstance(failure, Unavailable):
                    raise failure from error
                time.sleep(pause)
        raise AssertionError("the last pause is None")

    def _opened(self) -> Channel:
        # Not connection.default_channel: that one tries a hundred times before it says that nobody is there.
        if self._channel is None:
            self._connection = self._app.connection_for_write()
            self._channel = self._connection.channel()
        return self._channel

    def _translated(self, error: Exception) -> WarraqError:
        cause = error.__cause__ if isinstance(error, KombuError) and isinstance(error.__cause__, Exception) else error
        url = self._settings.broker.get_secret_value()
        if url.startswith("redis"):
            return translate(cause, url)
        return Unavailable(f"the broker at {public(url)} does not answer: {type(cause).__name__}")
