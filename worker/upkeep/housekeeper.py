"""Keeping the results stream short, and saying so before its bound takes entries that somebody still needs."""

from __future__ import annotations

from worker import log
from worker.store.protocol import Upkeep

_NEARLY_FULL = 0.8  # at a steady pace a fifth of ten million entries leaves hours to act

logger = log.logger(__name__)


class Housekeeper:
    """Every worker has one; what is tidied twice is tidy."""

    def __init__(self, upkeep: Upkeep) -> None:
        self._upkeep = upkeep

    def tidy(self) -> None:
        """Tidy, and warn where it will cost, or did cost, a consumer group its entries. Raises `Unavailable`."""
        tidied = self._upkeep.tidy()
        if tidied.beyond:
            logger.error("results cut unread: a consumer group is too slow or gone", entries=tidied.beyond)
        elif tidied.full >= _NEARLY_FULL:
            logger.warning("results stream nearly full", entries=tidied.entries, full=round(tidied.full, 2))
