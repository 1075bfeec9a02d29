"""Months, seasons, years, decades and centuries by name."""

from __future__ import annotations

from worker.tag.times import calendars, stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor
from worker.tag.times.slots import calendar_of, direction, integer
from worker.tag.times.stretch import UNKNOWN, Stretch
from worker.tag.times.years import known, year_for

_NOW = 2029  # stands for an unknown reference: the twenties are ours, all other decades the last century's


def month(slots: Slots, anchor: Anchor) -> Stretch:
    """A month, or a week of it."""
    calendar, month = calendar_of(slots), integer(slots, "month")
    year = year_for(slots, anchor)
    if year is None:
        return Stretch(f"XXXX-{month:02}") if calendar == calendars.GREGORIAN else UNKNOWN
    return known(stretch.month(calendar, year, month), slots, anchor)


def season(slots: Slots, anchor: Anchor) -> Stretch:
    """A season: of the year named, or of this, the last or the next."""
    year, code = year_for(slots, anchor, months=False), str(slots["season"])
    if year is None and anchor.reference is not None:
        begun = anchor.reference.month >= stretch.SEASON_MONTHS[code] + 3
        year = anchor.reference.year + {-1: 0 if begun else -1, 1: 1 if begun else 0}.get(direction(slots), 0)
    return stretch.season(year, code).by(anchor.reference) if year is not None else UNKNOWN


def decade(slots: Slots, anchor: Anchor) -> Stretch:
    """The nineties: of the century named, else the last such decade that has begun."""
    tens = integer(slots, "decade") * 10
    if "century" in slots:
        return stretch.years((integer(slots, "century") - 1) * 100 + tens, 10)
    now = anchor.reference.year if anchor.reference else _NOW
    return stretch.years(now - (now - tens) % 100, 10)


def decade_of(slots: Slots, _: Anchor) -> Stretch:
    """The 1990s, by their first year: 199X."""
    return stretch.years(integer(slots, "decadeof") // 10 * 10, 10)


def century(slots: Slots, _: Anchor) -> Stretch:
    """The nineteenth century: 18XX."""
    return stretch.years((integer(slots, "century") - 1) * 100, 100)


def year_alone(slots: Slots, anchor: Anchor) -> Stretch:
    """A year, or by one digit a millennium."""
    number = integer(slots, "year")
    if number < 10:
        return stretch.millennium(number)
    return known(stretch.year(calendar_of(slots), number), slots, anchor)
