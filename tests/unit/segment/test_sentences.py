"""Sentences end where a reader ends them, in any language."""

from __future__ import annotations

import pytest

from worker.segment.sentence_rules import RULES, Rule
from worker.segment.sentences import split


def _marked(text: str, language: str) -> str:
    return "".join(text[start:end] + "|" for start, end in split(text, 0, len(text), language))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example_of_the_rule_holds(rule: Rule) -> None:
    """The example in the rule, and so in docs/text.md, is split as it shows."""
    wanted = [part.strip() for part in rule.example.split("|") if part]
    joiner = "" if rule.language == "zh" else " "
    assert _marked(joiner.join(wanted), rule.language) == "".join(part + "|" for part in wanted)


SPLITS = [
    ("ar", "قال الوزير إن الاتفاق قريب.|وأضاف أن اللجنة تجتمع غدا.|"),
    ("ar", '"انتهى الاجتماع."|ثم غادر الوفد.|'),
    ("ar", "وصل القطار (متأخرا).|ونزل الركاب.|"),
    ("ar", "هل تأخر القطار؟|لا أحد يعرف!|سنرى.|"),
    ("ar", "وقع أ. سالم و م. هدى العقد في شركة ج.م.ع أمس.|"),
    ("ar", "ارتفع المؤشر 2.5 في المئة إلى 1.204.|وبلغ التداول مليونا.|"),
    ("ar", "بدأت القصة عام 1436 هـ.|ثم انتهت.|"),
    ("ar", "كانت الليلة طويلة.. طويلة جدا.|"),
    ("ar", "نص بلا علامة في آخره|"),
    ("ar", 'وقال: "وصلنا متأخرين."|ثم جلس.|'),
    ("ar", "أفاد بأن السعر جيد جداً.|وأنه ثابت.|"),
    ("fa", "رئیس مجلس گفت قانون اجرا می‌شود.|نمایندگان موافق بودند.|"),
    ("ur", "وزیر نے اجلاس سے خطاب کیا۔|بعد میں وہ چلے گئے۔|"),
    ("ckb", "وەزیر گوتی کۆبوونەوەکە باش بوو.|دواتر ڕۆیشت.|"),
    ("he", 'השר אמר כי ההסכם קרוב.|ד"ר כהן הסכים.|'),
    ("en", "Mr. Smith met Dr. Jones at 5 p.m. on Monday.|They talked.|"),
    ("en", "The U.S. team lost.|It was close, he said.|"),
    ("en", '"Is it over?" she asked.|Nobody knew.|'),
    ("en", "See Fig. 3 for details.|The rest is in vol. 2.|"),
    ("fr", "M. Dupont est arrivé à 10 h.|Il n'a rien dit.|"),
    ("de", "Dr. Müller kam am 3. Oktober.|Er blieb z. B. drei Tage.|"),
    ("es", "El Sr. García llegó tarde.|¿Por qué?|Nadie lo sabe.|"),
    ("ru", "Об этом сообщил г. Иванов.|Работы стоят 5 млн руб. в год.|"),
    ("tr", "Toplantı 5. katta yapıldı.|Prof. Dr. Yılmaz konuştu.|"),
    ("zh", "总理会见了代表团。|他说：“合作很重要。”|会议结束了。|"),
    ("ja", "首相は記者会見を開いた。|「合意は近い。」と述べた。|"),
    ("hi", "मंत्री ने बैठक की।|फिर वे चले गए।|"),
    ("und", "One.|Two.|"),
]


@pytest.mark.parametrize(("language", "marked"), SPLITS)
def test_text_is_split_as_marked(language: str, marked: str) -> None:
    """A reader of the language puts the bars there."""
    parts = [part for part in marked.split("|") if part]
    text = ("" if language in {"zh", "ja"} else " ").join(parts)
    assert _marked(text, language) == "".join(part + "|" for part in parts)


def test_a_quotation_that_runs_on_stands_for_itself() -> None:
    """A colon before a quotation of many sentences that does not end here closes the introduction."""
    text = 'وذكر المبعوث: "عقدنا ثلاثة اجتماعات. واتفقنا على الموعد. ونشكر الجميع'
    first = next(iter(split(text, 0, len(text), "ar")))
    assert text[slice(*first)] == "وذكر المبعوث:"
    closed = text + '."'
    assert closed[slice(*split(closed, 0, len(closed), "ar")[0])].endswith("اجتماعات.")
