"""Stories side by side."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from schemas import Article
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
