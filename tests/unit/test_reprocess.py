"""Finished documents are done again: those that are meant, and with what would change told before."""

from __future__ import annotations

import pytest

from schemas import Flag
from tests.unit.helpers import Announced, article, finish
from worker.reprocess import Selection, differences, requeue, select
from worker.stages import process
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Refused

OLD, NEW = "0.1.0+aaaa", "0.2.0+bbbb"


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    finish(store, article("ar-1", "قال الوزير ان الأمر انتهى .", "feed"), OLD)
    finish(store, article("en-1", "The minister said that it is over.", "other"), OLD)
    finish(store, article("ar-2", "عاد الوفد إلى بغداد اليوم .", "feed"), NEW)
    return store


@pytest.mark.parametrize(
    ("selection", "ids", "found"),
    [
        (Selection(), [], {"ar-1", "ar-2", "en-1"}),
        (Selection(), ["ar-2", "nobody"], {"ar-2"}),
        (Selection(pipeline="0.1.0"), [], {"ar-1", "en-1"}),
        (Selection(source="other"), [], {"en-1"}),
        (Selection(language="ar"), [], {"ar-1", "ar-2"}),
        (Selection(language="ar", pipeline=OLD), [], {"ar-1"}),
        (Selection(since_ms=2**53), [], set()),
    ],
)
def test_documents_are_selected(store: MemoryStore, selection: Selection, ids: list[str], found: set[str]) -> None:
    """By pipeline, source, language, time or id."""
    assert {document.id for document in select(store, selection, ids)} == found


def test_a_requeued_document_is_for_new_pipelines_only(store: MemoryStore) -> None:
    """An older worker that is still running does not take it; consumers keep the old result until then."""
    announced = Announced()
    assert requeue(store, announced, iter(["ar-1"]), NEW) == 1
    assert announced.ids == [("ar-1", "bulk")]
    assert store.result("ar-1") is not None
    assert store.claim(["ar-1"], pipeline=OLD) == [Refused("ar-1", "newer")]
    assert isinstance(store.claim(["ar-1"], pipeline=NEW)[0], Lease)


def test_differences_are_told_by_layer(store: MemoryStore) -> None:
    """The same pipeline changes nothing; what another would change is named, item by item."""
    (document,) = select(store, Selection(), ["ar-1"])
    assert differences(document, process) == []
    other = document.model_copy(update={"quality": (Flag(flag="truncated"),)})
    (difference,) = differences(other, process)
    assert difference.layer == "quality"
    assert difference.removed == ('{"flag": "truncated", "span": null}',)
