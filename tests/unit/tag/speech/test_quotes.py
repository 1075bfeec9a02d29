"""What a Quote and a Statement hold besides their words."""

from __future__ import annotations

from schemas import Article, Document
from worker.stages import process

SPEECH = (
    "الوفد يدعو إلى الهدوء\n"
    'وقال رئيس الوفد بعد اللقاء: "ندعو الجميع إلى الهدوء وضبط النفس.\n'
    "نواصل العمل على فتح الطريق. وذكر أن القافلة الأولى وصلت مساء أمس.\n"
    'ونشكر كل من ساعدنا. وأضاف أن الوفد سيعود في الربيع"، قال الحداد.'
)


def tagged(text: str) -> Document:
    return process(Article(id="t", text=text))


def test_an_editors_hand_in_a_quotation_is_seen() -> None:
    """Reporting clauses that the speaker did not say are segments of their own, and statements inside the quote."""
    document = tagged(SPEECH)
    (quote,) = document.quotes
    reporting = [segment.span.text for segment in quote.segments if segment.kind == "reporting"]
    assert reporting == ["وذكر أن", "وأضاف أن"]
    assert quote.segments[0].span.start == quote.span.start
    assert quote.segments[-1].span.end == quote.span.end
    inside = [said.span.text for said in document.statements if said.inside_quote == quote.id]
    assert inside == ["القافلة الأولى وصلت مساء أمس", "الوفد سيعود في الربيع"]


def test_the_speaker_behind_a_long_quotation_is_its_speaker() -> None:
    """A verb and a name right behind the closing mark go with the quotation, however long it is."""
    (quote,) = tagged(SPEECH).quotes
    assert quote.closed
    assert quote.cue is not None
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert (quote.cue.text, quote.speaker.span.text) == ("قال", "الحداد")


def test_ids_count_in_order() -> None:
    """Quotes are q1, q2 …, statements s1, s2 …, in the order of the text."""
    text = 'أخبار\nقال زيد: "نبدأ غدا مع أول ضوء". وأكد أن العمل سهل. وأضاف: "ننتهي قبل المساء". وأوضح أن الطريق آمن.'
    document = tagged(text)
    assert [quote.id for quote in document.quotes] == ["q1", "q2"]
    assert [said.id for said in document.statements] == ["s1", "s2"]


def test_an_unclosed_quotation_is_flagged() -> None:
    """A quotation whose mark was never closed says so, and so does the document's quality."""
    document = tagged('أخبار\nقال زيد: "نبدأ غدا مع أول ضوء ولن نتوقف\nوانتهى اللقاء عند الظهر.')
    (quote,) = document.quotes
    assert not quote.closed
    assert [flag.span for flag in document.quality if flag.flag == "unclosed_quote"] == [quote.span]


def test_what_a_language_lacks_is_named() -> None:
    """Where no lexicon of saying is known, quotes have no speakers, and the provenance says so."""
    document = tagged("Le port\nLe ministre a déclaré : « Nous allons ouvrir le port avant la fin du mois ».")
    assert [quote.speaker for quote in document.quotes] == [None]
    missing = {(item.layer, item.reason) for item in document.provenance.missing}
    assert {("quotes", "partial"), ("statements", "language")} <= missing
