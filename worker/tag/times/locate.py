"""From slots to a stretch of the calendar. Each function knows one kind of expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from worker.tag.times import calendars, stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor, year_of
from worker.tag.times.stretch import UNKNOWN, Stretch

_DAYS_IN_WEEK = 7
_NOW = 2029  # stands for an unknown reference: the twenties are ours, all other decades the last century's


def locate(slots: Slots, anchor: Anchor) -> Stretch:
    """The stretch that `slots` describe. Raises OutOfRange if there is no such day."""
    finder = next(find for keys, find in _FINDERS if all(key in slots for key in keys))
    found = finder(slots, anchor)
    if "half" in slots:
        found = stretch.half(found, _int(slots, "half"))
    if "quarter" in slots:
        found = stretch.quarter(found, _int(slots, "quarter"))
    if "shift" in slots and found.first is not None:  # the eve of a holiday
        found = stretch.day(found.first + timedelta(days=_int(slots, "shift"))).by(found.anchor)
    if "edge" in slots:
        found = stretch.edge(found, _edge(slots))
    return stretch.rest(found, anchor.reference) if "rest" in slots else found


def _edge(slots: Slots) -> str:
    """The end of a week is its weekend."""
    return "WE" if slots["edge"] == "END" and slots.get("unit") == "W" else str(slots["edge"])


def _deictic(slots: Slots, anchor: Anchor) -> Stretch:
    """Today, tomorrow, last night, the next day."""
    base = anchor.latest or anchor.reference if "story" in slots else anchor.reference
    if base is None:
        return UNKNOWN
    offset = _int(slots, "dir") if "dir" in slots else _int(slots, "dayoff")
    return stretch.day(base + timedelta(days=offset)).by(base)


def _month_day(slots: Slots, anchor: Anchor) -> Stretch:
    """27 September, with or without its year, in any calendar."""
    calendar, month, day = _calendar(slots), _int(slots, "month"), _int(slots, "day")
    year = _year(slots, anchor)
    if year is None:
        calendars.first_day(calendar, 2000 if calendar == calendars.GREGORIAN else 1400, month, day)  # it can exist
        return Stretch(f"XXXX-{month:02}-{day:02}") if calendar == calendars.GREGORIAN else UNKNOWN
    return _known(stretch.day(calendars.first_day(calendar, year, month, day)), slots, anchor)


def _day_of_month(slots: Slots, anchor: Anchor) -> Stretch:
    """The 20th of next month; the 24th of the same month."""
    month = _unit(slots, anchor)
    if month.first is None:
        return UNKNOWN
    return stretch.day(calendars.first_day("g", month.first.year, month.first.month, _int(slots, "day"))).by(
        month.anchor
    )


def _day_alone(slots: Slots, anchor: Anchor) -> Stretch:
    """The 27th: the nearest one that is past, or the coming one."""
    day, reference = _int(slots, "day"), anchor.reference
    if reference is None:
        return Stretch(f"XXXX-XX-{day:02}")
    step = timedelta(days=1 if anchor.future else -1)
    at = reference
    while at.day != day:
        at += step
    return stretch.day(at).by(reference)


def _same_day(_: Slots, anchor: Anchor) -> Stretch:
    base = anchor.latest or anchor.reference
    return stretch.day(base).by(base) if base else UNKNOWN


def _nth_weekday(slots: Slots, anchor: Anchor) -> Stretch:
    """The first Friday of July."""
    month = _month(slots, anchor) if "month" in slots else _unit({**slots, "unit": "M"}, anchor)
    if month.first is None:
        return UNKNOWN
    weekday, nth = _int(slots, "wday"), _int(slots, "nth")
    first = month.first + timedelta(days=(weekday - month.first.isoweekday()) % _DAYS_IN_WEEK)
    return stretch.day(first + timedelta(days=_DAYS_IN_WEEK * (nth - 1))).by(month.anchor)


def _weekday(slots: Slots, anchor: Anchor) -> Stretch:
    """Friday: by its direction or week; without, today's or the nearest past one, the coming one in the future."""
    reference, weekday = anchor.reference, _int(slots, "wday")
    if reference is None:
        return UNKNOWN
    if slots.get("unit") == "W":
        monday = reference - timedelta(days=reference.weekday())
        at = monday + timedelta(days=weekday - 1 + _DAYS_IN_WEEK * _dir(slots))
        return stretch.day(at).by(reference)
    direction = slots.get("dir")
    since = (reference.isoweekday() - weekday) % _DAYS_IN_WEEK
    if direction == 0 or (direction is None and not anchor.future) or (direction is None and since == 0):
        back = since
    elif isinstance(direction, int) and direction < 0:
        back = since or _DAYS_IN_WEEK
    else:
        back = since - _DAYS_IN_WEEK
    return stretch.day(reference - timedelta(days=back)).by(reference)


def _month(slots: Slots, anchor: Anchor) -> Stretch:
    """A month, or a week of it."""
    calendar, month = _calendar(slots), _int(slots, "month")
    year = _year(slots, anchor)
    if year is None:
        return Stretch(f"XXXX-{month:02}") if calendar == calendars.GREGORIAN else UNKNOWN
    return _known(stretch.month(calendar, year, month), slots, anchor)


def _season(slots: Slots, anchor: Anchor) -> Stretch:
    year, code = _year(slots, anchor, months=False), str(slots["season"])
    if year is None and anchor.reference is not None:
        begun = anchor.reference.month >= stretch.SEASON_MONTHS[code] + 3
        year = anchor.reference.year + {-1: 0 if begun else -1, 1: 1 if begun else 0}.get(_dir(slots), 0)
    return stretch.season(year, code).by(anchor.reference) if year is not None else Stretch(None)


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


def _unit(slots: Slots, anchor: Anchor) -> Stretch:
    """This, the last or the next day, week, month, year, decade, century; the same as the one last named."""
    base = anchor.latest or anchor.reference if "same" in slots or "story" in slots else anchor.reference
    if base is None:
        return UNKNOWN
    return _UNITS[str(slots["unit"])](base, _dir(slots)).by(base)


def _decade(slots: Slots, anchor: Anchor) -> Stretch:
    """The nineties: of the century named, else the last such decade that has begun."""
    tens = _int(slots, "decade") * 10
    if "century" in slots:
        return stretch.years((_int(slots, "century") - 1) * 100 + tens, 10)
    now = anchor.reference.year if anchor.reference else _NOW
    return stretch.years(now - (now - tens) % 100, 10)


def _century(slots: Slots, _: Anchor) -> Stretch:
    return stretch.years((_int(slots, "century") - 1) * 100, 100)


def _year_alone(slots: Slots, anchor: Anchor) -> Stretch:
    number = _int(slots, "year")
    if number < 10:
        return stretch.millennium(number)
    return _known(stretch.year(_calendar(slots), number), slots, anchor)


def _easter(slots: Slots, anchor: Anchor) -> Stretch:
    """Days counted from Easter Sunday."""
    year = _year(slots, anchor, months=False)
    if year is None and anchor.reference is not None:
        year = anchor.reference.year
    return stretch.day(calendars.easter(year) + timedelta(days=_int(slots, "easter"))) if year else UNKNOWN


def _nothing(_: Slots, __: Anchor) -> Stretch:
    return UNKNOWN


def _year(slots: Slots, anchor: Anchor, *, months: bool = True) -> int | None:
    """The year that is named, that lies so far from the reference, or that the news rule gives."""
    if "year" in slots:
        return _int(slots, "year")
    if slots.get("unit") == "Y":
        base = anchor.latest or anchor.reference if "same" in slots else anchor.reference
        return None if base is None else calendars.year_month(_calendar(slots), base)[0] + _dir(slots)
    return year_of(slots, anchor) if months else None


def _known(found: Stretch, slots: Slots, anchor: Anchor) -> Stretch:
    return replace(found, exact=True) if "year" in slots else found.by(anchor.reference)


def _calendar(slots: Slots) -> str:
    """The calendar named; a year that no Gregorian news is about is Hijri only where it says so."""
    return str(slots.get("cal", calendars.GREGORIAN))


def _dir(slots: Slots) -> int:
    value = slots.get("dir", 0)
    return value if isinstance(value, int) else 0


def _int(slots: Slots, key: str) -> int:
    value = slots[key]
    assert isinstance(value, int)
    return value


def _months_from(base: date, count: int) -> Stretch:
    years, month = divmod(base.month - 1 + count, 12)
    return stretch.month("g", base.year + years, month + 1)


_UNITS: dict[str, Callable[[date, int], Stretch]] = {
    "D": lambda base, n: stretch.day(base + timedelta(days=n)),
    "W": lambda base, n: stretch.week(base + timedelta(weeks=n)),
    "M": _months_from,
    "Y": lambda base, n: stretch.year("g", base.year + n),
    "DE": lambda base, n: stretch.years((base.year // 10 + n) * 10, 10),
    "CE": lambda base, n: stretch.years((base.year // 100 + n) * 100, 100),
    "TH": lambda base, n: UNKNOWN,  # noqa: ARG005
    "TM": lambda base, n: UNKNOWN,  # noqa: ARG005
    "X": lambda base, n: UNKNOWN,  # noqa: ARG005 — a season of sport begins when it likes
}

# The first line whose slots are all there decides.
_FINDERS: tuple[tuple[tuple[str, ...], Callable[[Slots, Anchor], Stretch]], ...] = (
    (("easter",), _easter),
    (("weekof",), _week_of),
    (("weekn",), _nth_week),
    (("month", "day"), _month_day),
    (("dayoff",), _deictic),
    (("nth", "wday"), _nth_weekday),
    (("day", "unit"), _day_of_month),
    (("day",), _day_alone),
    (("wday",), _weekday),
    (("month",), _month),
    (("season",), _season),
    (("decade",), _decade),
    (("century",), _century),
    (
        ("same", "unit"),
        lambda slots, anchor: _same_day(slots, anchor) if slots["unit"] == "D" else _unit(slots, anchor),
    ),
    (("year",), _year_alone),
    (("unit",), _unit),
    ((), _nothing),
)
