"""Boilerplate: what a site puts around an article. Patterns are data, in <language>/boilerplate.tsv."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from worker.resources import languages_with, read_table
from worker.text.fold import fold

TABLE = "boilerplate.tsv"
RESOURCES = tuple(f"{language}/{TABLE}" for language in sorted(languages_with(TABLE)))
_EVERYWHERE = ("mul", "en")  # English turns up around articles in any language
_LONGEST_LINE = 160  # no furniture is longer, and matching stays cheap
_LONGEST_END = 240


class Pattern(NamedTuple):
    """A row of the table."""

    name: str
    place: str
    pattern: str
    example: str


def patterns(language: str) -> list[Pattern]:
    """The patterns of `language` alone."""
    return [Pattern(*row) for row in read_table(f"{language}/{TABLE}")]


_NOT_FIRST = frozenset({"caption", "photo"})  # what looks like one at the top of a text is a headline


class _Matcher(NamedTuple):
    first: re.Pattern[str]
    line: re.Pattern[str]
    start: re.Pattern[str]
    headline: re.Pattern[str]
    end: re.Pattern[str]


@lru_cache(maxsize=64)
def _matcher(language: str) -> _Matcher:
    known = languages_with(TABLE)
    rows = [row for code in dict.fromkeys((language, *_EVERYWHERE)) if code in known for row in patterns(code)]

    def joined(place: str, without: frozenset[str] = frozenset()) -> str:
        chosen = (row for row in rows if row.place == place and row.name not in without)
        return "|".join(f"(?:{row.pattern})" for row in chosen) or "(?!)"

    return _Matcher(
        re.compile(joined("line", _NOT_FIRST)),
        re.compile(joined("line")),
        re.compile(joined("start")),
        re.compile(joined("headline")),
        re.compile(rf"(?<=[\s.!؟?»\"”…])(?:{joined('end')}) *\Z"),
    )


def is_boilerplate(line: str, language: str, *, first: bool = False) -> bool:
    """Whether the whole line is furniture. `first`: nothing but furniture stands before it."""
    if len(line) > _LONGEST_LINE:
        return False
    matcher = _matcher(language)
    return bool((matcher.first if first else matcher.line).fullmatch(fold(line)))


def prefix(text: str, start: int, end: int, language: str, *, headline: bool) -> int:
    """Where the furniture that the line ``text[start:end]`` begins with ends; `start` if there is none."""
    matcher = _matcher(language)
    found = (matcher.headline if headline else matcher.start).match(text, start, end)
    return found.end() if found else start


def suffix(text: str, start: int, end: int, language: str) -> int:
    """Where the furniture that the line ``text[start:end]`` ends in begins; `end` if there is none."""
    low = max(start, end - _LONGEST_END)
    found = _matcher(language).end.search(text[low:end])
    return low + found.start() if found else end
