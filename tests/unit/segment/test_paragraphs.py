"""Which lines are one paragraph: a line that leaves its sentence open is carried on, others are not."""

from __future__ import annotations

import pytest

from worker.segment.blocks import layout

HEAD = "افتتاح مصنع جديد للسيارات\n"


def paragraphs(body: str) -> list[str]:
    """The paragraphs under a headline."""
    text = HEAD + body
    return [text[piece.start : piece.end] for piece in layout(text, "ar").pieces if piece.kind == "paragraph"]


@pytest.mark.parametrize(
    "body",
    [
        "افتتح الوزير أمس المصنع الجديد في\nمدينة الدمام بعد عامين من العمل.",
        "افتتح الوزير أمس المصنع الجديد،\nحضره عدد من المديرين في المدينة.",
        "افتتح الوزير أمس المصنع الجديد\n، بحضور عدد من المديرين.",
    ],
)
def test_a_sentence_that_goes_on_is_one_paragraph(body: str) -> None:
    """After a word or mark that ends none, or before a mark that begins none."""
    assert paragraphs(body) == [body]


@pytest.mark.parametrize(
    "body",
    [
        "افتتح الوزير أمس المصنع الجديد.\nمدينة الدمام تنتظر غيره من المصانع.",
        "افتتح الوزير أمس المصنع الجديد\nوقال إن العمل يبدأ يوم الأحد.",
        "افتتح الوزير أمس المصنع الجديد\nأعلن المدير أن العمل يبدأ يوم الأحد.",
        "افتتح الوزير أمس المصنع الجديد في\n\nمدينة الدمام تنتظر غيره من المصانع.",
    ],
)
def test_a_new_sentence_is_a_new_paragraph(body: str) -> None:
    """Behind a full stop or an empty line, and before what opens the sentences of news."""
    assert paragraphs(body) == [line for line in body.split("\n") if line]
