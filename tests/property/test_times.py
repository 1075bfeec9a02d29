"""Times of any text at all: found without failing, in order, apart from each other, in linear work."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.times import times_of
from worker.tag.times.build import parse
from worker.tag.times.lexicon import LANGUAGES, lexicon

WORDS = [*lexicon("ar").words, *(f"{first} {' '.join(p[0].rest)}" for first, p in lexicon("ar").phrases.items())]
SEPARATORS = st.sampled_from([" ", " و", " ب", "\n", "/", "-", ". ", "، ", ":", "", " ("])
PARTS = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from(WORDS),
            st.one_of(st.integers(0, 32), st.integers(1300, 2100), st.integers(0, 10**9)).map(str),
            st.text(max_size=4),
        ),
        SEPARATORS,
    ),
    max_size=30,
)


@settings(deadline=None)
@given(
    parts=PARTS,
    published=st.sampled_from(
        [None, "2022-10-07", "2024-02-29", "1900-01-01", "2099-12-31", "0001-01-01", "9999-12-31"]
    ),
)
def test_expressions_are_ordered_and_apart(parts: list[tuple[str, str]], published: str | None) -> None:
    """Whatever words of time stand beside each other, spans are in order, do not overlap and repeat the text."""
    text = "".join(word + mark for word, mark in parts)
    if not any(c.isprintable() and not c.isspace() for c in text) or "\0" in text:
        return
    position = 0
    for time in times_of(text, published):
        assert position <= time.span.start < time.span.end
        assert time.span.raw_end <= len(text)
        assert time.from_ is None or time.to is None or time.from_ <= time.to
        position = time.span.end


@settings(deadline=None)
@given(text=st.text(min_size=1, max_size=60), language=st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_read(text: str, language: str) -> None:
    """No text fails, in any language."""
    if any(c.isprintable() and not c.isspace() for c in text) and "\0" not in text:
        times_of(text, "2022-10-07", language)


@pytest.mark.parametrize("unit", ["7", "و", "و ", "سبتمبر ", "13 و ", "2/", "الجمعة ", "من 5 إلى ", "ثمانية وعشرين "])
def test_work_grows_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text makes at most about twice the items to parse, for marks and words repeated without end."""
    import worker.tag.times.find as module

    seen: list[int] = []

    def counted(items: list, language: str) -> list:
        seen.append(len(items))
        return parse(items, language)

    monkeypatch.setattr(module, "parse", counted)
    sizes = []
    for count in (500, 1000):
        seen.clear()
        times_of(unit * count, "2022-10-07")
        sizes.append(sum(seen))
    assert sizes[1] <= 2 * sizes[0] + 10
