"""No garbage collection while a document is made."""

from __future__ import annotations

import gc

import pytest

from schemas import Article
from tests.slow_texts import SEEDS, hostile
from worker.stages import process
from worker.uncollected import seldom_collected, uncollected

NEWS = (
    'عدن (رويترز) - قال وزير النقل سامي الحداد أمس إن "الجسر الجديد" سيفتح في 27 سبتمبر.\n'
    "وأضاف الوزير أن العمل بدأ في مدينة الميناء، بحسب وكالة الأنباء، قبل عامين.\n"
)


def test_collection_is_as_it_was_afterwards() -> None:
    """It goes on where it was on, also after an error, and stays off where it was off."""
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        1 / 0  # noqa: B018
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_loaded_is_never_looked_through_again() -> None:
    """Afterwards all that was there is frozen, and a document's values alone start no collection."""
    process(Article(text=NEWS))  # what is loaded and kept at first use
    before = gc.get_threshold()
    try:
        seldom_collected()
        assert gc.get_freeze_count() > 0
        gc.collect()
        started = sum(generation["collections"] for generation in gc.get_stats())
        process(Article(text=NEWS))
        assert sum(generation["collections"] for generation in gc.get_stats()) == started
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@pytest.mark.parametrize("text", [NEWS * 20, *(hostile(name, 4000) for name in SEEDS)], ids=["news", *SEEDS])
def test_a_document_leaves_no_cycles(text: str) -> None:
    """Reference counting frees all that the stages make and drop: the collector would have nothing to do."""
    process(Article(text=text))  # what is loaded and kept at first use
    gc.collect()
    with uncollected():
        made = process(Article(text=text))
        assert gc.collect() == 0
        assert made.raw_length == len(text)
        del made
        assert gc.collect() == 0
