"""Flags say what is wrong with a text, and nothing else."""

from __future__ import annotations

import pytest

from schemas import Article
from worker import normalize, segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag import LANGUAGE

STAGES = (LANGUAGE, *normalize.STAGES, *segment.STAGES)
BODY = (
    "أعلنت بلدية الميناء أمس افتتاح الجسر الجديد بعد أعمال استمرت عامين كاملين. "
    "وقال رئيس البلدية إن الجسر يخدم آلاف السكان كل يوم."
)
ENGLISH = "The bridge was opened on Monday after two years of work by the city."

CASES = [
    ("sound", f"افتتاح جسر الميناء\n{BODY}", set()),
    ("lost lead", f"افتتاح جسر الميناء\nوأضاف أن الجسر جاهز للعبور منذ أسابيع. {BODY}", {"missing_lead"}),
    ("lost lead, no link word", f"افتتاح جسر الميناء\nأضاف البيان أن الجسر جاهز. {BODY}", {"missing_lead"}),
    ("glued attribution", f"المدينة تفتح جسر الميناء للعبور-رئيس البلدية-\n{BODY}", {"glued_attribution"}),
    ("glued stop", f"افتتاح جسر الميناء\n{BODY.replace('كاملين. و', 'كاملين.و')}", {"glued_punctuation"}),
    ("ellipsis at the end", f"افتتاح جسر الميناء\n{BODY} وتابع البيان...", {"truncated"}),
    ("broken off after a preposition", f"افتتاح جسر الميناء\n{BODY} وينتظر السكان في", {"truncated"}),
    ("another script", f"افتتاح جسر الميناء\n{BODY}\n{ENGLISH}", {"mixed_language"}),
    ("short", "افتتاح جسر الميناء أمس", {"too_short"}),
    ("English", f"Bridge opened\n{ENGLISH} Nobody was hurt, the mayor said.", set()),
    ("English lost lead", f"Bridge opened\nHe added that the bridge was safe. {ENGLISH}", {"missing_lead"}),
]


def _flags(text: str) -> set[str]:
    draft, _ = run(STAGES, Draft.of(Article(text=text)))
    return {flag.flag for flag in draft.quality}


@pytest.mark.parametrize(("text", "flags"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_flags(text: str, flags: set[str]) -> None:
    """Each text has just the flags of its faults."""
    assert _flags(text) == flags


def test_repaired_mojibake_is_flagged() -> None:
    """Text that was read in the wrong code page says so."""
    garbled = BODY.encode().decode("cp1256", "replace")
    assert "mojibake_repaired" in _flags(garbled)
