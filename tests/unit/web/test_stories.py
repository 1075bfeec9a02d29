"""Stories side by side."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from schemas import Article
from tests.documents import document_of
from tests.unit.export.articles import TEXTS
from tests.web import Site
from worker.web.differences import WORDS, differences

REPORT = "قال الوزير إن <b>الوفد</b> سيصل إلى بيروت غدا لبحث خطة إعادة الإعمار مع الحكومة اللبنانية والبنك الدولي."


def test_members_stand_side_by_side_with_what_differs_marked(web: Site) -> None:
    """The first is whole; the second shows what it adds and leaves out; all of it is escaped."""
    web.add(Article(id="first", text=f"زيارة وفد إلى بيروت\n{REPORT} وانتهى الخبر هنا."))
    second = web.add(Article(id="second/1", text=f"زيارة وفد إلى بيروت\n{REPORT} وأضاف <i>أن</i> المحادثات مهمة."))
    assert second.cluster.id
    assert [other.id for other in second.cluster.nearest] == ["first"]
    body = web.get(f"/stories/{second.cluster.id}")[2]
    assert re.findall(r'data-document="([^"]+)"', body) == ["first", "second/1"]
    assert "<del>وانتهى الخبر هنا.</del>" in body
    assert "<ins>وأضاف" in body
    assert "<i>" not in body
    assert f"/stories/{second.cluster.id}" in web.get("/documents/second%2F1")[2]
    assert f"/stories/{second.cluster.id}" in web.get("/stories")[2]


def test_a_story_that_is_not_known_is_not_found(web: Site) -> None:
    """Nor is a document that stands alone a story."""
    alone = web.add(Article(id="alone", text=TEXTS["fa"]))
    assert "No two documents" in web.get("/stories")[2]
    for id in ("nothing", alone.cluster.id or "x"):
        assert web.get(f"/stories/{id}")[0] == 404


words = st.lists(st.sampled_from(["a", "b", "<", "كلمة"]), max_size=12).map(" ".join)


@given(words, words)
def test_without_what_was_left_out_the_words_are_the_text(reference: str, text: str) -> None:
    """And without what was added, those of the reference."""
    marked = differences(reference, text)
    without = re.sub("<del>.*?</del>", "", marked)
    before = re.sub("<ins>.*?</ins>", "", marked)
    assert unescape(re.sub("</?ins>", "", without)).split() == text.split()
    assert unescape(re.sub("</?del>", "", before)).split() == reference.split()


def test_long_texts_are_compared_to_a_bound() -> None:
    """Quadratic matching stays small."""
    assert len(differences("a " * 10 * WORDS, "b " * 10 * WORDS).split()) <= 2 * WORDS


def test_a_story_of_many_is_turned_page_by_page(web: Site) -> None:
    """Each page has the first beside it; every member is on one, and no address leads past the end."""
    for number in range(14):
        last = web.add(Article(id=f"member-{number:02}", text=f"زيارة وفد إلى بيروت\n{REPORT} التقرير {number}."))
    address, shown = f"/stories/{last.cluster.id}", []
    for number in (1, 2, 3):
        found = re.findall(r'data-document="([^"]+)"', web.get(f"{address}?page={number}")[2])
        assert found[0] == "member-00"
        shown += found[1:]
    assert shown == [f"member-{number:02}" for number in range(1, 14)]
    assert web.get(f"{address}?page=9999")[2] == web.get(f"{address}?page=3")[2]
    assert "page=2" in web.get(address)[2]
    assert web.get(f"{address}?page=<script>")[2] == web.get(address)[2]


def test_more_stories_than_a_page_holds(web: Site) -> None:
    """Older ones are on the pages behind, each on one of them."""
    for number in range(60):
        for copy in "ab":
            article = Article(id=f"{number}-{copy}", text=f"text {number}")
            web.add(article, document_of(article, 1, "0.1.0+test"))
            web.stories.place(article.id, 1, number.to_bytes(1, "big") * 128)
    pages = [set(re.findall(r'data-story="([^"]+)"', web.get(f"/stories?page={page}")[2])) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 10, 0]
    assert len(pages[0] | pages[1]) == 60
    assert 'rel="next"' in web.get("/stories")[2]
    assert 'rel="next"' not in web.get("/stories?page=2")[2]
