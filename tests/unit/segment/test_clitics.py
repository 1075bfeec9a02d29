"""Arabic clitics are cut as ATB and UD cut them."""

from __future__ import annotations

import pytest

from worker.segment.clitics import analyse

WORDS = [
    *["و+قال", "و+س+يلتقي", "ف+س+يكون", "ب+الرياض", "ل+لسلطة", "و+ل+لأمم", "ل+ه", "ب+ها", "و+ل+هم"],
    *["حكومت+ه", "قوات+هما", "محادثات+هما", "علي+ه", "إلي+ها", "ل+أن+ه", "أعضائ+ها", "مستوا+ها"],
    *["و+حكومت+هم", "ب+دعوت+نا", "بلد+نا", "ل+أجل"],
    *["وزير", "وصل", "بلد", "باب", "لبنان", "كتاب", "سلام", "فريق", "مياه", "وجه", "لقد", "كما", "بعد", "لكن"],
    *["القاهرة", "سوريا", "فيصل", "وليد", "بندر", "كمال", "سلمان", "اللغة", "البلد"],
]


@pytest.mark.parametrize("segments", WORDS)
def test_cuts_follow_the_treebanks(segments: str) -> None:
    """Proclitics and pronouns are cut, letters that belong to the word are not."""
    cuts = tuple(len(segments[:i].replace("+", "")) for i, char in enumerate(segments) if char == "+")
    assert analyse(segments.replace("+", "")).cuts == cuts


@pytest.mark.parametrize(("word", "head"), [("وقال", 1), ("وبالرياض", 2), ("حكومته", 0), ("وله", 2), ("للسلطة", 1)])
def test_head_counts_the_proclitics(word: str, head: int) -> None:
    """The head is where the word begins without its proclitics."""
    assert analyse(word).head == head


def test_diacritics_stay_with_their_letter() -> None:
    """Offsets count the word as written."""
    assert analyse("وَقَالَ") == ((2,), 2)
    assert analyse("حكومتُهُم").cuts == ("حكومتُهُم".index("هُ"),)


def test_tanwin_rules_out_a_pronoun() -> None:
    """A noun with nunation has no pronoun after it."""
    assert analyse("موجهاً").cuts == ()


@pytest.mark.parametrize("word", ["The", "2022", "،", "", "و" * 200_000, "لـ"])
def test_what_is_no_arabic_word_is_whole(word: str) -> None:
    """Marks, numbers, other scripts and run-together text have no clitics."""
    assert analyse(word) == ((), 0)
