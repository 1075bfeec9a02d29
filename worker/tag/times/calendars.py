"""Calendars: Gregorian, Hijri (Umm al-Qura, by hijridate) and Solar Hijri, as stretches of Gregorian days."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Hijri

GREGORIAN, HIJRI, SOLAR = "g", "h", "s"

_SOLAR_EPOCH = date(622, 3, 21)  # 1 Farvardin 1
_SOLAR_CYCLE = 33  # years; the leap years of a cycle hold from 1244 to 1472, which spans all news
_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


class OutOfRange(ValueError):
    """The calendar does not know this date, or it does not exist (31 February)."""


def first_day(calendar: str, year: int, month: int, day: int = 1) -> date:
    """The Gregorian day of a date in `calendar`. Raises OutOfRange."""
    try:
        if calendar == HIJRI:
            return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
        if calendar == SOLAR:
            return _solar(year, month, day)
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise OutOfRange(str(error)) from error


def month_span(calendar: str, year: int, month: int) -> tuple[date, date]:
    """First and last day of a month. Raises OutOfRange."""
    start = first_day(calendar, year, month)
    after = first_day(calendar, *((year + 1, 1) if month == 12 else (year, month + 1)))
    return start, after - timedelta(days=1)


def year_span(calendar: str, year: int) -> tuple[date, date]:
    """First and last day of a year. Raises OutOfRange."""
    return first_day(calendar, year, 1), month_span(calendar, year, 12)[1]


def year_month(calendar: str, day: date) -> tuple[int, int]:
    """The year and month of `calendar` in which `day` falls. Raises OutOfRange."""
    if calendar == GREGORIAN:
        return day.year, day.month
    year = day.year - 578 if calendar == HIJRI else day.year - 621
    while first_day(calendar, year, 1) > day:
        year -= 1
    return year, max(month for month in range(1, 13) if first_day(calendar, year, month) <= day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar ("anonymous" algorithm, Meeus 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), (i, k) = divmod(b, 4), divmod(c, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    to_sunday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * to_sunday) // 451
    month, day = divmod(h + to_sunday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _solar(year: int, month: int, day: int) -> date:
    if not 1244 <= year <= 1472:
        reason = f"Solar Hijri year {year} is outside 1244-1472"
        raise OutOfRange(reason)
    lengths = [31] * 6 + [30] * 5 + [30 if year % _SOLAR_CYCLE in _SOLAR_LEAP else 29]
    if not 1 <= day <= lengths[month - 1]:
        reason = f"no day {day} in month {month} of {year}"
        raise OutOfRange(reason)
    cycles, past = divmod(year - 1, _SOLAR_CYCLE)
    leaps = cycles * len(_SOLAR_LEAP) + sum(leap <= past for leap in _SOLAR_LEAP)
    return _SOLAR_EPOCH + timedelta(days=(year - 1) * 365 + leaps + sum(lengths[: month - 1]) + day - 1)
