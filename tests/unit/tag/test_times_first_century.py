"""The calendar begins with the year 1."""

from __future__ import annotations

from datetime import date

from worker.tag.times import stretch


def test_the_first_century_has_no_year_0():
    """It is 00XX, from the year 1 on: no text that names it fails."""
    found = stretch.years(0, 100)
    assert (found.value, found.first, found.last) == ("00XX", date(1, 1, 1), date(99, 12, 31))
