"""From an item of the grammar to its TIMEX3 value and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.annotations import TimexType
from worker.tag.times import amounts
from worker.tag.times.alphabet import Item, Slots, alphabet
from worker.tag.times.anchors import Anchor
from worker.tag.times.calendars import OutOfRange
from worker.tag.times.clock import is_time, time_of_day
from worker.tag.times.locate import locate
from worker.tag.times.stretch import Stretch

Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression's value, its first and last day, and the day it was resolved by."""

    type: TimexType
    value: Value
    first: date | None = None
    last: date | None = None
    anchor: date | None = None
    names: date | None = None  # the day that later expressions may refer to
    exact: bool = False


def resolve(item: Item, anchor: Anchor) -> Resolved:
    """The meaning of an item of an emitting class. Raises OutOfRange if it names a day that does not exist."""
    kind = alphabet().types[item.code]
    if kind == "DURATION":
        return Resolved(kind, amounts.duration(item.slots))
    if kind == "SET":
        return Resolved(kind, amounts.recurring(item.slots))
    if item.parts:
        return _joined(item, anchor)
    if "ref" in item.slots or _is_reference(item):
        return Resolved(kind, amounts.reference(item.slots))
    kind = "TIME" if is_time(item.slots) and "edge" not in item.slots else kind
    found = _stretch(item.slots, anchor)
    names = (found.first or found.last) if {"day", "month", "dayoff", "wday"} & item.slots.keys() else None
    return Resolved(kind, found.value, found.first, found.last, found.anchor, names, found.exact)


def _stretch(slots: Slots, anchor: Anchor) -> Stretch:
    return time_of_day(slots, anchor) if is_time(slots) else locate(slots, anchor)


def _is_reference(item: Item) -> bool:
    return item.code == alphabet().codes["REF"]


def _joined(item: Item, anchor: Anchor) -> Resolved:
    """A list is a tuple of values, a range two values with a slash between; None if any is unknown."""
    parts = [_stretch(slots, anchor) for slots in item.parts]
    if item.join == "range":
        parts = _in_order(item.parts, parts)
    kind: TimexType = "TIME" if any(is_time(slots) for slots in item.parts) else "DATE"
    return Resolved(
        kind,
        _joined_value(item.join, parts),
        min((part.first for part in parts if part.first), default=None),
        max((part.last for part in parts if part.last), default=None),
        parts[-1].anchor,
        parts[-1].first,
        parts[-1].exact,
    )


def _in_order(members: Sequence[Slots], parts: list[Stretch]) -> list[Stretch]:
    """A range's two ends, the end after the start: Tuesday to the Thursday after, 30 December to 2 January 2022."""
    start, end = parts
    if start.first is None or end.last is None or start.first <= end.last:
        return parts
    if "year" not in members[1]:
        end = _stretch(members[1], Anchor(start.first, future=True)).by(end.anchor)
    elif "month" in members[0] and isinstance(year := members[0].get("year"), int):
        start = _stretch({**members[0], "year": year - 1}, Anchor(start.first))
    if start.first is None or end.last is None or start.first > end.last:
        raise OutOfRange("the end of a range lies before its start")
    return [start, end]


def _joined_value(join: str, parts: Sequence[Stretch]) -> Value:
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return None
    if join == "list":
        return tuple(values)
    return f"{values[0].partition('/')[0]}/{values[-1].rpartition('/')[2]}"
