"""From an item of the grammar to its TIMEX3 value and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.annotations import TimexType
from worker.tag.times import amounts
from worker.tag.times.alphabet import Item, Slots, alphabet
from worker.tag.times.anchors import Anchor
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
    found = _stretch(item.slots, anchor)
    names = found.first if {"day", "month", "dayoff", "wday"} & item.slots.keys() else None
    return Resolved(kind, found.value, found.first, found.last, found.anchor, names, found.exact)


def _stretch(slots: Slots, anchor: Anchor) -> Stretch:
    return time_of_day(slots, anchor) if is_time(slots) else locate(slots, anchor)


def _is_reference(item: Item) -> bool:
    return item.code == alphabet().codes["REF"]


def _joined(item: Item, anchor: Anchor) -> Resolved:
    """A list is a tuple of values, a range two values with a slash between; None if any is unknown."""
    parts = [_stretch(slots, anchor) for slots in item.parts]
    kind: TimexType = "TIME" if any(is_time(slots) for slots in item.parts) else "DATE"
    return Resolved(
        kind,
        _joined_value(item.join, parts),
        parts[0].first,
        parts[-1].last,
        parts[-1].anchor,
        parts[-1].first,
        parts[-1].exact,
    )


def _joined_value(join: str, parts: Sequence[Stretch]) -> Value:
    values = [part.value for part in parts if part.value is not None]
    if len(values) < len(parts):
        return None
    return tuple(values) if join == "list" else "/".join(values)
