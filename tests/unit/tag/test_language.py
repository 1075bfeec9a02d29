"""Language and script: the script narrows, the model decides, the hint settles doubt."""

from __future__ import annotations

import pytest

from worker.tag.language.alphabets import by_letters
from worker.tag.language.identify import identify
from worker.text.scripts import count_characters

TEXTS = [
    ("ar", "Arab", "وزير الخارجية يلتقي نظيره ويبحث معه العلاقات"),
    ("ar", "Arab", "إيه اللي حصل ده يا جماعة والناس كلها زعلانة قوي"),
    ("fa", "Arab", "رئیس جمهور در نشست خبری گفت که این کشور آماده است"),
    ("ur", "Arab", "وزیر اعظم نے کہا کہ حکومت عوام کے مسائل حل کرے گی"),
    ("ckb", "Arab", "سەرۆکی هەرێم لەگەڵ باڵیۆزی وڵاتەکە کۆبووەوە"),
    ("he", "Hebr", "ראש הממשלה אמר היום כי הממשלה תפעל במהירות"),
    ("en", "Latn", "The prime minister said on Monday that the bridge was open"),
    ("fr", "Latn", "Le président a déclaré lundi que le pont était ouvert"),
    ("de", "Latn", "Der Minister sagte am Montag, die Brücke sei wieder offen"),
    ("es", "Latn", "El presidente dijo el lunes que el puente estaba abierto"),
    ("tr", "Latn", "Başbakan pazartesi günü yaptığı açıklamada köprünün açıldığını söyledi"),
    ("ru", "Cyrl", "Президент заявил в понедельник, что мост снова открыт"),
    ("zh", "Hani", "总理周一表示，大桥已经重新开放"),
    ("ja", "Jpan", "首相は月曜日に橋が再開したと述べた"),
    ("ko", "Kore", "총리는 월요일 다리가 다시 열렸다고 말했다"),
    ("el", "Grek", "Ο πρωθυπουργός δήλωσε τη Δευτέρα"),
]


@pytest.mark.parametrize(("code", "script", "text"), TEXTS, ids=[f"{code}-{i}" for i, (code, *_) in enumerate(TEXTS)])
def test_language_and_script_are_found(code: str, script: str, text: str) -> None:
    """A sentence is enough."""
    found = identify(text)
    assert (found.code, found.script) == (code, script)
    assert found.direction == ("rtl" if script in {"Arab", "Hebr"} else "ltr")


def test_hint_settles_doubt() -> None:
    """A few letters say nothing of the language; the producer may know."""
    assert identify("نص قصير", "fa").code == "fa"
    assert identify("نص قصير").code == "ar"
    assert identify("2022", "fr").code == "fr"


def test_hint_keeps_its_region() -> None:
    """A hint that the text bears out is reported with all its subtags."""
    assert identify(TEXTS[0][2], "ar-TN").code == "ar-TN"


def test_hint_cannot_go_against_the_script_or_a_long_text() -> None:
    """A wrong hint does not turn Arabic into English, nor a long Persian text into Arabic."""
    assert identify(TEXTS[0][2], "en").code == "ar"
    assert identify(" ".join([TEXTS[2][2]] * 8), "ar").code == "fa"


def test_dialect_hint_is_its_language() -> None:
    """Egyptian Arabic is Arabic to the stages that follow."""
    assert identify(TEXTS[1][2], "arz").code == "ar"


def test_a_long_arabic_text_is_told_by_its_letters() -> None:
    """Letters that only Arabic has often, and none of other alphabets, say it without the model."""
    text = " ".join([TEXTS[0][2], "إعلان الحكومة الجديدة أمس"] * 8)
    assert by_letters(count_characters(text), "Arab", 500)
    assert identify(text).code == "ar"


@pytest.mark.parametrize("code", ["fa", "ur", "ckb"])
def test_letters_never_make_arabic_of_its_neighbours(code: str) -> None:
    """Languages of Arabic script are left to the model, also where a keyboard had only Arabic's ya and kaf."""
    text = " ".join([next(text for known, _, text in TEXTS if known == code)] * 10)
    for typed in (text, text.replace("ی", "ي").replace("ک", "ك")):
        assert not by_letters(count_characters(typed), "Arab", len(typed))


@pytest.mark.parametrize("text", ["2022 - 2023", "!!! ???", "🌍🌍"])
def test_no_letters_no_language(text: str) -> None:
    """Digits, marks and pictures are of no language."""
    found = identify(text)
    assert (found.code, found.script, found.confidence) == ("und", "Zyyy", 0.0)
