"""Links: what ties a pair of quotation marks to a word of saying, before it, behind it, or around it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from worker.tag.speech.cues import Cue
from worker.tag.speech.frames import Frame
from worker.tag.speech.page import Page
from worker.tag.speech.subjects import quoted_as

_COMMAS = frozenset("،,.؛-–—")

_SUBJECT = 10  # tokens between the marks and the verb where the subject stands first
_APPOSED = 18  # the same where the subject is named twice: "…," Omar Haddad, the city's mayor, told us
_SOURCE_REACH = 12  # tokens between a source and the marks
_REACH = 8  # tokens from a cue to the marks that it governs: "وأضاف في تصريح خص به الجريدة: «"

Way = Literal["direct", "framed", "beyond", "after", "attribution", "source", "none"]


class Link(NamedTuple):
    """The cue of a pair and the way it is tied.

    direct: قال "…"; framed: قال إن … "…"; beyond: a cue before whose report has ended; after: "…"، قال;
    attribution: "…" بحسب; source: بحسب … "…". `anchor` is the token behind which the speaker may stand.
    """

    way: Way
    cue: Cue | None = None
    anchor: int | None = None


class Links(NamedTuple):
    """For each pair the last cue before it in its sentence; the tokens of cues with frames, and of all that govern."""

    before: list[Cue | None]
    framed: set[int]
    governing: set[int]


def link_before(page: Page, cues: list[Cue], frames: list[Frame]) -> Links:
    """For each pair the nearest cue before it in its sentence, outside other marks."""
    tokens = [cue.token for cue in cues]
    before = [_cue_before(page, cues, tokens, at) for at in range(len(page.pairs))]
    near = {cue.token for at, cue in enumerate(before) if cue is not None and _near(page, cue, at)}
    framed = {frame.cue.token for frame in frames}
    return Links(before, framed, framed | near)


def _near(page: Page, cue: Cue, at: int) -> bool:
    return page.first_token(page.pairs[at].outer_start) - cue.token <= _REACH


def _cue_before(page: Page, cues: list[Cue], tokens: list[int], at: int) -> Cue | None:
    start = page.pairs[at].outer_start
    sentence_start, _ = page.sentence_of(start)
    if sentence_start == start and page.text[max(0, start - 8) : start].rstrip()[-1:] == ":":
        sentence_start, _ = page.sentence_of(start - 1)
    last = bisect_left(tokens, page.first_token(start)) - 1
    for candidate in range(last, max(-1, last - 4), -1):
        cue = cues[candidate]
        if cue.start < sentence_start:
            return None
        if page.pair_at(cue.start) == page.parents[at] and (cue.form.kind != "noun" or cue.end + 3 > start):
            return cue
    return None


def link(page: Page, at: int, links: Links, cue_at: dict[int, Cue], extents: dict[int, tuple[int, int]]) -> Link:
    """The link of pair `at`; `extents` are the bounds of what the cues (by token) report."""
    before, behind = links.before[at], _behind(page, at, links, cue_at)
    start = page.pairs[at].outer_start
    if before is not None and before.token not in extents:
        return behind if behind and behind.way == "after" else Link("direct", before, before.token)
    if before is not None and extents[before.token][0] <= start < extents[before.token][1]:
        return Link("framed", before, before.token)
    if behind is not None:
        return behind
    return _attributed_before(page, at) if before is None else Link("beyond", before, before.token)


def _attributed_before(page: Page, at: int) -> Link:
    """A source named before the marks, in a sentence without a cue: وحسب الوزارة، البرنامج "…"."""
    start = page.pairs[at].outer_start
    token = page.first_token(start)
    first = max(page.first_token(page.sentence_of(start)[0]), token - _SOURCE_REACH)
    words = page.lexicon.role("attribution")
    anchor = next((t for t in range(token - 1, first - 1, -1) if page.word(t) in words), None)
    return Link("none") if anchor is None else Link("source", None, anchor)


def _behind(page: Page, at: int, links: Links, cue_at: dict[int, Cue]) -> Link | None:
    token = page.first_token(page.pairs[at].outer_end)
    while page.word(token) in _COMMAS:
        token += 1
    if token < len(page.tokens) and "\n" in page.text[page.pairs[at].outer_end : page.tokens.start[token]]:
        return None
    token += page.word(token) in page.lexicon.role("as")
    cue = _cue_behind(page, token, cue_at)
    if cue is not None and cue.token not in links.framed:
        return Link("after", cue, cue.token)
    if page.word(token) in page.lexicon.role("attribution"):
        noun = cue_at.get(token + 1)
        return Link("attribution", noun, token if noun is None else token + 1)
    return None


def _cue_behind(page: Page, token: int, cue_at: dict[int, Cue]) -> Cue | None:
    """The verb at `token`, or behind a subject there: "…", قال; "…," the minister said; "…," he, the mayor, said."""
    reach, commas = _APPOSED if page.lexicon.subject_first else 1, 0
    for ahead in range(token, min(len(page.tokens), token + reach)):
        cue = cue_at.get(ahead)
        if cue is not None:
            near = commas == 2 if commas else ahead < token + _SUBJECT
            speaks = cue.form.kind == "verb" or quoted_as(page, cue) is not None
            return cue if near and speaks and not cue.form.head else None
        commas += page.word(ahead) == ","
        if not page.word(ahead)[:1].isalnum() and page.word(ahead) not in ",.":
            return None
    return None
