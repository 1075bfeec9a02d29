"""What a worker's parent does about processes that died at work, or do not end.

The document of a dead process is given back at once, with its stage, instead of when its lease runs out.
A process that is long past its document's time limit sits where no exception reaches it: it is killed, and
is then one of the dead.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from worker import log
from worker.failures import died
from worker.recorder import Flight, flights, forget
from worker.store.protocol import Ledger

logger = log.logger(__name__)


class Wrecks:
    """Looks after the flight recorders in `directory`; a document may take `longest_seconds`."""

    def __init__(self, directory: Path, ledger: Ledger, longest_seconds: float) -> None:
        self._directory = directory
        self._ledger = ledger
        self._longest = longest_seconds

    def clear(self) -> None:
        """Free the leases of the dead and end the stuck. Raises `Unavailable`: then the leases run out."""
        for flight in flights(self._directory):
            if not flight.alive:
                self._free(flight)
            elif flight.seconds is not None and flight.seconds > self._longest:
                _end(flight)

    def _free(self, flight: Flight) -> None:
        if not forget(flight) or flight.lease is None:
            return
        failed = died(flight.stage)
        logger.error("process died at work", pid=flight.pid, doc=flight.lease.id, stage=flight.stage)
        self._ledger.release(flight.lease, stage=failed.stage, error=failed.error)


def _end(flight: Flight) -> None:
    assert flight.lease is not None
    logger.error("process does not end", pid=flight.pid, doc=flight.lease.id, stage=flight.stage)
    os.kill(flight.pid, signal.SIGKILL)
