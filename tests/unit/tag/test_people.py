"""Names of people without what a model took along."""

from __future__ import annotations

import pytest

from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.model import proclitics
from worker.tag.entities.people import parted
from worker.tag.entities.tagger import Tagged
from worker.text.fold import fold

COUNTS = {"فيصل": 50, "منال": 50, "جدي": 9000, "هولاند": 50, "وجدي": 40}
LEXICON = Lexicon(COUNTS, {"وجدي": ("name4",)}, proclitics())


def names(text: str, kind: str = "PER") -> list[str]:
    """The names that a name over the whole of `text` is parted into."""
    words = text.split()
    whole = Tagged(kind, 0, len(words), 0.9)  # type: ignore[arg-type]
    return [" ".join(words[n.first : n.end]) for n in parted([fold(word) for word in words], [whole], LEXICON)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عمر بن الخطاب رضي الله عنه", ["عمر بن الخطاب"]),
        ("الملك عبدالله رحمه الله", ["الملك عبدالله"]),
        ("رضي الله", []),
        ("ميركل وهولاند", ["ميركل", "وهولاند"]),
        ("شاكر ومنال الكلالي", ["شاكر", "ومنال الكلالي"]),
        ("أنور وجدي", ["أنور وجدي"]),
        ("حمد الله", ["حمد الله"]),
    ],
)
def test_people_are_named_one_by_one_and_without_blessings(text: str, expected: list[str]) -> None:
    """A blessing ends a name, "and" begins another; a name of the list that begins so is a name."""
    assert names(text) == expected


def test_names_of_others_may_hold_and() -> None:
    """Ministries and companies go on after "and"."""
    assert names("ميركل وهولاند", "ORG") == ["ميركل وهولاند"]
