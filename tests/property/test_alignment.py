"""The alignment is exact, whatever is replaced."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.restoring import restored
from worker.text.alignment import Alignment, Replacement

LETTERS = st.sampled_from("aé🌍ا\n")
TEXT = st.text(LETTERS, max_size=12)
EDIT = st.tuples(st.integers(0, 12), st.integers(0, 3), st.text(LETTERS, max_size=3))


def _disjoint(edits: list[tuple[int, int, str]], length: int) -> list[Replacement]:
    """`edits` (start, length, new) in order, those that overlap or run over the end left out."""
    chosen, position = [], 0
    for start, size, new in sorted(edits):
        if position <= start and start + size <= length:
            chosen.append(Replacement(start, start + size, new))
            position = start + max(size, 1)
    return chosen


@st.composite
def edited(draw: st.DrawFn) -> Alignment:
    """A text after some rounds of random replacements."""
    alignment = Alignment.identity(draw(TEXT))
    for edits in draw(st.lists(st.lists(EDIT, max_size=4), max_size=4)):
        alignment = alignment.replace(_disjoint(edits, len(alignment.text)))
    return alignment


@given(edited())
def test_inverts(alignment: Alignment) -> None:
    """The raw text is the clean text with every change undone."""
    assert restored(alignment) == alignment.raw


@given(edited())
def test_changes_are_ordered_disjoint_and_real(alignment: Alignment) -> None:
    """No change is void, and none overlaps the next, on either side."""
    end = raw_end = 0
    for change in alignment.changes:
        assert end <= change.start <= change.end <= len(alignment.text)
        assert raw_end <= change.raw_start <= change.raw_end <= len(alignment.raw)
        before, after = alignment.raw[change.raw_start : change.raw_end], alignment.text[change.start : change.end]
        assert before != after
        end, raw_end = change.end, change.raw_end


@given(edited(), st.lists(st.integers(0, 12), min_size=4, max_size=4))
def test_spans_map_into_the_raw_text_in_order(alignment: Alignment, points: list[int]) -> None:
    """A later span never maps to an earlier place, and a span maps into the raw text."""
    a, b, c, d = sorted(min(point, len(alignment.text)) for point in points)
    first, second = alignment.raw_span(a, b), alignment.raw_span(c, d)
    assert 0 <= first[0] <= first[1] <= len(alignment.raw)
    assert first[0] <= second[0]
    assert first[1] <= second[1] or c == d


@given(edited())
def test_unchanged_characters_map_to_themselves(alignment: Alignment) -> None:
    """Outside changes, raw and clean characters correspond one to one."""
    changed = {i for change in alignment.changes for i in range(change.start, change.end)}
    for i in range(len(alignment.text)):
        if i not in changed:
            start, end = alignment.raw_span(i, i + 1)
            assert alignment.raw[start:end] == alignment.text[i]
