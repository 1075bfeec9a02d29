"""What is kept by word: asked once while it is kept, and never more than so much of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worker.text.memo import Memo


def test_a_word_is_asked_once_while_it_is_kept() -> None:
    """The second time the answer is there."""
    asked: list[str] = []
    memo = Memo(lambda word: asked.append(word) or word.upper(), most=10)
    assert memo.of(["a", "b", "a"]) == ["A", "B", "A"]
    assert asked == ["a", "b"]


def test_words_that_come_again_stay() -> None:
    """A frequent word is asked once, however many others come between."""
    asked: list[str] = []
    memo = Memo(lambda word: asked.append(word) or word.upper(), most=4)
    memo.of("abacadaeafag")
    assert asked == ["a", "b", "c", "d", "e", "f", "g"]


@given(st.lists(st.sampled_from("abcdefgh")), st.integers(1, 5))
def test_answers_never_depend_on_what_is_kept(words: list[str], most: int) -> None:
    """However little is kept, and it is kept to."""
    memo = Memo(str.upper, most)
    assert memo.of(words) == [word.upper() for word in words]
    assert len(memo) <= most
