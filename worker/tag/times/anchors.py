"""What expressions are resolved by: the date of publication and the dates named before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from worker.tag.times import calendars
from worker.tag.times.alphabet import Slots
from worker.tag.times.slots import calendar_of, direction, integer

_PAST_WINDOW = timedelta(days=300)  # a date without a year that lies farther back is the coming one
_JUST_PAST = timedelta(days=45)  # so near that even a sentence about the future means it
_LAG = 4  # days; papers print a story of "today, Saturday" until then


@dataclass(frozen=True, slots=True)
class Anchor:
    """`reference` is the day of publication, None if unknown; `latest` the day or month last named.

    `explicit` says that `latest` stood with its year in this sentence; `future` that the expression
    is of what is to come; `here` is the day last named in this sentence; `months` are the years
    that the text's months were resolved to.
    """

    reference: date | None
    latest: date | None = None
    explicit: bool = False
    future: bool = False
    here: date | None = None
    months: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def named(self, day: date, *, explicit: bool, is_day: bool) -> Self:
        """The anchor after a day, or a month that begins with it, was named."""
        return replace(self, latest=day, explicit=explicit, here=day if is_day else self.here)

    def resolved(self, calendar: str, month: int, year: int) -> Self:
        """The anchor after a month named without its year was found to be of `year`."""
        return replace(self, months={**self.months, (calendar, month): year})

    def in_sentence(self) -> Self:
        """The anchor at the start of a new sentence."""
        return replace(self, explicit=False, here=None)

    def towards(self, *, future: bool) -> Self:
        """The anchor for an expression that looks ahead, or does not."""
        return self if future == self.future else replace(self, future=future)

    def shifted(self, dayoff: int, weekday: int) -> Self:
        """The anchor that makes "today, Saturday" a Saturday, some days before publication if need be."""
        if self.reference is None:
            return self
        for back in range(_LAG + 1):
            day = self.reference - timedelta(days=back)
            if (day + timedelta(days=dayoff)).isoweekday() == weekday:
                return replace(self, reference=day)
        return self


def year_of(slots: Slots, anchor: Anchor) -> int | None:
    """The year of a month or day that was named without one; None if nothing says which.

    Words of direction decide; then an earlier date of the sentence; then the news rule: the nearest past
    date, the nearest future one if the sentence speaks of the future or the past one is far away.
    """
    reference = anchor.reference
    calendar, month, day = calendar_of(slots), integer(slots, "month"), slots.get("day")
    told = anchor.explicit and "dir" not in slots and (reference is not None or calendar != calendars.GREGORIAN)
    if told and anchor.latest is not None:
        return calendars.year_month(calendar, anchor.latest)[0]
    if reference is None:
        return None
    year, this_month = calendars.year_month(calendar, reference)
    if "dir" in slots:
        return _directed(calendar, month, day, reference, direction(slots))
    if (calendar, month) in anchor.months:
        return anchor.months[calendar, month]
    if day is None and month == this_month:
        return year
    return _nearest(calendar, month, _day(day), anchor)


def _directed(calendar: str, month: int, day: object, reference: date, towards: int) -> int:
    """The year that makes a month or day lie before or after the reference."""
    year, this_month = calendars.year_month(calendar, reference)
    if towards == 0:
        return year
    day_passed = day is not None and calendars.first_day(calendar, year, month, _day(day)) < reference
    passed = month < this_month if day is None else day_passed
    if towards < 0:
        return year if passed else year - 1
    return year + 1 if passed or (day is None and month == this_month) else year


def _nearest(calendar: str, month: int, day: int, anchor: Anchor) -> int:
    assert anchor.reference is not None
    year, _ = calendars.year_month(calendar, anchor.reference)
    days = {y: _safe(calendar, y, month, day) for y in (year - 1, year, year + 1)}
    past = max(y for y, at in days.items() if at is not None and at <= anchor.reference)
    coming = past + 1
    at = days[past]
    window = _JUST_PAST if anchor.future else _PAST_WINDOW
    return past if at is not None and anchor.reference - at <= window else coming


def _safe(calendar: str, year: int, month: int, day: int) -> date | None:
    """The day, or the last of February for the 29th in a common year."""
    try:
        return calendars.first_day(calendar, year, month, day)
    except calendars.OutOfRange:
        return calendars.month_span(calendar, year, month)[1]


def _day(day: object) -> int:
    return day if isinstance(day, int) else 1
