"""What a node's parent does beside handing out messages, in its own event loop: no threads, so forks are safe.

The duties begin with each connection to the broker and end with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from celery import bootsteps
from celery.exceptions import WorkerShutdown
from celery.worker import state

from worker import log
from worker.broker import QUEUES, lane
from worker.errors import WarraqError
from worker.node.crew import Crew
from worker.node.watchdog import Deaf, Hopeless
from worker.service.recorder import flights

_SECOND = 1.0
_MINUTE = 60.0
_INBOX_SECONDS = 0.2  # how long an article may wait in the inbox
_MOST_BATCHES = 5  # of the inbox at a time: the loop has messages to hand out

logger = log.logger(__name__)


def duties(crew: Crew) -> type[bootsteps.StartStopStep]:
    """The boot step that does the duties of `crew`."""

    class Duties(bootsteps.StartStopStep):  # type: ignore[misc]
        requires = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, consumer: Any) -> None:
            parts = crew.parts
            crew.watchdog.connected()
            for seconds, name, duty in (
                (_SECOND, "heartbeat", crew.heartbeat.beat),
                (_SECOND, "wrecks", parts.wrecks.clear),
                (_SECOND, "reaper", parts.reaper.reap),
                (_INBOX_SECONDS, "intake", lambda: _take(crew)),
                (_MINUTE, "housekeeper", parts.housekeeper.tidy),
                (_SECOND, "watchdog", lambda: _watch(crew, consumer)),
            ):
                consumer.timer.call_repeatedly(seconds, _Patient(name, duty))

    return Duties


class _Patient:
    """A duty whose failure is said once, and again when it is over."""

    def __init__(self, name: str, duty: Callable[[], object]) -> None:
        self._name, self._duty, self._failing = name, duty, False

    def __call__(self) -> None:
        try:
            self._duty()
        except WarraqError as error:
            if not self._failing:
                logger.warning("duty fails", duty=self._name, error=str(error))
            self._failing = True
        else:
            if self._failing:
                logger.info("duty works again", duty=self._name)
            self._failing = False


def _take(crew: Crew) -> None:
    for _ in range(_MOST_BATCHES):
        if not crew.parts.intake.take():
            return


def _watch(crew: Crew, consumer: Any) -> None:
    def waiting() -> int:
        served = consumer.app.amqp.queues.consume_from
        return sum(crew.parts.publisher.waiting(q) for q in QUEUES if lane(crew.settings, q) in served)

    me = os.getpid()
    busy = any(flight.held and me in {flight.pid, flight.parent} for flight in flights(crew.directory))
    try:
        crew.watchdog.look(arrived=sum(state.total_count.values()), busy=busy, waiting=waiting)
    except Deaf as error:
        logger.warning("deaf: connecting again", reason=str(error))
        raise  # Celery takes it for a lost connection
    except Hopeless as error:
        logger.critical("deaf: giving up", reason=str(error))
        raise WorkerShutdown(1) from error
