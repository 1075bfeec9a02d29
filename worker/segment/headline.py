"""The headline line: the headline, who said it (before a colon, or tied on by dashes), and the site's name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from worker.resources import languages_with, read_table
from worker.segment.vocabulary import vocabulary
from worker.text.fold import fold

_TABLES = ("attribution-heads.tsv", "headline-labels.tsv")
RESOURCES = tuple(f"{language}/{name}" for name in _TABLES for language in sorted(languages_with(name)))

_COLON = re.compile(r"(?P<who>[^:\n.!?؟\"«“]{2,60}): (?=\S)")
_ENCLOSED = re.compile(r"(?P<open>\s?[-–—]\s?)(?P<who>[^-–—\n]{4,90})(?P<close>\s?[-–—])$")
_DASH = re.compile(r"(?P<open>\s[-–—]\s|(?<=\w)[-–—](?=\w))(?P<who>[^-–—|\n]{3,90})$")
# English and its like put the source last, in lower case; Arabic puts it first.
_FINAL_COLON = re.compile(r": (?P<who>[a-z][^:\n\"«“]{2,40})$")
_SITE = re.compile(r"\s*[|\-–—]\s*(?P<site>[^|\-–—\n]{2,40})$")
_MOST_WORDS = 6
_SHORTEST = 12  # characters of a headline that can do without what is cut off


class Headline(NamedTuple):
    """Spans: the headline, its attribution (`glued` on without a space) and the site's name, where there are."""

    headline: tuple[int, int]
    attribution: tuple[int, int] | None = None
    site: tuple[int, int] | None = None
    glued: bool = False


@lru_cache(maxsize=64)
def _words(language: str, name: str) -> frozenset[str]:
    if language not in languages_with(name):
        return frozenset()
    return frozenset(fold(row[0]) for row in read_table(f"{language}/{name}"))


def split_headline(text: str, start: int, end: int, language: str) -> Headline:
    """The parts of the headline line ``text[start:end]``."""
    site, end = _site(text, start, end, language)
    if found := _after(text, start, end, language):
        glued = not found.groupdict().get("open", " ").startswith(" ")
        return Headline((start, found.start()), found.span("who"), site, glued)
    if found := _before_colon(text, start, end, language):
        return Headline((found.end(), end), found.span("who"), site)
    return Headline((start, end), None, site)


def _site(text: str, start: int, end: int, language: str) -> tuple[tuple[int, int] | None, int]:
    """The site's name at the end of the line, and where the line ends without it."""
    found = _SITE.search(text, max(start, end - 60), end)
    if (
        found
        and found.start() - start >= _SHORTEST
        and vocabulary(language).phrases.get(fold(found["site"])) in ("agency", "paper")
    ):
        return found.span("site"), found.start()
    return None, end


def _before_colon(text: str, start: int, end: int, language: str) -> re.Match[str] | None:
    found = _COLON.match(text, start, end)
    if not found or len(found["who"].split()) > _MOST_WORDS:
        return None
    who = fold(found["who"]).strip()
    is_source = who not in _words(language, "headline-labels.tsv") and vocabulary(language).phrases.get(who) != "place"
    return found if is_source and not text[found.end()].isdigit() and not any(map(str.isdigit, who)) else None


def _after(text: str, start: int, end: int, language: str) -> re.Match[str] | None:
    """A source that the line ends in: between two dashes, or after a dash or colon if its first word is a role."""
    low = max(start + _SHORTEST, end - 100)
    if found := _ENCLOSED.search(text, low, end):
        return found
    heads = _words(language, "attribution-heads.tsv")
    for pattern in (_DASH, _FINAL_COLON):
        found = pattern.search(text, low, end)
        if found and fold(found["who"].split()[0]).removeprefix("ال") in heads:
            return found
    return None
