"""Times of day: parts (TMO, TEV …) and clock times on a day."""

from __future__ import annotations

from dataclasses import replace

from worker.tag.times import stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor
from worker.tag.times.calendars import OutOfRange
from worker.tag.times.locate import locate
from worker.tag.times.slots import integer
from worker.tag.times.stretch import Stretch

_NOON = 12
_ANY_DAY = "XXXX-XX-XX"
_DAY_SLOTS = frozenset({"dayoff", "day", "wday", "month", "same", "easter"})
_CLOCK_SLOTS = frozenset(
    {"hour", "minute", "second", "frac", "before", "part", "count", "digits", "minutes", "hhmm", "stamp"}
)


def is_time(slots: Slots) -> bool:
    """Whether the slots name a part of the day or an hour."""
    return "part" in slots or "hour" in slots or "hhmm" in slots


def time_of_day(slots: Slots, anchor: Anchor) -> Stretch:
    """A day with its part or clock time; a clock time alone is of the day named before, or of the reference."""
    day = _day(slots, anchor)
    if day.value is None or "edge" in slots:
        return day
    return replace(day, value=f"{day.value}T{clock(slots)}")


def _day(slots: Slots, anchor: Anchor) -> Stretch:
    rest = {key: value for key, value in slots.items() if key not in _CLOCK_SLOTS and not _minutes_unit(key, value)}
    if rest.keys() & _DAY_SLOTS:
        return locate(rest, anchor)
    day = anchor.here or anchor.reference
    if not slots.keys() & {"hour", "hhmm"} or day is None:
        return Stretch(_ANY_DAY)  # "in the early morning" names no day
    return stretch.day(day).by(day)


def _minutes_unit(key: str, value: object) -> bool:
    return key == "unit" and value in {"TH", "TM", "TS"}


def clock(slots: Slots) -> str:
    """``15:00`` or the code of the part; noon without an hour is 12:00."""
    part = str(slots.get("part", ""))
    if "hhmm" in slots:
        hour, minute = divmod(integer(slots, "hhmm"), 100)
        return f"{_hour(hour, part):02}:{minute:02}"
    if "hour" not in slots:
        return "12:00" if part == "MI" else part
    hour, minute = _hour(integer(slots, "hour"), part), _minute(slots)
    if "before" in slots and minute:
        hour, minute = (hour - 1) % 24, 60 - minute
    if hour == 24 and minute:
        raise OutOfRange("no time after 24:00")
    second = f":{integer(slots, 'second'):02}" if "second" in slots else ""
    return f"{hour:02}:{minute:02}{second}"


def _minute(slots: Slots) -> int:
    for key in ("minute", "frac"):
        if key in slots:
            return integer(slots, key)
    count = slots.get("count", 0)
    return count if isinstance(count, int) and slots.get("unit") == "TM" and 0 <= count < 60 else 0


def _hour(hour: int, part: str) -> int:
    """The hour of 24 that hour and part of the day mean together."""
    if part == "MO":
        return hour % _NOON if hour == _NOON else hour
    if part == "NI":
        return hour + _NOON if 5 <= hour < _NOON else hour % _NOON if hour == _NOON else hour
    if part == "MI":
        return hour + _NOON if hour <= 4 else hour
    return hour + _NOON if part in {"AF", "EV"} and hour < _NOON else hour
