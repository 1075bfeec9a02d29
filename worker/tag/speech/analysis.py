"""The analysis of a page: frames, what they report, and how each pair of marks is tied to a cue."""

from __future__ import annotations

from dataclasses import dataclass

from schemas import Block
from worker.draft import Draft
from worker.tag.speech.cues import Cue, find_cues
from worker.tag.speech.extents import exits, reported
from worker.tag.speech.features import features
from worker.tag.speech.frames import Frame, find_frames
from worker.tag.speech.lexicon import Lexicon
from worker.tag.speech.links import Link, link, link_before
from worker.tag.speech.page import Page
from worker.tag.speech.unclosed import settle


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a page holds before anything is decided: columns `links` and `features` run with the pairs."""

    page: Page
    cues: list[Cue]
    frames: list[Frame]
    frame_tokens: list[int]  # their complementizers
    extents: dict[int, tuple[int, int]]  # by the cue's token
    links: list[Link]
    features: list[list[str]]


def analyse(draft: Draft, lexicon: Lexicon) -> Analysis:
    """The analysis of a draft whose tokens, sentences and entities are made."""
    page = Page.of(draft, lexicon)
    cues = find_cues(page)
    page = page.with_pairs(settle(page, cues))
    frames = find_frames(page, cues)
    before = link_before(page, cues, frames)
    cue_at: dict[int, Cue] = {cue.token: cue for cue in cues}
    ends = exits(page, cues, before.governing)
    extents = {frame.cue.token: reported(page, frame, ends) for frame in frames}
    links = [link(page, at, before, cue_at, extents) for at in range(len(page.pairs))]
    headlines = _headlines(draft.blocks)
    marks = [features(page, at, links, headlines) for at in range(len(links))]
    return Analysis(page, cues, frames, [frame.complementizer for frame in frames], extents, links, marks)


def _headlines(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    return [(block.span.start, block.span.end) for block in blocks if block.kind == "headline"]
