"""Sentence boundaries within a stretch of text.

A run of sentence marks, with the quotation marks and brackets that close after it, ends a sentence unless
something beside it says otherwise: an abbreviation, initials, a number, a lower-case letter, a comma, the
reporting clause after a quoted question, or an ellipsis in mid-sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from worker.resources import languages_with, read_table
from worker.text.fold import fold

RESOURCES = (
    "segment/ordinals.tsv",
    *(f"{code}/{name}" for name in ("abbreviations.tsv", "continuations.tsv") for code in sorted(languages_with(name))),
)

_MARKS = re.compile(r"[.!?؟۔…。！？｡।॥։።؞‼⁇⁈⁉]+")
_CLOSERS = re.compile(r"[\"'”’»›)\]}』」】》〉）]+")
_UNSPACED = frozenset("。！？｡")  # Chinese and Japanese leave no space after these
_ELLIPSIS = re.compile(r"\.{2,}$|…$")
_BEFORE = re.compile(r"(?<![^\s\"'“”«»()\[\]/،,;:–—-])[^\W_]+(?:(?:\.-?|[\"'])[^\W_]+)*$")
_WORD = re.compile(r"[\"'“«(\[]*([^\W_][\w\u064b-\u0652]*)")
_LONGEST_WORD = 24
_SHORTEST_AFTER_WAW = 3  # وقد, وفي: Arabic narrative opens sentences with و
_COLON_QUOTE = re.compile(r":\s+([\"“«])")
_CLOSE_OF = {'"': '"', "“": "”", "«": "»"}


@cache
def _abbreviations(language: str) -> dict[str, str]:
    known = language in languages_with("abbreviations.tsv")
    return {row[0]: row[1] for row in read_table(f"{language}/abbreviations.tsv")} if known else {}


@cache
def _continuations() -> frozenset[str]:
    languages = languages_with("continuations.tsv")
    return frozenset(word for language in languages for (word,) in read_table(f"{language}/continuations.tsv"))


@cache
def _ordinal_languages() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("segment/ordinals.tsv"))


def split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans without white space at their ends."""
    ends = list(_boundaries(text, start, end, language))
    cuts = sorted({*ends, *_introductions(text, start, ends[-1], end)}) if ends else []
    spans = zip([start, *cuts], [*cuts, end], strict=True)
    return [trimmed for span in spans if (trimmed := _trim(text, *span))[0] < trimmed[1]]


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[int]:
    begin = counted = start
    quoted = False  # whether an odd number of straight quotation marks stands before
    for mark in _MARKS.finditer(text, start, end):
        if mark.start() < begin:
            continue
        stop = _past_closers(text, mark.end(), end)
        quoted ^= bool(text.count('"', counted, stop) % 2)
        counted = stop
        stop = _past_spaced_quote(text, stop, end, quoted=quoted)
        if stop < end and _ends(mark, begin, stop, end, language):
            begin = stop
            yield stop


def _past_closers(text: str, stop: int, end: int) -> int:
    """`stop`, moved past the closing marks after it."""
    closers = _CLOSERS.match(text, stop, end)
    return closers.end() if closers else stop


def _past_spaced_quote(text: str, stop: int, end: int, *, quoted: bool) -> int:
    """`stop`, moved past a straight quotation mark that stands alone after it and closes what is quoted."""
    alone = text.startswith(' "', stop, end) and (stop + 2 == end or text[stop + 2].isspace())
    return stop + 2 if alone and (quoted or stop + 2 == end) else stop


def _ends(mark: re.Match[str], begin: int, stop: int, end: int, language: str) -> bool:
    text = mark.string
    if mark[0][-1] in _UNSPACED:
        return text[stop : stop + 1] not in "，、,"
    if not text[stop].isspace():
        return False
    word = _WORD.match(text, _skip_space(text, stop, end), end)
    after = word[1] if word else ""
    if after[:1].islower() or text[_skip_space(text, stop, end)] in ",،;؛:":
        return False
    if _ELLIPSIS.search(mark[0]):
        return _opens_after_ellipsis(after) and fold(after) not in _continuations()
    if mark[0] != ".":
        return stop == mark.end() or fold(after) not in _continuations()
    return stop > mark.end() or not _is_abbreviation(text, begin, mark.start(), after, language)


def _opens_after_ellipsis(after: str) -> bool:
    """An ellipsis ends a sentence where a capital letter or an Arabic connective و opens the next."""
    return after[:1].isupper() or (after.startswith("و") and len(after) >= _SHORTEST_AFTER_WAW)


def _is_abbreviation(text: str, begin: int, stop: int, after: str, language: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, initials or an ordinal and ends nothing."""
    low = max(begin, stop - _LONGEST_WORD)
    found = _BEFORE.search(text[low:stop])
    if not found:
        return False
    word, at = found[0], low + found.start()
    if word.isdigit():
        return at == _skip_space(text, begin, stop) or (language in _ordinal_languages() and len(word) < len("2022"))
    place = _abbreviations(language).get(word.lower())
    if place == "before":
        return not _follows_number(text, begin, at)
    if place == "number":
        return after[:1].isdigit()
    if place == "any":
        return bool(after) and not after[:1].isupper() and after[:1].upper() != after[:1].lower()
    return len(word.rpartition(".")[2]) == 1 and word[-1].isupper() and after[:1].isupper() and language != "und"


def _follows_number(text: str, begin: int, at: int) -> bool:
    """Whether a digit stands before `at`: then a short word is a unit or an era (2015 م.)."""
    return text[begin:at].rstrip()[-1:].isdigit()


def _introductions(text: str, start: int, last: int, end: int) -> Iterator[int]:
    """Where a colon introduces a quotation that runs on past this stretch: its sentences stand for themselves.

    Only before `last`, where the last sentence begins: a quotation of one sentence stays with its introduction.
    """
    closes = {mark: text.rfind(mark, start, end) for mark in _CLOSE_OF.values()}
    for found in _COLON_QUOTE.finditer(text, start, last):
        if closes[_CLOSE_OF[found[1]]] < found.end():
            yield found.start() + 1


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end - 1 and text[start].isspace():
        start += 1
    return start


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
