"""From slots to a stretch of the calendar: which kind of expression it is, and what is cut from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from worker.tag.times import days, periods, stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor
from worker.tag.times.slots import integer
from worker.tag.times.stretch import UNKNOWN, Stretch
from worker.tag.times.units import unit

_DAYS_IN_WEEK = 7


def locate(slots: Slots, anchor: Anchor) -> Stretch:
    """The stretch that `slots` describe. Raises OutOfRange if there is no such day."""
    finder = next(find for keys, find in _FINDERS if all(key in slots for key in keys))
    found = finder(slots, anchor)
    if "half" in slots:
        found = stretch.half(found, integer(slots, "half"))
    if "quarter" in slots:
        found = stretch.quarter(found, integer(slots, "quarter"))
    if "shift" in slots and found.first is not None:  # the eve of a holiday
        found = stretch.day(found.first + timedelta(days=integer(slots, "shift"))).by(found.anchor)
    if "edge" in slots:
        found = stretch.edge(found, _edge(slots))
    return stretch.rest(found, anchor.reference) if "rest" in slots else found


def _edge(slots: Slots) -> str:
    """The end of a week is its weekend."""
    return "WE" if slots["edge"] == "END" and slots.get("unit") == "W" else str(slots["edge"])


def _nth_week(slots: Slots, anchor: Anchor) -> Stretch:
    """The third week of a month or year."""
    of = locate({key: value for key, value in slots.items() if key not in {"weekn", "nth", "recent"}}, anchor)
    if of.first is None or of.last is None:
        return UNKNOWN
    nth = slots.get("nth")
    at = of.first + timedelta(days=_DAYS_IN_WEEK * (nth - 1)) if isinstance(nth, int) else of.last
    return stretch.week(at).by(of.anchor)


def _week_of(slots: Slots, anchor: Anchor) -> Stretch:
    at = locate({key: value for key, value in slots.items() if key not in {"weekof", "unit"}}, anchor)
    return stretch.week(at.first).by(at.anchor) if at.first else UNKNOWN


def _nothing(_: Slots, __: Anchor) -> Stretch:
    return UNKNOWN


# The first line whose slots are all there decides.
_FINDERS: tuple[tuple[tuple[str, ...], Callable[[Slots, Anchor], Stretch]], ...] = (
    (("fromnow",), days.from_now),
    (("easter",), days.easter),
    (("weekof",), _week_of),
    (("weekn",), _nth_week),
    (("month", "day"), days.month_day),
    (("dayoff",), days.deictic),
    (("nth", "wday"), days.nth_weekday),
    (("day", "unit"), days.day_of_month),
    (("day",), days.day_alone),
    (("wday",), days.weekday),
    (("month",), periods.month),
    (("season",), periods.season),
    (("decade",), periods.decade),
    (("decadeof",), periods.decade_of),
    (("century",), periods.century),
    (
        ("same", "unit"),
        lambda slots, anchor: days.same_day(slots, anchor) if slots["unit"] == "D" else unit(slots, anchor),
    ),
    (("year",), periods.year_alone),
    (("unit",), unit),
    ((), _nothing),
)
