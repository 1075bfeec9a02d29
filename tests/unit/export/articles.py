"""Three articles in three languages, with what makes exports fail: clitics, astral characters, odd white space."""

from __future__ import annotations

from functools import cache

from schemas import Article, Document
from worker.stages import process

TEXTS = {
    "ar": "الوزير يزور فرنسا 😀\nوقالت الوزارة يوم 3 مايو إن الوفد سيصل إلى   ألمانيا .\n\n"
    'وأضاف المتحدث: "وصلنا إلى عمّان وسنعود\tبسرعة". وذكر أن لتركيا 𞤀 دورا.',
    "fa": "سفر وزیر خارجه به تهران\nوزیر خارجهٔ آلمان روز سه‌شنبه به ایران رسید. او گفت: «می‌خواهیم گفت‌وگو کنیم.»",
    "en": 'Talks resume <b>&amp;</b> 😀\nThe minister said on Tuesday: "We want peace in Syria." He left for France.',
}


def mentions(document: Document) -> list[tuple[str, int, int]]:
    """(type, start, end) of the mentions that no other one overlaps."""
    found = [(e.type, m.span.start, m.span.end) for e in document.entities for m in e.mentions]
    return [one for one in found if sum(one[1] < end and start < one[2] for _, start, end in found) == 1]


@cache
def document(language: str) -> Document:
    """The Document of one of the articles, all its information given."""
    article = Article(
        id=f"sample/{language}?",
        text=TEXTS[language],
        source="تجربة | test",
        url="https://news.example/a?b=1",
        title="A title",
        published_at="2023-05-04T10:00:00+03:00",
        metadata={"desk": {"start": 1}},
    )
    return process(article, 2)
