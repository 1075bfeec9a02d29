"""The store in memory: for tests and for one process. It keeps nothing when the process ends."""

from __future__ import annotations

from worker.store.memory.dead_letters import MemoryDeadLetters
from worker.store.memory.inbox import MemoryInbox
from worker.store.memory.results import MemoryResults
from worker.store.memory.upkeep import MemoryUpkeep

__all__ = ["MemoryStore"]


class MemoryStore(MemoryResults, MemoryDeadLetters, MemoryInbox, MemoryUpkeep):
    """The whole store. Pass `clock` (milliseconds) to say what time it is."""
