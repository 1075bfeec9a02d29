"""Days by date, by weekday, by their distance from another day."""

from __future__ import annotations

from datetime import timedelta

from worker.tag.times import calendars, periods, stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor
from worker.tag.times.slots import calendar_of, direction, integer
from worker.tag.times.stretch import UNKNOWN, Stretch
from worker.tag.times.units import months_later, unit
from worker.tag.times.years import known, year_for

_DAYS_IN_WEEK = 7


def deictic(slots: Slots, anchor: Anchor) -> Stretch:
    """Today, tomorrow, last night, the next day."""
    base = anchor.latest or anchor.reference if "story" in slots else anchor.reference
    if base is None:
        return UNKNOWN
    offset = integer(slots, "dir") if "dir" in slots else integer(slots, "dayoff")
    return stretch.day(base + timedelta(days=offset)).by(base)


def month_day(slots: Slots, anchor: Anchor) -> Stretch:
    """27 September, with or without its year, in any calendar."""
    calendar, month, day = calendar_of(slots), integer(slots, "month"), integer(slots, "day")
    year = year_for(slots, anchor)
    if year is None:
        calendars.first_day(calendar, 2000 if calendar == calendars.GREGORIAN else 1400, month, day)  # it can exist
        return Stretch(f"XXXX-{month:02}-{day:02}") if calendar == calendars.GREGORIAN else UNKNOWN
    return known(stretch.day(calendars.first_day(calendar, year, month, day)), slots, anchor)


def day_of_month(slots: Slots, anchor: Anchor) -> Stretch:
    """The 20th of next month; the 24th of the same month."""
    month = unit(slots, anchor)
    if month.first is None:
        return UNKNOWN
    return stretch.day(calendars.first_day("g", month.first.year, month.first.month, integer(slots, "day"))).by(
        month.anchor
    )


def day_alone(slots: Slots, anchor: Anchor) -> Stretch:
    """The 27th: the nearest one that is past, or the coming one."""
    day, reference = integer(slots, "day"), anchor.reference
    if reference is None:
        return Stretch(f"XXXX-XX-{day:02}")
    step = timedelta(days=1 if anchor.future else -1)
    at = reference
    while at.day != day:
        at += step
    return stretch.day(at).by(reference)


def from_now(slots: Slots, anchor: Anchor) -> Stretch:
    """Two weeks from now: a day; two years ago: a year."""
    base = anchor.reference
    if base is None:
        return UNKNOWN
    counts = {key[1:]: value for key, value in slots.items() if key.startswith("n")}
    counts = counts or {str(slots["unit"]): slots.get("count", 1)}
    amount = {name: integer(slots, "fromnow") * count for name, count in counts.items() if isinstance(count, int)}
    months = amount.get("Y", 0) * 12 + amount.get("M", 0)
    at = months_later(base, months) + timedelta(weeks=amount.get("W", 0), days=amount.get("D", 0))
    if len(amount) < len(counts):
        return UNKNOWN
    coarse = {"Y": stretch.year("g", at.year), "M": stretch.month("g", at.year, at.month)}
    return (coarse.get(next(iter(amount)), stretch.day(at)) if len(amount) == 1 else stretch.day(at)).by(base)


def same_day(_: Slots, anchor: Anchor) -> Stretch:
    """The day last named."""
    base = anchor.latest or anchor.reference
    return stretch.day(base).by(base) if base else UNKNOWN


def nth_weekday(slots: Slots, anchor: Anchor) -> Stretch:
    """The first Friday of July."""
    of = periods.month(slots, anchor) if "month" in slots else unit({**slots, "unit": "M"}, anchor)
    if of.first is None:
        return UNKNOWN
    first = of.first + timedelta(days=(integer(slots, "wday") - of.first.isoweekday()) % _DAYS_IN_WEEK)
    return stretch.day(first + timedelta(days=_DAYS_IN_WEEK * (integer(slots, "nth") - 1))).by(of.anchor)


def weekday(slots: Slots, anchor: Anchor) -> Stretch:
    """Friday: by its direction or week; without, today's or the nearest past one, the coming one in the future."""
    reference, number = anchor.reference, integer(slots, "wday")
    if reference is None:
        return UNKNOWN
    if slots.get("unit") == "W":
        ahead = number - reference.isoweekday() + _DAYS_IN_WEEK * direction(slots)
    else:
        ahead = _days_ahead((number - reference.isoweekday()) % _DAYS_IN_WEEK, slots, future=anchor.future)
    return stretch.day(reference + timedelta(days=ahead)).by(reference)


def _days_ahead(coming: int, slots: Slots, *, future: bool) -> int:
    """From a weekday's distance ahead (0-6 days) the distance that the words mean."""
    if "dir" not in slots:
        return coming if future or coming == 0 else coming - _DAYS_IN_WEEK
    if direction(slots) > 0:
        return coming or _DAYS_IN_WEEK
    return 0 if coming == 0 and direction(slots) == 0 else coming - _DAYS_IN_WEEK


def easter(slots: Slots, anchor: Anchor) -> Stretch:
    """Days counted from Easter Sunday."""
    year = year_for(slots, anchor, months=False)
    if year is None and anchor.reference is not None:
        year = anchor.reference.year
    return stretch.day(calendars.easter(year) + timedelta(days=integer(slots, "easter"))) if year else UNKNOWN
