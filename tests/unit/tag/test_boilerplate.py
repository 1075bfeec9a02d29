"""What touches boilerplate."""

from __future__ import annotations

import pytest

from schemas import Block, Span
from worker.tag.entities.boilerplate import touching


def block(kind: str, start: int, end: int) -> Block:
    span = Span(start=start, end=end, raw_start=start, raw_end=end, text="x" * (end - start))
    return Block(kind=kind, span=span)  # type: ignore[arg-type]


TOUCHES = touching(
    [block("headline", 0, 4), block("boilerplate", 5, 8), block("paragraph", 9, 12), block("boilerplate", 13, 20)]
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 4, False),
        (4, 5, False),
        (4, 6, True),
        (7, 9, True),
        (8, 13, False),
        (9, 12, False),
        (19, 30, True),
        (20, 25, False),
    ],
)
def test_only_shared_characters_count(start: int, end: int, expected: bool) -> None:
    """Next to boilerplate is not in it, and other blocks do not matter."""
    assert TOUCHES(start, end) is expected


def test_a_text_without_boilerplate() -> None:
    """Nothing touches what is not there."""
    assert not touching([])(0, 10)
