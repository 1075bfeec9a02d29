"""Reading slots."""

from __future__ import annotations

from worker.tag.times import calendars
from worker.tag.times.alphabet import Slots


def calendar_of(slots: Slots) -> str:
    """The calendar that the expression names, else the Gregorian."""
    return str(slots.get("cal", calendars.GREGORIAN))


def direction(slots: Slots) -> int:
    """-1 for last, 0 for this, 1 for next."""
    value = slots.get("dir", 0)
    return value if isinstance(value, int) else 0


def integer(slots: Slots, key: str) -> int:
    """The number in a slot that holds one."""
    value = slots[key]
    assert isinstance(value, int)
    return value
