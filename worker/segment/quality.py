"""Flags: what a reader should know of a text's condition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from schemas import Block, Flag
from worker.draft import Draft
from worker.resources import languages_with, read_table
from worker.segment.paragraphs import dangling
from worker.text.fold import fold
from worker.text.scripts import script_of

RESOURCES = tuple(f"{language}/mid-story.tsv" for language in sorted(languages_with("mid-story.tsv")))

FEW_WORDS = 15  # a shorter text is a caption or a headline: topics and language are guesses
FOREIGN_WORDS = 5  # a paragraph has this many words, most of them in another script than the text
_FEW_TOKENS = 100  # more than FEW_WORDS even among many marks: not worth counting
_CUT_OFF = re.compile(r"(?:\.{3}|…|\[(?:\+\d+ chars|…|\.\.\.)\])[\"”»')\]]*$")
_OPEN_END = re.compile(r"[,،:؛;(«“]$")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LINKS = ("و", "كما ", "من جهته ", "من جانبه ", "من جهتها ", "من جانبها ")
_LONGEST_OPENING = 30
_TEXT = ("paragraph", "subheading")
_INITIAL = itemgetter(0)
_MARKS = frozenset("،؛؟.,:!")


def flags(draft: Draft) -> Iterator[Flag]:
    """The flags of a segmented text."""
    language = draft.language.code.partition("-")[0]
    body = [block for block in draft.blocks if block.kind in _TEXT]
    if len(draft.tokens) < _FEW_TOKENS and sum(word[0].isalpha() for word in draft.tokens.words) < FEW_WORDS:
        yield Flag(flag="too_short")
    yield from _glued(draft)
    if body:
        yield from _missing_lead(draft, body[0], language)
        yield from _truncated(draft, body[-1], language)
        yield from _mixed(draft)


def _glued(draft: Draft) -> Iterator[Flag]:
    """One flag, at the first place where a space had to be put between a mark and the next word."""
    text = draft.text
    for change in draft.alignment.changes:
        inserted = change.raw_start == change.raw_end and text[change.start : change.end] == " "
        if inserted and text[change.start - 1 : change.start] in _MARKS:
            yield Flag(flag="glued_punctuation", span=draft.span(change.start - 1, min(change.end + 1, len(text))))
            return


@lru_cache(maxsize=64)
def _mid_story(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Openings that show a lost lead: after a link word, and by themselves."""
    rows = read_table(f"{language}/mid-story.tsv") if language in languages_with("mid-story.tsv") else []
    alone = frozenset(word for word, how in rows if how == "alone")
    return frozenset(word for word, _ in rows), alone


def _missing_lead(draft: Draft, first: Block, language: str) -> Iterator[Flag]:
    joined, alone = _mid_story(language)
    opening = fold(draft.text[first.span.start : first.span.start + _LONGEST_OPENING])
    lost = any(opening.startswith(phrase + " ") for phrase in alone) or any(
        opening.removeprefix(link).partition(" ")[0] in joined for link in _LINKS if opening.startswith(link)
    )
    if lost:
        sentence = next((s.span for s in draft.sentences if s.span.start >= first.span.start), first.span)
        yield Flag(flag="missing_lead", span=sentence)


def _truncated(draft: Draft, last: Block, language: str) -> Iterator[Flag]:
    """The last paragraph breaks off: an ellipsis, a comma, or a word that ends no sentence."""
    tail = last.span.text[-_LONGEST_OPENING:]
    word = _LAST_WORD.search(fold(tail))
    if _CUT_OFF.search(tail) or _OPEN_END.search(tail) or (word and word[0] in dangling(language)):
        yield Flag(flag="truncated", span=draft.span(last.span.end - len(tail), last.span.end))


def _mixed(draft: Draft) -> Iterator[Flag]:
    """Paragraphs in another script than the text."""
    if not _has_foreign(draft):
        return
    for block in draft.blocks:
        if block.kind not in _TEXT:
            continue
        inside = draft.tokens.within(block.span.start, block.span.end)
        scripts = _scripts(draft, inside.start, inside.stop)
        for script, count in scripts.most_common(1):
            if count >= FOREIGN_WORDS and script != draft.language.script and not _same(script, draft.language.script):
                yield Flag(flag="mixed_language", span=block.span)


def _has_foreign(draft: Draft) -> bool:
    """Whether FOREIGN_WORDS tokens begin with letters of other scripts. Most texts have no such letter at all."""
    initials = set(map(_INITIAL, draft.tokens.words))  # letters are few: to count them all takes twice as long
    if {script_of(letter) for letter in initials} <= {None, draft.language.script}:
        return False
    whole = _scripts(draft, 0, len(draft.tokens))
    return whole.total() - whole[draft.language.script] >= FOREIGN_WORDS


def _scripts(draft: Draft, first: int, end: int) -> Counter[str]:
    """How many of the tokens begin with a letter of each script."""
    scripts: Counter[str] = Counter()
    for letter, times in Counter(map(_INITIAL, draft.tokens.words[first:end])).items():
        if script := script_of(letter):
            scripts[script] += times
    return scripts


def _same(script: str, other: str) -> bool:
    """Han letters belong to Japanese as well."""
    return {script, other} <= {"Hani", "Jpan"}
