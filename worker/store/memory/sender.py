"""Submissions on their way to memory: they are there at once, only their receipts wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from worker.store.values import Receipt, Submission


class MemorySender:
    """See `worker.store.protocol.Sender`."""

    def __init__(self, submit: Callable[[Sequence[Submission]], list[Receipt]]) -> None:
        self._submit = submit
        self._receipts = deque[list[Receipt]]()

    def send(self, submissions: Iterable[Submission]) -> None:
        self._receipts.append(self._submit(list(submissions)))

    def receive(self) -> list[Receipt]:
        return self._receipts.popleft()

    def close(self) -> None:
        self._receipts.clear()
