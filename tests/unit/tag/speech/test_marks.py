"""Which marks open, close and belong together."""

import pytest

from worker.tag.speech.marks import find_pairs

CASES = [
    pytest.param("قال «نعم» ثم", ["نعم"], id="guillemets"),
    pytest.param('قال "نعم" ثم', ["نعم"], id="plain"),
    pytest.param("قال “نعم” ثم", ["نعم"], id="curly"),
    pytest.param("قال ”نعم“ ثم", ["نعم"], id="curly-reversed"),
    pytest.param("قال »نعم« ثم", ["نعم"], id="guillemets-reversed"),
    pytest.param('قال „نعم" ثم', ["نعم"], id="mixed"),
    pytest.param('قال “نعم" ثم', ["نعم"], id="curly-closed-by-plain"),
    pytest.param("قال ‘نعم’ ثم", ["نعم"], id="single"),
    pytest.param("قال ''نعم'' ثم", ["نعم"], id="two-apostrophes"),
    pytest.param("قال <<نعم>> ثم", ["نعم"], id="typewriter"),
    pytest.param('قال:"نعم"،قال زيد', ["نعم"], id="glued-to-colon-and-comma"),
    pytest.param('قال" نعم "وذهب', [" نعم "], id="spaces-on-the-wrong-side"),
    pytest.param('وصفه بـ" نعم " ثم', [" نعم "], id="spaces-on-both-sides"),
    pytest.param("عدّها ”مرفوضة “و”مريبة”.", ["مرفوضة ", "مريبة"], id="space-before-the-closing-mark"),
    pytest.param("قالت “شركة “نور” كبيرة”.", ["شركة “نور” كبيرة", "نور"], id="nested"),
    pytest.param('قالت "شركة "نور" كبيرة".', ['شركة "نور" كبيرة', "نور"], id="nested-plain"),
    pytest.param('قال "نعم.\nثم لا.\nأبدا" وذهب', ["نعم.\nثم لا.\nأبدا"], id="over-paragraphs"),
    pytest.param('"نعم\n"لا\n"أبدا"', ['نعم\n"لا\n"أبدا'], id="reopened-at-each-paragraph"),
    pytest.param("The workers' strike isn't 'good' here", ["good"], id="apostrophes"),
    pytest.param("L'homme a dit « oui » hier", [" oui "], id="french"),
    pytest.param('צה"ל הודיע', [], id="gershayim"),
    pytest.param('a 5" disk', [], id="inch"),
    pytest.param('كان خطيرا "، ملوحا', [], id="closing-without-opening"),
]


@pytest.mark.parametrize(("text", "contents"), CASES)
def test_marks_pair_up(text: str, contents: list[str]) -> None:
    """Right and wrong marks alike give the pairs a reader sees."""
    pairs = find_pairs(text)
    assert [text[pair.start : pair.end] for pair in pairs] == contents
    assert all(pair.closed for pair in pairs)


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    """A mark that is never closed does not swallow the paragraphs after it."""
    text = 'قال "نعم للسلام\nوقال آخر "لا" أيضا'
    assert [(text[pair.start : pair.end], pair.closed) for pair in find_pairs(text)] == [
        ("نعم للسلام", False),
        ("لا", True),
    ]
