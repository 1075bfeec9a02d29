"""Noticing that a worker has gone deaf: messages wait, the connection is up, and nothing arrives.

Every broker client has had such a fault after a reconnect. The cure is to connect again; should that not help
twice, the process ends, and whatever supervises it starts another.
"""

from __future__ import annotations

import time
from collections.abc import Callable

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

    def look(self, *, arrived: int, busy: bool, waiting: Callable[[], int]) -> None:
        """Raises `Deaf` or `Hopeless` where nothing has arrived for too long although messages wait."""
        if busy or arrived != self._arrived:
            self._arrived, self._since, self._restarts = arrived, self._clock(), 0
            return
        if self._clock() - self._since < self._seconds:
            return
        self._since = self._clock()
        if not waiting():
            self._restarts = 0
            return
        if self._restarts >= _MOST_RESTARTS:
            raise Hopeless(f"nothing arrived after connecting again {self._restarts} times")
        self._restarts += 1
        raise Deaf(f"messages wait, yet nothing arrived for {self._seconds:g} s")
