"""Names told by the role before them. The model's part is played by the test."""

from __future__ import annotations

import pytest

from schemas import Article
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics
from worker.tag.entities.tagger import Tagged
from worker.tag.entities.titled import told

COUNTS = {"وزير": 90, "رئيس": 90, "امس": 90, "بيانا": 90, "ناديه": 20}
LEXICON = Lexicon(COUNTS, {"ناديه": ("name3",)}, proclitics())


def names(text: str, person: str = "") -> list[str]:
    draft, _ = run((*normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)))
    at = text.index(person)
    tokens = draft.tokens.within(at, at + len(person))
    known = [Tagged("PER", tokens.start, tokens.stop, 0.9)] if person else []
    start, end = draft.tokens.start, draft.tokens.end
    return [text[start[t.first] : end[t.end - 1]] for t in told(draft, known, LEXICON)]


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("قال وزير الداخلية زلاتكوفيتش للصحفيين", "", ["زلاتكوفيتش"]),
        ("قالت وزيرة الصحة نادية غرانوف في المؤتمر", "غرانوف", ["نادية غرانوف"]),
        ("نشر رئيس المجلس بيانا في الصحيفة", "", []),
        ("استقبل وزير الداخلية أمس غرانوف", "غرانوف", []),
        ("قال وزير الداخلية غرانوف", "غرانوف", []),
    ],
)
def test_what_stands_after_a_role(text: str, person: str, expected: list[str]) -> None:
    """Rare words and first names after a role are names; common words and what is named already are not."""
    assert names(text, person) == expected
