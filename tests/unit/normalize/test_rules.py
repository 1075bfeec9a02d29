"""Each normalization rule does what its example says."""

from __future__ import annotations

import pytest

from worker.normalize import clean
from worker.normalize.rule import Rule
from worker.normalize.rules import RULES
from worker.text.alignment import Alignment


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example_of_the_rule_holds(rule: Rule) -> None:
    """The example in the rule, and so in docs/text.md, is what the rules make of it."""
    assert clean(Alignment.identity(rule.example.before), rule.example.language).text == rule.example.after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_alone_changes_its_example(rule: Rule) -> None:
    """No rule's example is the work of another rule."""
    before = rule.example.before
    assert Alignment.identity(before).replace(rule.edits(before, rule.example.language)).text != before
    assert not rule.triggers or rule.triggers & set(before)


KEPT = [
    ("می‌شود و خانه‌های تهران", "fa"),
    ("کے وزیر اعظم ہیں", "ur"),
    ("ﷺ ﷻ ﷽ ﷼ ﴿ آية ﴾ …", "ur"),
    ("x² ½ ™ ③ Ⅻ", "en"),
    ("مُدَرِّسٌ", "ar"),
    ("الساعة 12:30 و3,5 و3،5 و1.000.000", "ar"),
    ("ص.ب 45 ج.م.ع", "ar"),
    ("Il a dit : « Non ! » ; puis rien.", "fr"),
    ("https://example.org/a,b;c?d=1!x", "en"),
    ("a < b > c <عاجل>", "en"),
    ("👨\u200d👩\u200d👧 🏳️\u200d🌈", "en"),
    ("全角！「はい」", "ja"),
    ("क्\u200dष", "hi"),
    ("AT&T R&D ; &c", "fr"),
]


@pytest.mark.parametrize(("text", "language"), [(t.replace("﴿ آية ﴾", "﴿آية﴾"), c) for t, c in KEPT])
def test_what_is_right_stays(text: str, language: str) -> None:
    """Text without a fault is not touched."""
    cleaned = clean(Alignment.identity(text), language)
    assert cleaned.text.encode() == text.encode() or cleaned.text == __import__("unicodedata").normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "language", "after"),
    [
        ("نعم!\u200d! لا", "ar", "نعم!! لا"),  # no emoji beside it
        ("خانه\u200c، شهر", "fa", "خانه، شهر"),  # no letter behind it
        ("می\u200c شود", "fa", "می شود"),
        ("\u200cخانه\u200c", "fa", "خانه"),
    ],
)
def test_joiners_that_join_nothing_go(text: str, language: str, after: str) -> None:
    """Also in a language that writes with them."""
    assert clean(Alignment.identity(text), language).text == after


def test_a_stray_closing_tag_hides_nothing() -> None:
    """Only what stands between an opening and its closing tag is hidden."""
    text = "قبل</script> باق </script>بعد<script>x()</script>"
    assert clean(Alignment.identity(text), "ar").text == "قبل باق بعد"


@pytest.mark.parametrize("codec", ["cp1252", "cp1256"])
def test_mojibake_of_arabic_is_repaired_exactly(codec: str) -> None:
    """Arabic read in either Windows code page comes back letter by letter."""
    text = "قالت الوزيرة إن “الاتفاق” سيوقع غدا… والباقي لاحقا"
    garbled = "".join(bytes([b]).decode(codec, "ignore") or chr(b) for b in text.encode())
    assert clean(Alignment.identity(garbled), "ar").text == text


def test_mojibake_of_latin_needs_a_signature() -> None:
    """One à before a no-break space is French, not mojibake."""
    assert clean(Alignment.identity("Il va à «\u00a0Paris\u00a0»"), "fr").text == "Il va à « Paris »"
    assert clean(Alignment.identity("Le prÃ©sident a parlÃ©"), "fr").text == "Le président a parlé"
