"""Which lines make one paragraph: scraping and e-mail break sentences over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from worker.resources import languages_with, read_table
from worker.segment.lines import Line
from worker.text.fold import fold

_TABLES = ("dangling.tsv", "lead-words.tsv")
RESOURCES = tuple(f"{language}/{name}" for name in _TABLES for language in sorted(languages_with(name)))

_FINAL = re.compile(r"[.!?؟۔…:。！？।॥][\"'”’»)\]」』]*$")
_GOES_ON = re.compile(r"[,،;؛(«“\-–—]$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+$")
_CONTINUES = re.compile(r"[,،;؛.)»”]")
# A text is hard-wrapped if it has this many lines, most of them end in mid-sentence, and those are of one width.
_WRAPPED_LINES, _WRAPPED_SHARE, _WRAPPED_WIDTH, _SAME_WIDTH = 5, 0.6, 130, 0.6
_NARROWEST = 35


def dangling(language: str) -> frozenset[str]:
    """Folded words that never end a sentence in `language`."""
    return _words(language, "dangling.tsv")


def lead_words(language: str) -> frozenset[str]:
    """Folded words that open the first sentence of news in `language`."""
    return _words(language, "lead-words.tsv")


@lru_cache(maxsize=64)
def _words(language: str, name: str) -> frozenset[str]:
    if language not in languages_with(name):
        return frozenset()
    return frozenset(fold(word) for (word,) in read_table(f"{language}/{name}"))


def is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether a program broke the lines at a width."""
    open_ended = [line.end - line.start for line in lines if not is_final(text, line)]
    if len(lines) < _WRAPPED_LINES or len(open_ended) < _WRAPPED_SHARE * len(lines):
        return False
    widest = max(line.end - line.start for line in lines)
    alike = sum(width >= _SAME_WIDTH * widest for width in open_ended)
    return _NARROWEST <= widest <= _WRAPPED_WIDTH and alike >= _WRAPPED_SHARE * len(lines)


def is_final(text: str, line: Line) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_FINAL.search(text, max(line.start, line.end - 8), line.end))


def joins(text: str, before: Line, line: Line, language: str, *, wrapped: bool) -> bool:
    """Whether `line` carries on the sentence that `before`, the line above it, leaves open."""
    if line.gap or is_final(text, before):
        return False
    if wrapped or text[line.start].islower() or _CONTINUES.match(text, line.start):
        return True
    first = _FIRST_WORD.match(text, line.start, line.end)
    if first and (first[0].startswith("و") or fold(first[0]) in lead_words(language)):
        return False
    tail = text[max(before.start, before.end - 40) : before.end]
    word = _LAST_WORD.search(fold(tail))
    return bool(_GOES_ON.search(tail)) or (word is not None and word[0] in dangling(language))
