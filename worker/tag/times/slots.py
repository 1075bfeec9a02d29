"""Reading slots."""

from __future__ import annotations

from worker.tag.times import calendars
from worker.tag.times.alphabet import Slots

_HIJRI_YEARS = range(1340, 1450)  # 1921-2028; what the fourteenth century did is no news


def calendar_of(slots: Slots) -> str:
    """The calendar that the expression names, else the one in which its year is of our time."""
    unmarked = slots.get("era", calendars.HIJRI) if slots.get("year") in _HIJRI_YEARS else calendars.GREGORIAN
    return str(slots.get("cal", unmarked))


def one_calendar(members: tuple[Slots, ...]) -> tuple[Slots, ...]:
    """The members of a list or range in one calendar: 1378 to 1520 are Gregorian years both."""
    if len({calendar_of(slots) for slots in members}) == 1 or any("cal" in slots for slots in members):
        return members
    return tuple(slots | {"cal": calendars.GREGORIAN} for slots in members)


def direction(slots: Slots) -> int:
    """-1 for last, 0 for this, 1 for next."""
    value = slots.get("dir", 0)
    return value if isinstance(value, int) else 0


def integer(slots: Slots, key: str) -> int:
    """The number in a slot that holds one."""
    value = slots[key]
    assert isinstance(value, int)
    return value
