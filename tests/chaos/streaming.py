"""A producer that streams batches, names those that it has receipts for, and then never ends: it is to be killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from schemas import Article
from tests.chaos.lab import articles
from worker.bootstrap import build
from worker.settings import load

BATCHES, SIZE = 5, 100


def batches() -> Iterator[list[Article]]:
    """The batches; after the last it waits for more, in vain."""
    for number in range(BATCHES):
        yield articles(SIZE, f"b{number}-")
    sys.stdin.read()


if __name__ == "__main__":
    for receipts in build(load()).producer().stream(batches()):
        print(" ".join(receipt.id for receipt in receipts), flush=True)  # noqa: T201 - the test reads it
