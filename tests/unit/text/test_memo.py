"""What is kept of word types."""

from __future__ import annotations

from worker.text.memo import Memo


def test_a_word_is_made_once() -> None:
    """Asking again gives what was made the first time."""
    asked: list[str] = []
    lengths = Memo(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("كتاب", "باب", "كتاب")] == [4, 3, 4]
    assert asked == ["كتاب", "باب"]


def test_it_never_holds_more_than_its_bound() -> None:
    """Texts of ever new words do not fill the memory, and what was dropped is made again."""
    kept = Memo(str.upper, most=10)
    for number in range(100):
        assert kept[f"w{number}"] == f"W{number}"
        assert len(kept) <= 10
    assert kept["w0"] == "W0"
