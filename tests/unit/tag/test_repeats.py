"""A name known once is known everywhere. The model's part is played by the test."""

from __future__ import annotations

import pytest

from schemas import Article
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics
from worker.tag.entities.repeats import told
from worker.tag.entities.tagger import Tagged
from worker.tag.language import LANGUAGE

COUNTS = {"الدين": 2600, "الوزير": 500, "السراج": 40, "مجلس": 900, "الحكومه": 900}
LEXICON = Lexicon(COUNTS, {}, proclitics())


def names(text: str, known: str, kind: str) -> list[str]:
    draft, _ = run((LANGUAGE, *normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)))
    tokens = draft.tokens.within(text.index(known), text.index(known) + len(known))
    found = told(
        draft,
        [Tagged(kind, tokens.start, tokens.stop, 0.9)],
        LEXICON.splits(draft.tokens.folded),
        LEXICON,
    )
    return [draft.text[draft.tokens.start[t.first] : draft.tokens.end[t.end - 1]] for t in found]


@pytest.mark.parametrize(
    ("text", "known", "kind", "expected"),
    [
        ("التقى فايز السراج وفدا. وقال السراج إن والسراج متفائل.", "فايز السراج", "PER", ["السراج", "والسراج"]),
        ("تحدث صلاح الدين عن الدين والعلم.", "صلاح الدين", "PER", []),
        ("وصل سمير علي وسلم علي الجميع.", "سمير علي", "PER", []),
        ("حضر خالد التركي. وقال الوفد التركي إن.", "خالد التركي", "PER", []),
        ("اجتمع مجلس الحكومة. وقرر مجلس الحكومة أن.", "مجلس الحكومة", "ORG", ["مجلس الحكومة"]),
        ("اجتمع مجلس الحكومة. وقرر مجلس آخر أن.", "مجلس الحكومة", "ORG", []),
        ("زار الرياض. وعاد من الرياض.", "الرياض", "LOC", []),
    ],
)
def test_what_is_named_again(text: str, known: str, kind: str, expected: list[str]) -> None:
    """Surnames that are no common words, offices or nationalities; names of several words. Single words are not."""
    assert names(text, known, kind) == expected


def test_nothing_is_named_in_boilerplate() -> None:
    """As everywhere."""
    text = "لقاء في طرابلس\nالتقى فايز السراج وفدا في طرابلس أمس لبحث الأزمة.\nاقرأ أيضا: السراج يصل إلى تونس"
    assert names(text, "فايز السراج", "PER") == []
