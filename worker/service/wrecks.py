"""What a worker's parent does about processes that died at work, or do not end.

The documents of a dead process are given back at once instead of when their leases run out: the one at work with
its stage and an attempt charged, the others without. Where it died between two documents nobody knows which one it
was, if any: they are given back as if their leases had run out.

A process that is long past its document's time limit sits where no exception reaches it: it is killed, and
is then one of the dead.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from worker import log
from worker.service.failures import died
from worker.service.recorder import Flight, flights, forget
from worker.store.protocol import Ledger

logger = log.logger(__name__)


class Wrecks:
    """Looks after the flight recorders in `directory`; `longest`: seconds for an article of so many bytes."""

    def __init__(self, directory: Path, ledger: Ledger, longest: Callable[[int], float]) -> None:
        self._directory = directory
        self._ledger = ledger
        self._longest = longest

    def clear(self) -> None:
        """Free the leases of the dead and end the stuck. Raises `Unavailable`: then the leases run out."""
        for flight in flights(self._directory):
            if not flight.alive:
                self._free(flight)
            elif flight.seconds is not None and flight.seconds > self._longest(flight.size):
                _end(flight)

    def _free(self, flight: Flight) -> None:
        if not forget(flight) or not (flight.lease or flight.held):
            return
        failed, guilty = died(flight.stage), flight.lease
        logger.error(
            "process died at work", pid=flight.pid, doc=guilty and guilty.id, stage=flight.stage, held=len(flight.held)
        )
        if guilty:
            self._ledger.release(guilty, stage=failed.stage, error=failed.error)
        for lease in flight.held:
            if guilty is None:
                self._ledger.release(lease, stage=failed.stage, error=failed.error, charge=None)
            elif lease.id != guilty.id:
                self._ledger.release(lease, charge=False)


def _end(flight: Flight) -> None:
    assert flight.lease is not None
    logger.error("process does not end", pid=flight.pid, doc=flight.lease.id, stage=flight.stage)
    os.kill(flight.pid, signal.SIGKILL)
