"""What a match means: the slots of its items made one. A match whose parts contradict each other is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from worker.tag.times.alphabet import Item, Slots, alphabet, code
from worker.tag.times.grammar import Level, Match, Rule, grammar
from worker.tag.times.slots import one_calendar

Builder = Callable[[Rule, Sequence[Item], dict[int, str]], Item | None]

_OWN = ("num", "teen", "tens", "joins", "noun")  # what a number or word says of itself alone
_SILENT = "x"  # X=x in a pattern: the item is there for its place, not for what it says
_LEND = "lend"  # X=lend: X is no member of the list or range, but says what the members leave out
_OF_DAY = frozenset({"day", "wday"})  # what a clock time takes over from its day
_LIMITS = {
    "day": (1, 31), "month": (1, 12), "hour": (0, 24), "minute": (0, 59), "second": (0, 59),
    "single": (1, 1), "hhmm": (100, 2459),
    "half": (1, 2), "quarter": (1, 4), "nth": (-1, 5), "century": (1, 30),
}  # fmt: skip
_BARE_YEARS = range(1800, 2100)  # four digits alone are a year only here
_INHERITED = ("year", "month", "cal", "dir", "unit", "yeardir", "part", "same", "recent", "dayoff")


def parse(items: list[Item], language: str) -> list[Item]:
    """The items of a chunk after all levels of the grammar."""
    cascade, level = grammar(language), 0
    codes = "".join([item.code for item in items])
    while (found := cascade.next_match(codes, level)) is not None:
        level, matches = found
        items = _reduced(items, codes, matches, cascade.levels[level])
        codes, level = "".join([item.code for item in items]), level + 1
    return items


def _reduced(items: list[Item], codes: str, matches: tuple[Match, ...], level: Level) -> list[Item]:
    """The items with each match replaced by what it means, or by what a later rule of the level finds there."""
    done, position = list[Item](), 0
    for match in matches:
        if match.start < position:
            continue
        built, end = _built(items, match), match.end
        if built is None:
            built, end = _second(items, codes, match, level)
        if built is not None:
            done += items[position : match.start]
            done.append(built)
            position = end
    return done + items[position:]


def _second(items: list[Item], codes: str, refused: Match, level: Level) -> tuple[Item | None, int]:
    for match in level.others(codes, refused):
        if built := _built(items, match):
            return built, match.end
    return None, refused.end


def _built(items: list[Item], match: Match) -> Item | None:
    bound = {index - match.start: slot for index, slot in match.bound}
    return BUILDERS[match.rule.build](match.rule, items[match.start : match.end], bound)


def merge(rule: Rule, items: Sequence[Item], bound: dict[int, str]) -> Item | None:
    """One item with the slots of all; numbers fill the slots that the pattern names."""
    slots: Slots = {}
    for index, item in enumerate(items):
        if item.parts:
            return None
        for key, value in _said(item, bound.get(index)).items():
            if slots.setdefault(key, value) != value:
                return None
    slots |= rule.sets
    return _item(rule, items, slots) if _possible(slots) else None


def _said(item: Item, slot: str | None) -> Slots:
    if slot == _SILENT:
        return {}
    if slot is not None:
        return {slot: item.slots["num"]} | ({"digits": item.end - item.start} if slot == "minute" else {})
    return {key: value for key, value in item.slots.items() if key not in _OWN}


def _possible(slots: Slots) -> bool:
    """Whether every number lies where it can; day and month may have changed places in 9/27."""
    if "minutes" in slots and slots.get("unit") != "TM":
        return False
    if "bare" in slots and slots["year"] not in _BARE_YEARS:
        return False
    for key, (low, high) in _LIMITS.items():
        value = slots.get(key, low)
        if not isinstance(value, int) or not low <= value <= high:
            return bool(slots.get("numeric")) and key == "month" and _swapped(slots)
    return True


def _swapped(slots: Slots) -> bool:
    day, month = slots["day"], slots["month"]
    if isinstance(day, int) and isinstance(month, int) and day <= 12 and month <= 31:
        slots["day"], slots["month"] = month, day
        return True
    return False


def join(rule: Rule, items: Sequence[Item], bound: dict[int, str]) -> Item | None:
    """A list or range: the last member lends the others what they leave out ("13 and 14 September")."""
    members = [
        (item, bound.get(index))
        for index, item in enumerate(items)
        if bound.get(index, _SILENT) != _SILENT or item.code in _carriers()
    ]
    if any(item.parts for item, _ in members):
        return None
    lenders = [_said(item, None) for item, slot in members if slot == _LEND]
    said = [_said(*member) for member in members if member[1] != _LEND]
    lender = lenders[0] if lenders else said[-1]
    if rule.build == "list" and any({"month", "year"} <= one.keys() for one in said[:-1]):
        return None  # two whole dates are two expressions
    parts = tuple(_lent(one, lender) | rule.sets for one in said)
    return _item(rule, items, {}, one_calendar(parts)) if all(map(_possible, parts)) else None


def _lent(said: Slots, lender: Slots) -> Slots:
    """What one member says, and what it leaves for the lender to say."""
    if "wday" in said and "day" not in said:
        return {key: value for key, value in lender.items() if key in {"dir", "unit"}} | said
    of_day = _OF_DAY if "hour" in said else frozenset()
    return {key: value for key, value in lender.items() if key in _INHERITED or key in of_day} | said


def total(rule: Rule, items: Sequence[Item], bound: dict[int, str]) -> Item | None:  # noqa: ARG001
    """A duration of several units: a year and two months."""
    counts: Slots = {}
    for item in items:
        if "unit" in item.slots:
            unit = str(item.slots["unit"])
            if f"n{unit}" in counts:
                return None
            counts[f"n{unit}"] = item.slots.get("count", 1)
        counts |= {key: value for key, value in item.slots.items() if key[0] == "n" and key[1:2].isupper()}
    return _item(rule, items, counts | rule.sets)


@cache
def _carriers() -> frozenset[str]:
    """The classes that can be members of a list or range."""
    names = ("YEAR", "MON", "MONTH", "WEAKMONTH", "DATE", "WD", "DEIXD", "CLOCK", "TIME", "DECADE")
    return frozenset(map(code, names))


def _item(rule: Rule, items: Sequence[Item], slots: Slots, parts: tuple[Slots, ...] = ()) -> Item:
    kind = rule.build if parts else ""
    return Item(alphabet().codes[rule.gives], slots, items[0].start, items[-1].end, rule.id, parts, kind)


BUILDERS: dict[str, Builder] = {"merge": merge, "list": join, "range": join, "sum": total}
