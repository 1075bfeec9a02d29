"""A resolved stretch of calendar time: its TIMEX3 value and its first and last day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from worker.tag.times import calendars

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of the meteorological season


@dataclass(frozen=True, slots=True)
class Stretch:
    """`value` is None where nothing determines it; `first` and `last` bound it where they are known.

    `anchor` is the day it was resolved by; `exact` says that the text named the year.
    """

    value: str | None
    first: date | None = None
    last: date | None = None
    anchor: date | None = None
    exact: bool = False

    def by(self, anchor: date | None) -> Self:
        """This stretch, resolved by `anchor`."""
        return replace(self, anchor=anchor)


UNKNOWN = Stretch(None)


def day(at: date) -> Stretch:
    """2022-09-27."""
    return Stretch(at.isoformat(), at, at)


def week(at: date) -> Stretch:
    """The ISO week around a day: 2022-W39."""
    monday = at - timedelta(days=at.weekday())
    year, number, _ = at.isocalendar()
    return Stretch(f"{year:04}-W{number:02}", monday, monday + timedelta(days=6))


def month(calendar: str, year: int, number: int) -> Stretch:
    """2022-09; a month of another calendar is a range of Gregorian days."""
    first, last = calendars.month_span(calendar, year, number)
    value = f"{year:04}-{number:02}" if calendar == calendars.GREGORIAN else f"{first}/{last}"
    return Stretch(value, first, last)


def year(calendar: str, number: int) -> Stretch:
    """2022; a year of another calendar is a range of Gregorian days."""
    first, last = calendars.year_span(calendar, number)
    return Stretch(f"{number:04}" if calendar == calendars.GREGORIAN else f"{first}/{last}", first, last)


def half(of: Stretch, number: int) -> Stretch:
    """2015-H1 or, of a month, 2015-10-H1."""
    return _part(of, f"H{number}", number, 2)


def quarter(of: Stretch, number: int) -> Stretch:
    """2015-Q2."""
    return _part(of, f"Q{number}", number, 4)


def season(number: int, code: str) -> Stretch:
    """2014-SU. Its bounds differ by country, so none are given."""
    return Stretch(f"{number:04}-{code}")


def years(first: int, count: int) -> Stretch:
    """A decade (199X) or century (19XX)."""
    digits = f"{first:04}"
    value = digits[:3] + "X" if count == 10 else digits[:2] + "XX"
    first, last = max(first, 1), first + count - 1  # the first century begins with the year 1: there is no year 0
    return Stretch(value, date(first, 1, 1), date(last, 12, 31))


def millennium(digit: int) -> Stretch:
    """2XXX."""
    return Stretch(f"{digit}XXX", date(digit * 1000, 1, 1), date(digit * 1000 + 999, 12, 31))


def edge(of: Stretch, which: str) -> Stretch:
    """The START, MID or END of a stretch (its far bound is left open), or the weekend (WE) of a week."""
    if of.value is None:
        return of
    value = f"{of.value}-{which}"
    if which == "WE":
        return replace(of, value=value, first=of.last - timedelta(days=1) if of.last else None)
    bounds = {"START": (of.first, None), "END": (None, of.last)}.get(which, (None, None))
    return replace(of, value=value, first=bounds[0], last=bounds[1])


def rest(of: Stretch, reference: date | None) -> Stretch:
    """What is left of a stretch after the reference."""
    inside = reference is not None and of.first is not None and of.last is not None and of.first <= reference <= of.last
    return replace(of, first=reference) if inside else of


def _part(of: Stretch, suffix: str, number: int, parts: int) -> Stretch:
    if of.value is None or of.first is None or of.last is None:
        return replace(of, value=f"{of.value}-{suffix}" if of.value else None, first=None, last=None)
    months = (of.last.year - of.first.year) * 12 + of.last.month - of.first.month + 1
    if months == parts * (12 // parts):
        step = months // parts
        first = _add_months(of.first, step * (number - 1))
        last = _add_months(of.first, step * number) - timedelta(days=1)
    else:  # half a month
        middle = of.first + timedelta(days=14)
        first, last = (of.first, middle) if number == 1 else (middle + timedelta(days=1), of.last)
    return replace(of, value=f"{of.value}-{suffix}", first=first, last=last)


def _add_months(at: date, count: int) -> date:
    years_, month_ = divmod(at.month - 1 + count, 12)
    return date(at.year + years_, month_ + 1, 1)
