"""From when to when a time is: the first day and the last, which the value alone may leave to reckoning."""

from __future__ import annotations

import pytest

from tests.times import times_of


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("عقد اللقاء في 13 و14 سبتمبر بالعاصمة", "2022-09-13", "2022-09-14"),
        ("استمر العمل من 30 ديسمبر إلى 2 يناير 2022", "2021-12-30", "2022-01-02"),
        ("تغير العالم في الألفية الثالثة كثيرا", "2000-01-01", "2999-12-31"),
        ("بني الجسر في القرن التاسع عشر", "1800-01-01", "1899-12-31"),
        ("بني الجسر في تسعينيات القرن الماضي", "1990-01-01", "1999-12-31"),
        ("ارتفعت الأسعار في الربع الثالث من 2022", "2022-07-01", "2022-09-30"),
        ("ارتفعت الأسعار في النصف الأول من 2022", "2022-01-01", "2022-06-30"),
        ("ارتفعت الأسعار الأسبوع الماضي", "2022-09-26", "2022-10-02"),
        ("ارتفعت الأسعار في سبتمبر 2022", "2022-09-01", "2022-09-30"),
        ("ترتفع الأسعار في بقية العام الجاري", "2022-10-07", "2022-12-31"),
        ("انعقد المؤتمر في صفر 1443 بالقاهرة", "2021-09-08", "2021-10-06"),
        ("يعود الوفد مطلع العام المقبل", "2023-01-01", None),
        ("سقط الثلج في شتاء 2021 بغزارة", None, None),
    ],
)
def test_a_time_is_bounded_by_its_first_and_last_day(sentence: str, first: str | None, last: str | None) -> None:
    """Both belong to it; where the text leaves an end open, so does the annotation. 2022-10-07 was a Friday."""
    (time,) = times_of(sentence, "2022-10-07")
    assert (time.from_, time.to) == (first, last)
