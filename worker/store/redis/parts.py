"""Dividing many documents into parts of a bounded number and size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Size:
    """The most documents of a part, and the bytes at which it is full."""

    documents: int
    bytes: int


SCRIPT = Size(50, 2**20)  # a call of a script, which keeps others waiting: about a millisecond


def parted(items: Sequence[T], size: Size, weight: Callable[[T], int]) -> Iterator[list[T]]:
    """`items` in order, in parts of `size`; what is larger than a part is one by itself."""
    part: list[T] = []
    weighs = 0
    for item in items:
        its = weight(item)
        if part and (len(part) >= size.documents or weighs + its > size.bytes):
            yield part
            part, weighs = [], 0
        part.append(item)
        weighs += its
    if part:
        yield part
