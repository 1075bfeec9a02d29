"""Calendars agree with dates that history has fixed."""

from datetime import date

import pytest

from worker.tag.times import calendars


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "gregorian"),
    [
        ("g", 2022, 9, 27, date(2022, 9, 27)),
        ("h", 1436, 9, 1, date(2015, 6, 18)),
        ("h", 1443, 9, 10, date(2022, 4, 11)),
        ("s", 1357, 11, 22, date(1979, 2, 11)),
        ("s", 1399, 12, 30, date(2021, 3, 20)),
        ("s", 1403, 1, 1, date(2024, 3, 20)),
    ],
)
def test_first_day(calendar: str, year: int, month: int, day: int, gregorian: date) -> None:
    """A date of any calendar is one Gregorian day."""
    assert calendars.first_day(calendar, year, month, day) == gregorian


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [("g", 2022, 2, 31), ("h", 1443, 13, 1), ("h", 1, 1, 1), ("s", 1400, 12, 30), ("s", 1, 1, 1), ("g", 0, 1, 1)],
)
def test_what_is_no_day(calendar: str, year: int, month: int, day: int) -> None:
    """A day that does not exist, or that the calendar's table does not reach, is out of range."""
    with pytest.raises(calendars.OutOfRange):
        calendars.first_day(calendar, year, month, day)


@pytest.mark.parametrize(
    ("year", "sunday"), [(2019, date(2019, 4, 21)), (2022, date(2022, 4, 17)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, sunday: date) -> None:
    """Easter as it was kept."""
    assert calendars.easter(year) == sunday


@pytest.mark.parametrize("calendar", ["g", "h", "s"])
def test_year_month_finds_the_month_of_a_day(calendar: str) -> None:
    """A day lies in the month that year_month names."""
    for day in (date(2015, 1, 1), date(2015, 7, 17), date(2022, 12, 31), date(2024, 3, 20)):
        first, last = calendars.month_span(calendar, *calendars.year_month(calendar, day))
        assert first <= day <= last
