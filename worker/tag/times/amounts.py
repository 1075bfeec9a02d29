"""Durations and recurring times as ISO 8601 periods: P44Y, PT24H, PXW, XXXX-WXX-5."""

from __future__ import annotations

from worker.tag.times.alphabet import Slots
from worker.tag.times.clock import clock, is_time

_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")
_DIRECTIONS = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_FRACTIONS = {15: "25", 20: "33", 30: "5", 45: "75"}
_WHOLE_UNITS = {  # half of it is told in a smaller unit
    "CE": ("Y", 100),
    "DE": ("Y", 10),
    "Y": ("M", 12),
    "M": ("W", 4),
    "D": ("TH", 24),
    "TH": ("TM", 60),
    "TM": ("TS", 60),
}


def duration(slots: Slots) -> str | None:
    """The period of a duration; X stands for an unknown number."""
    if "unit" not in slots and "ref" not in slots:
        return _period({unit: slots[f"n{unit}"] for unit in _ORDER if f"n{unit}" in slots})
    unit, count = str(slots["unit"]), slots.get("count", 1)
    if "half" in slots:
        small, size = _WHOLE_UNITS.get(unit, ("", 0))
        return _period({small: size // 2}) if small else _period({unit: "0.5"})
    if "frac" in slots and "count" in slots:
        return _and_a_half(unit, count, _number(slots, "frac"), named="halfof" in slots)
    return _period({unit: count})


def recurring(slots: Slots) -> str | None:
    """The value of a SET: the period between two times, the weekday or the part of the day."""
    if "every" in slots:
        return str(slots["every"])
    if "wday" in slots:
        return f"XXXX-WXX-{slots['wday']}" + (f"T{clock(slots)}" if is_time(slots) else "")
    if is_time(slots):
        return f"XXXX-XX-XXT{clock(slots)}"
    if "month" in slots and "day" in slots:
        return f"XXXX-{_number(slots, 'month'):02}-{_number(slots, 'day'):02}"
    if "dayoff" in slots:
        return "P1D"
    return duration(slots)


def reference(slots: Slots) -> str:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""
    return str(slots.get("ref") or _DIRECTIONS[max(-1, min(1, _number(slots, "dir")))])


def _period(counts: dict[str, int | str]) -> str | None:
    """Date units after P, time units after PT. A period of no unit is none."""
    days = "".join(f"{count}{unit}" for unit, count in counts.items() if not unit.startswith("T"))
    hours = "".join(f"{count}{unit[1:]}" for unit, count in counts.items() if unit.startswith("T"))
    return f"P{days}T{hours}" if hours else f"P{days}" if days else None


def _and_a_half(unit: str, count: int | str, fraction: int, *, named: bool) -> str | None:
    """P2.5Y, or where the unit is repeated ("two years and half the year") P2Y6M."""
    if named and unit in _WHOLE_UNITS:
        small, size = _WHOLE_UNITS[unit]
        return _period({unit: count, small: size * fraction // 60})
    return _period({unit: f"{count}.{_FRACTIONS[fraction]}"})


def _number(slots: Slots, key: str) -> int:
    value = slots.get(key, 0)
    return value if isinstance(value, int) else 0
