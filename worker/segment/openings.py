"""Bylines and datelines: a line of their own, or words before the first sentence.

An opening is read as fields between dashes, colons, brackets and the like: agency, paper, desk ("agencies"),
place, date, or a name. A name makes a byline; place, date and agency without one make a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from worker.segment.vocabulary import RESOURCES, Vocabulary, vocabulary
from worker.text.fold import fold

__all__ = ["RESOURCES", "Opening", "OpeningKind", "inline", "whole_line"]

OpeningKind = Literal["byline", "dateline"]


class Opening(NamedTuple):
    """An opening ends at `end`."""

    kind: OpeningKind
    end: int


# A dash with a space before it only opens a parenthesis: ذكرت الوكالة -اليوم السبت- أن.
_SEPARATOR = re.compile(r"\s*[/|:،,()\[\]]+\s*|\s*[-–—]+\s+|(?<=\S)[-–—]+(?=\S)|\s+من\s+")
_MARKS = ' .«»"“”'
_TERMINATOR = re.compile(r"[)»”\"]?\s*[:–—-]+(?=\s|[«\"“])\s?")
_FINAL = re.compile(r"[.!?؟…][\"”»)]*$")
_LONGEST, _MOST_WORDS, _LONGEST_PHRASE = 100, 14, 3
_NAME_WORDS = range(2, 5)

# LONDON (Reuters) - , PARIS, Oct 7 (AFP) — , Paris (AFP) - , МОСКВА, 7 окт — РИА Новости.
_UPPER = "A-ZÀ-ÖØ-ÞŒŠŽĞİŞА-ЯЁІЇЄ"
_CAPITALS = re.compile(
    rf"[{_UPPER}][{_UPPER}.'’ /-]{{2,39}}(?:, [^()\n–—:]{{2,30}})?(?: \([^()\n]{{2,40}}\))? ?[-–—]+ "
    rf"(?:РИА Новости\. |Reuters\. )?"
)
_IN_BRACKETS = re.compile(
    r"[^\W\d_][\w.'’ -]{1,40}(?:, [^()\n–—:]{2,30})? \((?:[A-Z]{2,8}|Reuters|Xinhua|[A-Z]\w+)\) ?[-–—]+ ?"
)


def whole_line(line: str, language: str, *, second: bool) -> OpeningKind | None:
    """What kind of opening the line is, if it is nothing else. `second`: it stands right after the headline."""
    known = vocabulary(language)
    if len(line) > _LONGEST or _FINAL.search(line) or len(line.split()) > _MOST_WORDS:
        return None
    if known.byline.fullmatch(fold(line)):
        return "byline"
    fields = _fields(line)
    if second and len(fields) == 1 and _is_signature(line, known):
        return "byline"
    return _kind(_kinds(fields, known))


def inline(text: str, start: int, end: int, language: str) -> Opening | None:
    """The opening before the first sentence of the line ``text[start:end]``."""
    for pattern in (_CAPITALS, _IN_BRACKETS):
        if found := pattern.match(text, start, end):
            return Opening("dateline", found.end())
    known = vocabulary(language)
    if not known.phrases:
        return None
    best: Opening | None = None
    for stop, fields in _candidates(text, start, min(end, start + _LONGEST), known):
        kinds = _kinds(fields, known)
        kind = _kind(kinds)
        if kind and _is_sure(text[start:stop], kinds) and stop < end:
            best = Opening(kind, stop)
            if ":" in text[start:stop]:
                break
    return best


def _is_sure(opening: str, kinds: set[str]) -> bool:
    """Whether words before a sentence are an opening: a name needs an agency, or a paper or place and a colon."""
    if opening.count("(") != opening.count(")"):
        return False
    if "name" not in kinds or kinds & {"agency", "byline", "desk"}:
        return True
    return ":" in opening and bool(kinds & {"paper", "place"})


def _candidates(text: str, start: int, end: int, known: Vocabulary) -> Iterator[tuple[int, list[str]]]:
    """Where an opening may end, in order, and its fields: after a terminator, or after an agency and a dash."""
    for found in _TERMINATOR.finditer(text, start, end):
        fields = _fields(text[start : found.start()])
        if len(fields) > _NAME_WORDS.stop:
            return
        yield found.end(), fields
        if stop := _after_known_phrase(text, found.end(), end, known):
            yield stop, [*fields, text[found.end() : stop].strip()]


def _after_known_phrase(text: str, start: int, end: int, known: Vocabulary) -> int | None:
    """Where the longest known phrase at `start` ends, if words follow it at once."""
    words = list(re.finditer(r"[^\s:،,()–—-]+", text[start:end]))[: _LONGEST_PHRASE + 1]
    for count in range(min(_LONGEST_PHRASE, len(words) - 1), 0, -1):
        stop = start + words[count - 1].end()
        if fold(text[start:stop]) in known.phrases and text[stop : stop + 1] == " " and text[stop + 1].isalnum():
            return stop + 1
    return None


def _fields(line: str) -> list[str]:
    return [field.strip(_MARKS) for field in _SEPARATOR.split(line) if field.strip(_MARKS)]


def _kinds(fields: list[str], known: Vocabulary) -> set[str]:
    return {kind for field in fields for kind in _classify(field, known)}


def _classify(field: str, known: Vocabulary) -> set[str]:
    """The kinds of the known phrases in a field; what is not known is a name if it is as long as one."""
    words, kinds, unknown = fold(field).split(), set(), 0
    if len(words) in _NAME_WORDS and words[0] in known.given_names:
        return {"name"}  # before places: منى is both
    position = 0
    while position < len(words):
        for count in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
            kind = _phrase_kind(words[position : position + count], known)
            if kind and not unknown:
                kinds.add(kind)
                position += count
                break
        else:
            unknown += 1
            position += 1
    if unknown:
        kinds.add("name" if unknown in _NAME_WORDS and not kinds - {"byline"} else "other")
    return kinds


def _phrase_kind(words: list[str], known: Vocabulary) -> str | None:
    if len(words) == 1 and (words[0] in known.date_words or words[0].rstrip("م").isdigit()):
        return "date"
    kind = known.phrases.get(" ".join(words))
    return "place" if kind == "seat" else kind


def _kind(kinds: set[str]) -> OpeningKind | None:
    """What fields of these kinds make together."""
    if "other" in kinds or kinds <= {"date", "name"}:
        return None
    if "name" in kinds or "byline" in kinds or "place" not in kinds:
        return "byline"
    return "dateline"


def _is_signature(line: str, known: Vocabulary) -> bool:
    words = fold(line).split()
    return len(words) in _NAME_WORDS and (words[0] in known.given_names or words[0].startswith("عبدال"))
