"""The rules by which a sentence mark ends a sentence or not, in order; the first that can tell decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from worker.resources import languages_with, read_table
from worker.text.fold import fold

_BY_LANGUAGE = ("abbreviations.tsv", "continuations.tsv")
RESOURCES = (
    "segment/ordinals.tsv",
    *(f"{code}/{name}" for name in _BY_LANGUAGE for code in sorted(languages_with(name))),
)

_UNSPACED = frozenset("。！？｡")  # Chinese and Japanese leave no space after these
_CARRY_ON = frozenset(",،;؛:")
_CARRY_ON_UNSPACED = frozenset("，、,と")  # commas, and the Japanese particle after a quotation
_ELLIPSIS = re.compile(r"\.{2,}$|…$")
_BEFORE = re.compile(r"(?<![^\s\"'“”«»()\[\]/،,;:–—-])[^\W_]+(?:(?:\.-?|[\"'])[^\W_]+)*$")
_AFTER = re.compile(r"\s*(?=(?P<next>\S))[\"'“«(\[]*(?P<word>[^\W_][\w\u064b-\u0652]*)?")
_LONGEST_WORD = 24  # longer ones are no abbreviations
_SHORTEST_AFTER_WAW = 3  # وقد, وفي
_YEAR = len("2022")  # shorter numbers may be ordinals


class Place(NamedTuple):
    """A run of sentence marks with what stands around it, in a sentence of ``text`` from `begin` to at most `end`.

    Closing marks after it reach to `stop`. `word` is the word before it, inner full stops and all, `before_word` the
    character before that; `after` is the word after it, `next` the next visible character. Each may be empty.
    """

    text: str
    begin: int
    marks: str
    at: int
    stop: int
    closed: bool
    word: str
    before_word: str
    after: str
    next: str
    language: str


def place(marks: re.Match[str], *, begin: int, stop: int, end: int, language: str) -> Place:
    """The place of `marks`."""
    text, at = marks.string, marks.start()
    before = _BEFORE.search(text[max(begin, at - _LONGEST_WORD) : at])
    word = before[0] if before else ""
    after = _AFTER.match(text, stop, end)
    return Place(
        text=text,
        begin=begin,
        marks=marks[0],
        at=at,
        stop=stop,
        closed=stop > marks.end(),
        word=word,
        before_word=text[max(begin, at - len(word) - 2) : at - len(word)].strip()[-1:],
        after=(after["word"] or "") if after else "",
        next=after["next"] if after else "",
        language=language,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """`ends` says whether the mark ends the sentence; None: the rule cannot tell. `example` has | at the ends."""

    name: str
    ends: Callable[[Place], bool | None]
    reason: str
    source: str
    example: str
    language: str = "ar"


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


def _unspaced(place: Place) -> bool | None:
    if place.marks[-1] not in _UNSPACED:
        return None
    return place.text[place.stop : place.stop + 1] not in _CARRY_ON_UNSPACED


def _glued(place: Place) -> bool | None:
    return None if place.text[place.stop].isspace() else False


def _carried_on(place: Place) -> bool | None:
    return False if place.after[:1].islower() or place.next in _CARRY_ON else None


def _ellipsis(place: Place) -> bool | None:
    if not _ELLIPSIS.search(place.marks):
        return None
    after = place.after
    opens = after[:1].isupper() or (after.startswith("و") and len(after) >= _SHORTEST_AFTER_WAW)
    return opens and fold(after) not in _continuations()


def _quoted_question(place: Place) -> bool | None:
    if place.marks == ".":
        return None
    return not place.closed or fold(place.after) not in _continuations()


def _number(place: Place) -> bool | None:
    if not place.word.isdigit() or place.closed:
        return None
    opens = not place.before_word and place.at - place.begin <= len(place.word) + 2
    ordinal = place.language in _ordinal_languages() and len(place.word) < _YEAR
    return False if opens or ordinal else None


def _abbreviation(place: Place) -> bool | None:
    if place.closed:
        return None
    kind, after = _abbreviations(place.language).get(place.word.lower()), place.after
    if kind == "before":  # after a number it is a unit or an era: عام 2015 م.
        return None if place.before_word.isdigit() else False
    if kind == "number" and after[:1].isdigit():
        return False
    cased = after[:1].upper() != after[:1].lower()
    return False if kind == "any" and after and cased and not after[:1].isupper() else None


def _initial(place: Place) -> bool | None:
    last = place.word.rpartition(".")[2]
    initial = len(last) == 1 and last.isupper() and place.after[:1].isupper() and not place.closed
    return False if initial and not place.before_word.isdigit() else None


RULES: tuple[Rule, ...] = (
    Rule(
        "unspaced-mark",
        _unspaced,
        reason="Chinese and Japanese full stops end a sentence without a space after them.",
        source="Unicode UAX #29, SB rules; 標點符號 and JIS X 4051",
        example="会议结束了。|代表们离开了。|",
        language="zh",
    ),
    Rule(
        "glued-mark",
        _glued,
        reason="A mark inside a number, address or abbreviation has no space after it.",
        source="UAX #29, SB6-SB7",
        example="بلغ السعر 3.5 ريال في www.example.org أمس.|",
    ),
    Rule(
        "carried-on",
        _carried_on,
        reason="A lower-case letter or a comma carries the sentence on.",
        source="UAX #29, SB8-SB8a",
        example="He works for Yahoo! and for others.|",
        language="en",
    ),
    Rule(
        "ellipsis",
        _ellipsis,
        reason="Dots in mid-sentence are a pause; they end it where a capital letter or a narrative و follows.",
        source="usage in Arabic papers",
        example="المشكلة كبيرة.. حلها قريب..|وقد وعد الوزير بذلك.|",
    ),
    Rule(
        "quoted-question",
        _quoted_question,
        reason="After a quoted question or exclamation the reporting clause goes on.",
        source="reporting verbs of worker/resources/<language>/continuations.tsv",
        example='سأل: "متى نصل؟" قال السائق إنه لا يعرف.|',
    ),
    Rule(
        "number",
        _number,
        reason="A number that opens a sentence counts a list; in some languages a full stop makes an ordinal.",
        source="worker/resources/segment/ordinals.tsv",
        example="Er kam am 3. Oktober an.|Dann ging er.|",
        language="de",
    ),
    Rule(
        "abbreviation",
        _abbreviation,
        reason="A title or abbreviation is followed by what it belongs to.",
        source="worker/resources/<language>/abbreviations.tsv",
        example="وصل د. سامي و أ.د. هدى إلى ص.ب. 45 عام 2015 م.|ثم غادرا.|",
    ),
    Rule(
        "initial",
        _initial,
        reason="A single capital letter before a capitalised word is an initial.",
        source="Grefenstette and Tapanainen 1994, What is a word, what is a sentence",
        example="J. K. Miller spoke.|Nobody listened.|",
        language="en",
    ),
)


def ends(place: Place) -> bool:
    """Whether the mark ends the sentence."""
    for rule in RULES:
        decided = rule.ends(place)
        if decided is not None:
            return decided
    return True
