"""The store on Redis 6.2 or newer, one server or a cluster."""

from __future__ import annotations

from worker.store.redis.dead_letters import RedisDeadLetters
from worker.store.redis.inbox import RedisInbox
from worker.store.redis.ledger import RedisLedger
from worker.store.redis.results import RedisResults
from worker.store.redis.upkeep import RedisUpkeep

__all__ = ["RedisStore"]


class RedisStore(RedisLedger, RedisResults, RedisDeadLetters, RedisInbox, RedisUpkeep):
    """The whole store; the scripts in `worker/store/lua` do the work. Connects at its first call."""
