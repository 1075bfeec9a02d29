"""A token taken apart: proclitics, numbers, marks and words of the lexicon, with offsets inside the token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from worker.tag.times.alphabet import Slots, alphabet, code
from worker.tag.times.lexicon import Entry, Lexicon, Phrase, lexicon
from worker.text.fold import fold
from worker.text.memo import Memo

MARKS = "\u0640\u064b-\u065f\u0670\u200c\u200d"  # tatweel, Arabic vowel signs, joiners
_PIECE = re.compile(rf"\d+(?:[.,٫]\d+)*|(?:[^\W\d_]|[{MARKS}])+|[^\w\s]|_")
_LONGEST = 40  # characters; no word of time is longer, and long tokens are not worth their analysis
_PROCLITICS = 2  # before a word: wa-bi-
_DIGITS = 9  # longer numbers are no part of a date
_YEAR_WORDS = (1000, 2000)  # years in words begin with one of them
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})|(\d{4})\.(\d{1,2})\.(\d{1,2})")


class Piece(NamedTuple):
    """A part of a token. `code` is empty for an unknown word; `folded` may begin a phrase."""

    code: str
    slots: Slots
    start: int
    end: int
    folded: str


class Word(NamedTuple):
    """A token's analysis. `phrases` may begin with its last piece.

    `strong`: it can make a chunk worth reading; `may_be`: it can with its neighbours, as the mark in 27/9
    or the first word of a phrase.
    """

    pieces: tuple[Piece, ...]
    phrases: tuple[Phrase, ...] = ()
    strong: bool = False
    may_be: bool = False


_UNKNOWN = Word(())


@cache
def vocabulary(language: str) -> Memo[Word]:
    """Analyses by token, made when first asked for and kept, as news repeats itself."""
    return Memo(partial(_analysed, lexicon(language)))


def _analysed(words: Lexicon, token: str) -> Word:
    found = _taken_apart(words, token) if len(token) <= _LONGEST else []
    phrases = tuple(words.phrases.get(found[-1].folded, ())) if found else ()
    if not phrases and not any(piece.code for piece in found):
        return _UNKNOWN
    codes = "".join([piece.code for piece in found])
    begins = any(strong().search(phrase.entry.code) for phrase in phrases)
    may_be = begins or codes in _marks() or any(piece.slots.get("num") in _YEAR_WORDS for piece in found)
    return Word(tuple(found), phrases, bool(strong().search(codes)), may_be)


def _taken_apart(words: Lexicon, token: str) -> list[Piece]:
    """The pieces of a token, or the whole of it where the lexicon has it so: aujourd'hui, a.m."""
    folded = fold(token)
    if entry := _entry(words, token, folded):
        return [Piece(*entry, 0, len(token), folded)]
    if token.isalpha():
        return _cliticised(words, token, folded, 0) if _may_hold(words, folded) else []
    return [piece for match in _PIECE.finditer(token) for piece in _piece(words, match.group(), match.start())]


@cache
def strong() -> re.Pattern[str]:
    """What a chunk must hold to be read: a class that is a time's alone, or digits in the shape of one."""
    chars = "".join(sorted(set(alphabet().codes.values()) - alphabet().weak))
    number = f"[{''.join(map(code, 'SDZY'))}]"
    return re.compile(f"[{chars}]|{number}[{''.join(_marks())}]{number}")


@cache
def _marks() -> frozenset[str]:
    return frozenset(map(code, ("SLASH", "COLON", "DASH", "DOT")))


def _piece(words: Lexicon, text: str, at: int) -> Iterator[Piece]:
    folded = fold(text)
    if text[0].isdecimal():
        yield from _number(folded, at)
    elif found := _entry(words, text, folded):
        yield Piece(*found, at, at + len(text), folded)
    else:
        yield from _cliticised(words, text, folded, at)


def _entry(words: Lexicon, text: str, folded: str) -> Entry | None:
    return words.exact.get(text) or words.words.get(folded)


def _may_hold(words: Lexicon, folded: str) -> bool:
    """Whether letters can be a word of time behind proclitics: a quick look, as most cannot."""
    fused = tuple(words.fused)
    for _ in range(_PROCLITICS + 1):
        if folded in words.known or folded.startswith(fused):
            return True
        if folded[:1] not in words.proclitics:
            return False
        folded = folded[1:]
    return False


def _cliticised(words: Lexicon, text: str, whole: str, at: int) -> list[Piece]:
    """Proclitics and the known word after them, or one unknown piece.

    A word that has to be known keeps this from cutting others.
    """
    rest, folded, proclitics, cut = text, whole, list[Piece](), 0
    while True:
        if cut and (found := _entry(words, rest, folded)):
            return [*proclitics, Piece(*found, at + cut, at + len(text), folded)]
        if core := _unfused(words, folded):
            return [*proclitics, core._replace(start=at + cut, end=at + len(text))]
        if cut and folded in words.phrases:
            return [*proclitics, Piece("", {}, at + cut, at + len(text), folded)]
        entry = words.proclitics.get(folded[:1])
        if entry is None or len(proclitics) == _PROCLITICS or len(folded) < 3:
            return [Piece("", {}, at, at + len(text), whole)]
        step = 1 if len(rest) == len(folded) else _prefix_length(rest)
        proclitics.append(Piece(*entry, at + cut, at + cut + step, folded[:1]))
        cut += step
        rest, folded = text[cut:], folded[1:]


def _unfused(words: Lexicon, folded: str) -> Piece | None:
    """The known word whose article has fused with a proclitic: للعام is ل + العام and stays whole."""
    for form, article in words.fused.items():
        if folded.startswith(form):
            core = article + folded[len(form) :]
            entry = words.words.get(core)
            if entry or core in words.phrases:
                return Piece(*(entry or Entry("", {})), 0, 0, core)
    return None


def _prefix_length(text: str) -> int:
    """The first letter with the marks around it, in code points."""
    length = 1
    while not fold(text[:length]):
        length += 1
    while length < len(text) and not fold(text[length]):
        length += 1
    return length


def _number(folded: str, at: int) -> Iterator[Piece]:
    end = at + len(folded)
    if match := _DOTTED.fullmatch(folded):
        yield from _dotted([i for i in (1, 2, 3, 4, 5, 6) if match.group(i)], match, at)
    elif folded.isdecimal():
        yield Piece(*number(folded), at, end, folded)
    elif _THOUSANDS.fullmatch(folded):
        yield Piece(*number(folded.replace(",", "")[:_DIGITS], whole=True), at, end, folded)
    elif len(parts := re.split(r"[.,٫]", folded)) == 2 and len(folded) <= _DIGITS:
        yield Piece(code("F"), {"num": f"{parts[0]}.{parts[1]}"}, at, end, folded)
    else:
        yield Piece(code("N"), {"num": 0}, at, end, folded)


def _dotted(groups: list[int], match: re.Match[str], at: int) -> Iterator[Piece]:
    """27.09.2022 and 2022.09.27: three numbers and the dots between them."""
    for i in groups:
        if i != groups[0]:
            dot = at + match.start(i) - 1
            yield Piece(code("DOT"), {}, dot, dot + 1, ".")
        yield Piece(*number(match.group(i)), at + match.start(i), at + match.end(i), match.group(i))


def number(digits: str, *, whole: bool = False) -> Entry:
    """The class of a number by its value and length; `whole` if it is a quantity for certain."""
    value = int(digits) if len(digits) <= _DIGITS else 0
    return Entry(code(_class(len(digits), value, whole=whole)), {"num": value})


def _class(length: int, value: int, *, whole: bool) -> str:
    if whole or length > 4 or length == 3:
        return "N"
    if length == 4:
        return "Y" if 1000 <= value < 2200 else "N"
    if value > 31 or value == 0:
        return "Z"
    return "S" if length == 1 else "D"
