"""The ledger's own speed: no-op documents of 4 KB, one client process, one Redis beside it."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from worker.local.embedded import redis_server
from worker.store.protocol import Lease, Result, Submission
from worker.store.redis import RedisStore

PIPELINE = "0+bench"


def main() -> None:
    """Submit, work through and consume; a line of numbers each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=20_000)
    count = options.parse_args().documents
    articles = [Submission(f"d{i}", os.urandom(2000).hex().encode(), f"{i:064}") for i in range(count)]
    with redis_server() as server:
        print(server.says)
        store = RedisStore(server.url)
        with timed("submit, 500 a round trip", count):
            store.submit(articles)
        for size in (1, 32):
            with timed(f"claim and commit, {size} a round trip each", count // 2):
                work(store, range(count // 2) if size == 1 else range(count // 2, count), size)
        with timed("read and acknowledge, 500 at a time", count):
            consume(store)
        memory = store.client.info("memory")["used_memory"]
        print(f"{memory / count:>10,.0f} bytes a document, article and result of 4,000 bytes each included")
        store.close()


def work(store: RedisStore, numbers: Sequence[int], size: int) -> None:
    """Each document becomes a result of the same size."""
    for start in range(0, len(numbers), size):
        claims = store.claim([f"d{i}" for i in numbers[start : start + size]], pipeline=PIPELINE)
        leases = [claim for claim in claims if isinstance(claim, Lease)]
        store.commit([Result(one.id, one.revision, PIPELINE, one.payload) for one in leases])


def consume(store: RedisStore) -> None:
    """All entries, by one consumer."""
    while entries := store.read("bench", "consumer", limit=500):
        store.ack("bench", entries)


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    """Print the rate of what happens within."""
    start = time.perf_counter()
    yield
    print(f"{count / (time.perf_counter() - start):>10,.0f} a second: {what}")


if __name__ == "__main__":
    main()
