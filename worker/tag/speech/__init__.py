"""Who said what: quotations, reported statements, and their speakers."""

from __future__ import annotations

from schemas import Flag
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.speech import classifier, marks
from worker.tag.speech.analysis import analyse
from worker.tag.speech.lexicon import RESOURCES, lexicon_of
from worker.tag.speech.plain import marked
from worker.tag.speech.quotes import quotes, spoken
from worker.tag.speech.statements import statements
from worker.tag.speech.voices import resolve


def _speech(draft: Draft) -> Draft:
    lexicon = lexicon_of(draft.language.code)
    if lexicon is None:
        return marked(draft)
    analysis = analyse(draft, lexicon)
    said = spoken(analysis)
    voices = resolve(draft, analysis, said)
    found = quotes(draft, analysis, said, voices)
    unclosed = tuple(Flag(flag="unclosed_quote", span=quote.span) for quote in found if not quote.closed)
    return draft.evolve(
        quotes=found,
        statements=statements(draft, analysis, said, voices),
        quality=draft.quality + unclosed,
    )


STAGE = Stage(
    "speech", _speech, gives=("quotes", "statements"), resources=(*RESOURCES, marks.RESOURCE, classifier.RESOURCE)
)
