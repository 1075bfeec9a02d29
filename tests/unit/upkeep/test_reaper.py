"""What was lost on the way is announced again, each id by itself, in its own queue."""

from __future__ import annotations

import pytest

from schemas import Article
from worker.producer import submission
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy
from worker.upkeep.reaper import Reaper


class Announcer:
    """Notes what is announced."""

    def __init__(self, waiting=0):
        self.sent, self._waiting = [], waiting

    def singly(self, ids, queue):
        self.sent.append((queue, ids))

    def waiting(self, queue):
        return self._waiting if queue == "bulk" else 0


@pytest.fixture
def store(clock):
    store = MemoryStore(Policy(lease_ms=1000), clock=clock)
    store.submit([submission(Article(id="a", text="x"), "articles"), submission(Article(id="b", text="y"), "bulk")])
    return store


def test_a_lost_message_is_sent_again(store, clock):
    """Documents that wait although the broker is empty are announced after the bound, not before."""
    announcer = Announcer()
    reaper = Reaper(store, announcer, overdue_seconds=30)
    clock.now = 29_999
    assert reaper.reap() == 0
    clock.now = 30_000
    assert reaper.reap() == 2
    assert announcer.sent == [("articles", ["a"]), ("bulk", ["b"])]


def test_a_full_broker_is_not_filled_further(store, clock):
    """While messages wait a waiting document just waits its turn; yet not for ever."""
    announcer = Announcer(waiting=5)
    reaper = Reaper(store, announcer, overdue_seconds=30)
    clock.now = 300_000
    assert reaper.reap() == 0
    clock.now = 3_700_000
    assert reaper.reap() == 2


def test_an_expired_lease_is_announced_at_once(store, clock):
    """Whatever waits in the broker."""
    announcer = Announcer(waiting=5)
    store.claim(["a"], pipeline="1.0+x")
    clock.now = 1_001
    assert Reaper(store, announcer, overdue_seconds=30).reap() == 1
    assert announcer.sent == [("articles", ["a"])]
