"""Numbers written in words, put together: the twenty-first, two thousand and eighteen, السابع عشر."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from worker.tag.times.alphabet import Item, Slots, code
from worker.tag.times.pieces import number


@dataclass(frozen=True, slots=True)
class _Codes:
    cardinal: str
    ordinals: frozenset[str]
    digits: frozenset[str]
    links: frozenset[str]


@cache
def _codes() -> _Codes:
    return _Codes(
        cardinal=code("CARD"),
        ordinals=frozenset(map(code, ("ORD", "ORDF"))),
        digits=frozenset(map(code, ("S", "D", "Z", "Y", "N"))),
        links=frozenset(map(code, ("AND", "DASH"))),
    )


def compose(items: list[Item]) -> list[Item]:
    """`items` with number words joined and given the class of their value. Linear: one pass, a stack."""
    codes = _codes()
    numbers = {codes.cardinal, *codes.ordinals}
    if not any(item.code in numbers for item in items):
        return items
    stack: list[Item] = []
    for item in items:
        stack.append(item)
        while item.code in numbers and _join_last(stack, codes):
            pass
    return [_classed(item) if item.code == codes.cardinal else item for item in stack]


def _join_last(stack: list[Item], codes: _Codes) -> bool:
    """Join the last number with the one before it, if the two are one number."""
    linked = len(stack) > 2 and stack[-2].code in codes.links
    back = 3 if linked else 2
    if len(stack) < back:
        return False
    before, last = stack[-back], stack[-1]
    value = _sum(before, last, linked=linked, codes=codes)
    if value is None:
        return False
    first_decides = before.code in codes.ordinals or "tens" not in before.slots  # the four and twentieth is 24
    kind = before.code if first_decides else last.code
    stack[-back:] = [Item(kind, {"num": value}, before.start, last.end)]
    return True


def _sum(before: Item, last: Item, *, linked: bool, codes: _Codes) -> int | None:
    """The value of two neighbouring number words as one number; None if they are two numbers."""
    a, b = _value(before.slots), _value(last.slots)
    if not linked and b in {100, 1000, 1_000_000} and 0 < a < b and before.code not in codes.ordinals:
        return a * b
    if before.code not in codes.ordinals and before.code != codes.cardinal:
        return None  # digits multiply (3 آلاف), nothing else
    if before.code in codes.ordinals and last.code not in codes.ordinals and "teen" not in last.slots:
        return None  # the fifth and thirty: a clock time, not the thirty-fifth
    if "teen" in last.slots:
        return a + b if not linked and 1 <= a % 100 <= 9 else None
    if (linked and _is_ten(b) and 1 <= a <= 9) or ("tens" in before.slots and 1 <= b <= 9):
        return a + b
    return a + b if a >= 100 and 0 < b < _scale(a) else None


def _is_ten(value: int) -> bool:
    return value in range(20, 100, 10)


def _scale(value: int) -> int:
    return next(scale for scale in (1_000_000, 1000, 100) if value >= scale)


def _value(slots: Slots) -> int:
    value = slots.get("num")
    return value if isinstance(value, int) else 0


def _classed(item: Item) -> Item:
    """A cardinal with the class that its digits would have."""
    entry = number(str(_value(item.slots)))
    return item._replace(code=entry.code, slots=entry.slots)
