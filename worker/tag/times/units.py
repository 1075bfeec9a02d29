"""Days, weeks, months, years, decades and centuries counted from a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from worker.tag.times import stretch
from worker.tag.times.alphabet import Slots
from worker.tag.times.anchors import Anchor
from worker.tag.times.slots import direction
from worker.tag.times.stretch import UNKNOWN, Stretch


def unit(slots: Slots, anchor: Anchor) -> Stretch:
    """This, the last or the next day, week, month, year, decade, century; the same as the one last named."""
    told = "same" in slots or "story" in slots or ("dir" not in slots and anchor.explicit)
    base = anchor.latest or anchor.reference if told else anchor.reference
    if base is None:
        return UNKNOWN
    return _UNITS[str(slots["unit"])](base, direction(slots)).by(base)


def months_later(base: date, count: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    month = months_from(base, count)
    assert month.first is not None
    assert month.last is not None
    return min(month.first + timedelta(days=base.day - 1), month.last)


def months_from(base: date, count: int) -> Stretch:
    """The month so many months after that of `base`."""
    years, month = divmod(base.month - 1 + count, 12)
    return stretch.month("g", base.year + years, month + 1)


_UNITS: dict[str, Callable[[date, int], Stretch]] = {
    "D": lambda base, n: stretch.day(base + timedelta(days=n)),
    "W": lambda base, n: stretch.week(base + timedelta(weeks=n)),
    "M": months_from,
    "Y": lambda base, n: stretch.year("g", base.year + n),
    "DE": lambda base, n: stretch.years((base.year // 10 + n) * 10, 10),
    "CE": lambda base, n: stretch.years((base.year // 100 + n) * 100, 100),
    "TH": lambda base, n: UNKNOWN,  # noqa: ARG005
    "TM": lambda base, n: UNKNOWN,  # noqa: ARG005
    "X": lambda base, n: UNKNOWN,  # noqa: ARG005 — a season of sport begins when it likes
}
