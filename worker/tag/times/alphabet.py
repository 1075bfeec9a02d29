"""The alphabet of the grammar: word classes, one private-use character each, so that rules can be regexes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from schemas.annotations import TimexType
from worker.resources import read_table

Value = int | str
Slots = dict[str, Value]  # never changed once made

_FIRST = 0xE000  # start of Unicode's private use area
_TYPES: dict[str, TimexType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


class Item(NamedTuple):
    """One symbol of a chunk: its class code, what it says, where it stands, the rule that made it.

    `parts` holds the members of a list or range, `join` says which of the two it is.
    """

    code: str
    slots: Slots
    start: int
    end: int
    rule: str = ""
    parts: tuple[Slots, ...] = ()
    join: str = ""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Class names, their codes, the TIMEX3 type of those that are expressions by themselves.

    A chunk of weak classes alone holds no time.
    """

    codes: dict[str, str]
    types: dict[str, TimexType]
    weak: frozenset[str]
    meanings: dict[str, str]


@cache
def alphabet() -> Alphabet:
    """The classes of worker/resources/times/classes.tsv."""
    rows = read_table("times/classes.tsv")
    codes = {name: chr(_FIRST + i) for i, (name, _, _) in enumerate(rows)}
    types = {codes[name]: _TYPES[kind] for name, kind, _ in rows if kind in _TYPES}
    weak = frozenset(codes[name] for name, kind, _ in rows if kind == "~")
    return Alphabet(codes, types, weak, {name: meaning for name, _, meaning in rows})


def code(name: str) -> str:
    """The character that stands for class `name`. Raises KeyError for an unknown class."""
    return alphabet().codes[name]


def read_slots(text: str) -> Slots:
    """``month=9 cal=g`` as a mapping; whole numbers become int."""
    pairs = (pair.split("=", 1) for pair in text.split())
    return {key: int(value) if value.lstrip("-").isdecimal() else value for key, value in pairs}
