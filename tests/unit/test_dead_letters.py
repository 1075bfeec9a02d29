"""Operators find dead letters, read them, replay them, drop them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from schemas import Cause, Rejection
from tests.unit.helpers import Announced, article
from worker.dead_letters import DeadLetterOffice, Wanted
from worker.producer import submission
from worker.store.memory import MemoryStore


def letter(
    id: str, *, stage: str = "blocks", code: str = "stage_error", source: str = "feed", day: int = 1
) -> Rejection:
    return Rejection(
        id=id,
        revision=1,
        stage=stage,
        cause=Cause(code=code, message="told"),
        attempts=3,
        rejected_at=f"2024-01-{day:02}T10:00:00+00:00",
        source=source,
        article=article(id, source=source),
    )


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    letters = [
        letter("a"),
        letter("b", stage="intake", day=2),
        letter("c", code="timeout", day=3),
        letter("d", source="other", day=4),
    ]
    for one in letters:
        assert one.article is not None
        store.submit([submission(one.article)])
        assert store.bury(one.id, 1, one.model_dump_json().encode())
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "abcd"),
        (Wanted(stage="intake"), "b"),
        (Wanted(error="timeout"), "c"),
        (Wanted(source="other"), "d"),
        (Wanted(before=datetime(2024, 1, 3, tzinfo=UTC)), "ab"),
        (Wanted(before=datetime(2024, 1, 3, 12, 59, tzinfo=timezone(timedelta(hours=3)))), "ab"),
        (Wanted(before=datetime(2024, 1, 3, 13, 1, tzinfo=timezone(timedelta(hours=3)))), "abc"),
        (Wanted(stage="blocks", source="feed"), "ac"),
    ],
)
def test_letters_are_found_by_what_is_known_of_them(store: MemoryStore, wanted: Wanted, found: str) -> None:
    """Filters narrow; the oldest comes first."""
    assert [one.id for one in DeadLetterOffice(store, Announced()).find(wanted)] == list(found)


def test_a_letter_holds_its_article(store: MemoryStore) -> None:
    """What is needed to replay it is in it."""
    office = DeadLetterOffice(store, Announced())
    found = office.get("a")
    assert found is not None
    assert found.article == article("a", source="feed")
    assert office.get("nobody") is None


def test_replayed_documents_are_queued_and_announced(store: MemoryStore) -> None:
    """An id that is not dead is left out of the answer."""
    announced = Announced()
    assert DeadLetterOffice(store, announced).replay(["a", "nobody"]) == ["a"]
    assert announced.ids == [("a", "articles")]
    assert store.states(["a", "b"]) == ["queued", "dead"]


def test_dropped_letters_are_forgotten(store: MemoryStore) -> None:
    """For good, article and all."""
    office = DeadLetterOffice(store, Announced())
    assert office.drop(["a", "nobody"]) == ["a"]
    assert office.get("a") is None
    assert store.states(["a"]) == [None]
