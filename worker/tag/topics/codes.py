"""The topics that are given: 17 top codes of the IPTC Media Topics and narrower ones below them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from schemas import Label
from worker.resources import read_table


class Code(NamedTuple):
    """A topic. `top` is the position of the top code that it counts for: its own, if it is one."""

    code: str
    top: int
    label: Label
    narrower: bool


@cache
def codes() -> tuple[Code, ...]:
    """All topics; the top codes come first, in the order of the model's columns."""
    rows = read_table("topics/codes.tsv")
    tops = {code: i for i, code in enumerate(code for code, top, *_ in rows if not top)}
    return tuple(
        Code(f"medtop:{code}", tops[top or code], Label(en=en, ar=ar), bool(top))
        for code, top, en, ar in sorted(rows, key=lambda row: bool(row[1]))
    )


@cache
def top_count() -> int:
    """How many of the codes are top codes."""
    return sum(not code.narrower for code in codes())
