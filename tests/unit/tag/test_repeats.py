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


@pytest.mark.parametrize("kinds", [("ORG", "LOC"), ("LOC", "ORG"), ("PER", "LOC"), ("LOC", "PER"), ("ORG", "PER")])
def test_a_name_of_two_types_is_told_by_its_first(kinds: tuple[str, str]) -> None:
    """In every process: never by the order of a set."""
    text = "مجلس الحكومة ثم مجلس الحكومة ثم مجلس الحكومة"
    draft, _ = run((LANGUAGE, *normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)))
    known = [Tagged(kind, first, first + 2, 0.9) for kind, first in zip(kinds, (0, 3), strict=True)]  # type: ignore[arg-type]
    found = [t for t in told(draft, known, LEXICON.splits(draft.tokens.folded), LEXICON) if t.end - t.first == 2]
    assert [(t.type, t.first) for t in found] == [(kinds[0], 6)]


def test_a_text_may_end_with_the_short_form_of_a_longer_name() -> None:
    """The longer one does not fit there."""
    text = "عقد مجلس الحكومة اليمنية جلسة وقرر مجلس الحكومة أمس ثم عاد مجلس الحكومة"
    draft, _ = run((LANGUAGE, *normalize.STAGES, *segment.STAGES), Draft.of(Article(id="t", text=text)))
    known = [Tagged("ORG", 1, 4, 0.9), Tagged("ORG", 6, 8, 0.9)]
    found = told(draft, known, LEXICON.splits(draft.tokens.folded), LEXICON)
    assert [(t.first, t.end) for t in found] == [(11, 13)]


def test_nothing_is_named_in_boilerplate() -> None:
    """As everywhere."""
    text = "لقاء في طرابلس\nالتقى فايز السراج وفدا في طرابلس أمس لبحث الأزمة.\nاقرأ أيضا: السراج يصل إلى تونس"
    assert names(text, "فايز السراج", "PER") == []
