"""Any sequence of calls leaves memory and Redis in the same state, with the books balanced."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.contract.conftest import article, result_of
from worker.store.books import sums_differ
from worker.store.memory import MemoryStore
from worker.store.protocol import Claim, Exhausted, Lease, Policy
from worker.store.redis import RedisStore

IDS = st.sampled_from(["a", "b", "c"])
PIPELINES = st.sampled_from(["0.1.0+x", "0.2.0+y"])
POLICY = Policy(max_attempts=2, max_deliveries=2, source_share=2)


class BothStores(RuleBasedStateMachine):
    """Does everything to both stores; each run has a namespace of its own."""

    url: str
    runs = count()

    def __init__(self) -> None:
        super().__init__()
        self.memory = MemoryStore(POLICY)
        self.redis = RedisStore(self.url, POLICY, namespace=f"run{next(self.runs)}")
        self.held: list[tuple[Lease, Lease, str]] = []

    def same(self, method: str, *args: Any, **options: Any) -> Any:
        mine, theirs = (getattr(store, method)(*args, **options) for store in (self.memory, self.redis))
        assert mine == theirs
        return mine

    @rule(
        id=IDS,
        content=st.sampled_from("xyz"),
        queue=st.sampled_from(["articles", "bulk"]),
        source=st.sampled_from([None, "s"]),
    )
    def submit(self, id: str, content: str, queue: str, source: str | None) -> None:
        self.same("submit", [article(id, content, queue=queue, source=source)])

    @rule(id=IDS, pipeline=PIPELINES)
    def claim(self, id: str, pipeline: str) -> None:
        self.claim_both(id, pipeline, (None, None))

    @rule(ids=st.lists(IDS, min_size=2, unique=True), pipeline=PIPELINES)
    def claim_together(self, ids: list[str], pipeline: str) -> None:
        mine, theirs = (store.claim(ids, pipeline=pipeline) for store in (self.memory, self.redis))
        for one, other in zip(mine, theirs, strict=True):
            self.note(one, other, pipeline)

    @rule(which=st.integers(0, 30))
    def claim_again(self, which: int) -> None:
        if self.held:
            mine, theirs, pipeline = self.held[which % len(self.held)]
            self.claim_both(mine.id, pipeline, (mine.token, theirs.token))

    def claim_both(self, id: str, pipeline: str, tokens: tuple[str | None, str | None]) -> None:
        mine, theirs = (
            store.claim([id], pipeline=pipeline, token=token)[0]
            for store, token in zip((self.memory, self.redis), tokens, strict=True)
        )
        self.note(mine, theirs, pipeline)

    def note(self, mine: Claim, theirs: Claim, pipeline: str) -> None:
        assert type(mine) is type(theirs)
        if isinstance(mine, Lease) and isinstance(theirs, Lease):
            assert (mine.revision, mine.attempt, mine.payload) == (theirs.revision, theirs.attempt, theirs.payload)
            self.held.append((mine, theirs, pipeline))
        else:
            assert mine == theirs
            if isinstance(mine, Exhausted):
                self.same("bury", mine.id, mine.revision, b"exhausted")

    @rule(which=st.lists(st.integers(0, 30), min_size=2, max_size=4))
    def commit_together(self, which: list[int]) -> None:
        if self.held:
            pairs = [self.held[one % len(self.held)] for one in which]
            self.same("commit", [result_of(held, pipeline) for held, _, pipeline in pairs])

    @rule(which=st.integers(0, 30))
    def commit(self, which: int) -> None:
        if self.held:
            held, _, pipeline = self.held[which % len(self.held)]
            self.same("commit", [result_of(held, pipeline)])

    @rule(which=st.integers(0, 30), charge=st.sampled_from([True, False, None]), error=st.sampled_from([None, "boom"]))
    def release(self, which: int, charge: bool | None, error: str | None) -> None:
        if self.held:
            *pair, _ = self.held[which % len(self.held)]
            for store, held in zip((self.memory, self.redis), pair, strict=True):
                store.release(held, stage=error and "tag", error=error, charge=charge)

    @rule(id=IDS, revision=st.integers(1, 4))
    def bury(self, id: str, revision: int) -> None:
        self.same("bury", id, revision, b"rejection")

    @rule(id=IDS)
    def replay(self, id: str) -> None:
        self.same("replay", id)

    @rule(id=IDS)
    def drop(self, id: str) -> None:
        self.same("drop", id)

    @rule(ids=st.lists(IDS, unique=True), pipeline=PIPELINES)
    def requeue(self, ids: list[str], pipeline: str) -> None:
        self.same("requeue", ids, pipeline=pipeline)

    @rule()
    def leases_run_out(self) -> None:
        for id in self.memory.book.leased:
            self.memory.book.leased[id] = 0
            self.redis.client.zadd(self.redis.shards[0].key("leased"), {id: 0}, xx=True)

    @rule(overdue=st.booleans())
    def reap(self, overdue: bool) -> None:
        overdue_ms = 0 if overdue else None
        mine, theirs = (s.reap(limit=10, overdue_ms=overdue_ms) for s in (self.memory, self.redis))
        assert sorted(mine) == sorted(theirs)

    @rule(consumer=st.sampled_from(["c", "d"]), limit=st.integers(1, 3), ack=st.booleans())
    def read(self, consumer: str, limit: int, ack: bool) -> None:
        mine, theirs = (s.read("g", consumer, limit=limit) for s in (self.memory, self.redis))
        what = [[(e.id, e.revision, e.number, e.delivered) for e in entries] for entries in (mine, theirs)]
        assert what[0] == what[1]
        if ack:
            self.memory.ack("g", mine)
            self.redis.ack("g", theirs)

    @invariant()
    def they_agree(self) -> None:
        mine, theirs = self.memory.status(), self.redis.status()
        for name in ("queued", "leased", "done", "dead", "submitted", "recent", "counters"):
            assert getattr(mine, name) == getattr(theirs, name), name
        assert sums_differ(mine) is None
        sources = self.redis.client.hgetall(self.redis.shards[0].key("sources"))
        assert {source or "": n for source, n in self.memory.book.sources.items() if n} == {
            source.decode(): int(n) for source, n in sources.items()
        }
        self.same("results", ["a", "b", "c"])
        self.same("groups")
        assert sorted(d.id for d in self.memory.dead()) == sorted(d.id for d in self.redis.dead())

    def teardown(self) -> None:
        self.redis.close()


@pytest.mark.redis
def test_memory_and_redis_agree(redis_url: str) -> None:
    """Found by trying: some sequences of thirty calls, others at every run."""
    run_state_machine_as_test(
        type("Machine", (BothStores,), {"url": redis_url}),
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,  # the machine may be busy
            suppress_health_check=list(HealthCheck),
        ),
    )
