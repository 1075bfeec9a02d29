"""Where a role begins and ends, and whose it is. The model's part is played by the test."""

from __future__ import annotations

import pytest

from tests.unit.tag.drafts import segmented
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics
from worker.tag.entities.roles import roles
from worker.tag.entities.tagger import Tagged
from worker.text.fold import fold

LEXICON = Lexicon({fold(word): 50 for word in ("وزير", "رئيس", "مدير", "باريس", "العاصمة")}, {}, proclitics())


def found(text: str, *names: tuple[str, str]) -> list[tuple[str, str | None]]:
    """The roles of `text` and the name each belongs to; `names` are (type, name)."""
    draft = segmented(text)
    tagged = []
    for kind, name in names:
        at = text.index(name)
        tokens = draft.tokens.within(at, at + len(name))
        tagged.append(Tagged(kind, tokens.start, tokens.stop, 1.0))  # type: ignore[arg-type]
    start, end = draft.tokens.start, draft.tokens.end
    return [
        (text[start[r.first] : end[r.end - 1]], None if r.person is None else names[r.person][1])
        for r in roles(draft, tagged, LEXICON.splits(draft.tokens.folded))
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("قال وزير الخارجية الهولندي هانس فيسر إن", [("PER", "هانس فيسر")], ("وزير الخارجية الهولندي", "هانس فيسر")),
        ("وقالت سلمى قاسم، مديرة المتحف الوطني، إن", [("PER", "سلمى قاسم")], ("مديرة المتحف الوطني", "سلمى قاسم")),
        ("التقى المدير العام للشركة أمس الوفد", [], ("المدير العام للشركة", None)),
        ("قال رئيس بلدية نانت في مؤتمر", [("LOC", "نانت")], ("رئيس بلدية نانت", None)),
        ("قال نائب رئيس الوزراء العراقي إن", [], ("نائب رئيس الوزراء العراقي", None)),
        ("قال مساعد وزير الخارجية الفنلندي إن", [], ("مساعد وزير الخارجية الفنلندي", None)),
        ("قال النائب الثاني لرئيس الوزراء إن", [], ("النائب الثاني لرئيس الوزراء", None)),
        ("قال القائد العام لرئيس إن", [], ("القائد العام", None)),
        ("زار وزير الخارجية باريس", [("LOC", "باريس")], ("وزير الخارجية", None)),
        ("وصل وزير الدفاع إلى باريس", [("LOC", "باريس")], ("وزير الدفاع", None)),
        ("التقى الوزير يزور باريس", [("LOC", "باريس")], None),
        ("قال رئيس النادي الأهلي إن", [("ORG", "الأهلي")], ("رئيس النادي الأهلي", None)),
        ("زار وزير الدفاع وباريس", [("LOC", "وباريس")], ("وزير الدفاع", None)),
        ("قال رئيس المرور بالعاصمة باريس إن", [("LOC", "باريس")], ("رئيس المرور بالعاصمة باريس", None)),
        ("قال رئيس جامعة وباريس إن", [("LOC", "وباريس")], None),
        ("قال السفير الأمريكي في باريس إن", [("LOC", "باريس")], ("السفير الأمريكي في باريس", None)),
        (
            "قال نقيب الأطباء في باريس سعيد قاسم إن",
            [("LOC", "باريس"), ("PER", "سعيد قاسم")],
            ("نقيب الأطباء في باريس", "سعيد قاسم"),
        ),
        ("قال الوزير الذي زار المدينة", [], None),
        ("قال رئيس في المكتب", [], None),
    ],
)
def test_roles_of_a_sentence(text: str, names: list[tuple[str, str]], expected: tuple[str, str | None] | None) -> None:
    """A role goes on over words with the article and over places; alone, a noun of office is none."""
    assert found(text, *names) == ([expected] if expected else [])
