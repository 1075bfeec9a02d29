"""Noticing that a worker has gone deaf: messages wait, the broker answers, and nothing arrives.

Broker clients have such faults after an outage: an acknowledgement that failed leaves the client waiting for
it, and it asks for nothing more. The cure is to connect again: when an outage is over, and when nothing has
arrived for too long. Should that not help twice, the process ends, and whatever supervises it starts another.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from worker.errors import Unavailable

_MOST_RESTARTS = 2


class Deaf(ConnectionError):
    """To be treated as a lost connection."""


class Hopeless(Exception):
    """Connecting again did not help."""


class Watchdog:
    """Looks every now and then at how much has arrived, whether work goes on, and how much waits."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._arrived = -1
        self._since = clock()
        self._restarts = 0
        self._outage = False

    def connected(self) -> None:
        """There is a new connection."""
        self._outage = False
        self._since = self._clock()

    def look(self, *, arrived: int, busy: bool, waiting: Callable[[], int]) -> None:
        """Raises `Deaf` or `Hopeless` where the connection is not to be trusted any more.

        `waiting` asks the broker, on another connection.
        """
        try:
            messages = waiting()
        except Unavailable:
            self._outage = True
            return
        if self._outage:
            raise Deaf("the broker was away")
        if busy or not messages or arrived != self._arrived:
            self._arrived, self._since, self._restarts = arrived, self._clock(), 0
        elif self._clock() - self._since >= self._seconds:
            self._deaf()

    def _deaf(self) -> None:
        if self._restarts >= _MOST_RESTARTS:
            reason = f"nothing arrived after connecting again {self._restarts} times"
            raise Hopeless(reason)
        self._restarts += 1
        reason = f"messages wait, yet nothing arrived for {self._seconds:g} s"
        raise Deaf(reason)
