"""Voices: the speakers of all frames and quotes of a page, resolved in the order of the text."""

from __future__ import annotations

from typing import NamedTuple

from schemas import Speaker
from worker.draft import Draft
from worker.tag.speech.analysis import Analysis
from worker.tag.speech.anaphora import antecedent
from worker.tag.speech.extents import trimmed
from worker.tag.speech.links import Link
from worker.tag.speech.page import Named, Page
from worker.tag.speech.phrases import phrase
from worker.tag.speech.speakers import Speakers, Who

_MAX_NAME = 120  # characters before the colon of a headline
_REACH = 40  # tokens behind a cue in which its speaker may stand


class Voices(NamedTuple):
    """Wire speakers by the token of the cue, and by the index of the pair."""

    of_cues: dict[int, Speaker | None]
    of_quotes: dict[int, Speaker | None]


def resolve(draft: Draft, analysis: Analysis, said: list[int]) -> Voices:
    """Who speaks in each frame and in each of the pairs `said`."""
    page = analysis.page
    speakers = Speakers(page, analysis.cues, _attribution(draft), _headline(draft))
    of_cues: dict[int, Speaker | None] = {}
    of_quotes: dict[int, Speaker | None] = {}
    frames = [(frame.cue.start, 0, at) for at, frame in enumerate(analysis.frames)]
    pairs = [(_place(page, analysis.links[at], at), 1, at) for at in said]
    tied = {frame.cue.token for frame in analysis.frames} | {
        link.cue.token for at in said if (link := analysis.links[at]).cue is not None
    }
    others = [
        (cue.start, 2, at) for at, cue in enumerate(analysis.cues) if cue.form.kind == "verb" and cue.token not in tied
    ]
    for _, kind, at in sorted(frames + pairs + others):
        if kind == 2:
            speakers.hear(analysis.cues[at])
        elif kind == 0:
            frame = analysis.frames[at]
            of_cues[frame.cue.token] = _wire(draft, page, speakers.of_cue(frame.cue, frame.complementizer))
        else:
            of_quotes[at] = _wire(draft, page, _of_pair(page, analysis.links[at], at, speakers))
    return Voices(of_cues, of_quotes)


def _place(page: Page, link: Link, at: int) -> int:
    """Where the speaker of a pair is looked for: at the cue if it stands before, else at the marks."""
    start = page.pairs[at].outer_start
    return start if link.cue is None else max(start, link.cue.start) if link.way == "after" else link.cue.start


def _of_pair(page: Page, link: Link, at: int, speakers: Speakers) -> Who | None:
    pair = page.pairs[at]
    if link.way in ("direct", "framed") and link.cue is not None:
        return speakers.of_cue(link.cue, page.first_token(pair.outer_start))
    if link.way == "after" and link.cue is not None:
        return speakers.of_cue(link.cue, min(len(page.tokens), link.cue.token + _REACH))
    speakers.enter(pair.outer_start)
    if link.way in ("attribution", "source") and link.anchor is not None:
        found = _attributed(page, link.anchor)
        if found is not None:
            speakers.keep(Who(*found), "-")
            return Who(*found)
    return _of_headline(page, pair.outer_start, speakers.headline) or speakers.remembered("", pair.outer_start)


def _of_headline(page: Page, position: int, headline: tuple[int, int] | None) -> Who | None:
    """Who stands before the colon of a headline: [الغنوشي]: ما حدث "جريمة"."""
    if headline is None or not headline[0] <= position < headline[1]:
        return None
    colon = page.text.find(":", headline[0], min(position, headline[0] + _MAX_NAME))
    start, end = trimmed(page.text, headline[0], max(colon, headline[0]))
    return Who(start, end) if end > start else None


def _attributed(page: Page, anchor: int) -> tuple[int, int] | None:
    """The speaker behind بحسب or وفق, unless the next word points back: وفق تعبيره."""
    if page.word(anchor + 1) in page.lexicon.role("attribution_noun"):
        return None
    return phrase(page, anchor + 1, min(len(page.tokens), anchor + _REACH))


def _attribution(draft: Draft) -> Who | None:
    found = next((block.span for block in draft.blocks if block.kind == "attribution"), None)
    return Who(found.start, found.end) if found else None


def _headline(draft: Draft) -> tuple[int, int] | None:
    """The bounds of the headline, with an attribution that stands before it."""
    heads = [block.span for block in draft.blocks if block.kind in ("headline", "attribution")]
    return (min(span.start for span in heads), max(span.end for span in heads)) if heads else None


def _wire(draft: Draft, page: Page, who: Who | None) -> Speaker | None:
    if who is None:
        return None
    mention = _mention(page, who)
    return Speaker(
        span=draft.span(who.start, who.end),
        entity=mention.entity if mention else None,
        name=mention.name if mention else draft.text[who.start : who.end],
        inferred=who.inferred,
    )


def _mention(page: Page, who: Who) -> Named | None:
    """The mention that the speaker is: by name over most of the words, by role, or by a word that takes a name up."""
    opening = page.named_within(who.start, who.start + 1)
    named = next((mention for mention in opening if 2 * mention.end > who.start + who.end), None)
    return named or page.roles.get(who.start) or antecedent(page, who.start, who.end)
