"""Quotes of a language without a lexicon of saying: by marks and length alone, without cue or speaker."""

from __future__ import annotations

from schemas import Missing, Quote, Segment
from worker.draft import Draft
from worker.tag.speech.extents import stripped
from worker.tag.speech.marks import find_pairs

_WORDS = 5  # a title or a name in marks seldom has more
_CHARACTERS = 12  # the same for scripts that do not part words by spaces

MISSING = (
    Missing(layer="quotes", reason="partial", detail="marks only: no cues or speakers in this language"),
    Missing(layer="statements", reason="language"),
)


def marked(draft: Draft) -> Draft:
    """The draft with its longer marked passages as quotes, and what is missing named."""
    found, until = list[Quote](), -1
    for pair in find_pairs(draft.text):
        start, end = stripped(draft.text, pair.start, pair.end)
        if pair.outer_start >= until and _long(draft.text[start:end]):
            until = pair.outer_end
            span = draft.span(start, end)
            direct = Segment(span=span, kind="direct")
            found.append(Quote(id=f"q{len(found) + 1}", span=span, closed=pair.closed, segments=(direct,)))
    return draft.evolve(quotes=tuple(found), missing=draft.missing + MISSING)


def _long(content: str) -> bool:
    return content.count(" ") >= _WORDS - 1 or (
        " " not in content and len(content) >= _CHARACTERS and content[0] > "\u2e80"
    )
