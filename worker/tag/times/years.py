"""Which year an expression is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from worker.tag.times import calendars
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor, year_of
from worker.tag.times.slots import calendar_of, direction, integer
from worker.tag.times.stretch import Stretch

_GREGORIAN_YEARS = 1600  # no Hijri year of the news is this high


def year_for(slots: Slots, anchor: Anchor, *, months: bool = True) -> int | None:
    """The year that is named, that lies so far from the reference, or that the news rule gives."""
    if "year" in slots:
        return _year_of_calendar(slots)
    if slots.get("unit") == "Y":
        base = anchor.latest or anchor.reference if "same" in slots else anchor.reference
        return None if base is None else calendars.year_month(calendar_of(slots), base)[0] + direction(slots)
    return year_of(slots, anchor) if months else None


def _year_of_calendar(slots: Slots) -> int:
    """The year named; "Ramadan 2022" is the one that begins in that Gregorian year."""
    year, calendar = integer(slots, "year"), calendar_of(slots)
    if calendar != calendars.HIJRI or year < _GREGORIAN_YEARS or "month" not in slots:
        return year
    hijri, _ = calendars.year_month(calendar, date(year, 12, 31))
    return hijri if calendars.first_day(calendar, hijri, integer(slots, "month")).year == year else hijri - 1


def known(found: Stretch, slots: Slots, anchor: Anchor) -> Stretch:
    """`found`, exact if the text names its year, else by the reference."""
    return replace(found, exact=True) if "year" in slots else found.by(anchor.reference)
