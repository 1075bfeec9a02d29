"""Where documents stand."""

from __future__ import annotations

from tests.contract.conftest import article, finish, lease
from worker.store.protocol import Store


def test_each_id_is_told_where_it_stands(store: Store) -> None:
    """In the order asked, in every state; unknown and dropped ids are None."""
    assert store.states([]) == []
    finish(store, "done")
    store.submit([article(id) for id in ("queued", "leased", "dead", "dropped")])
    lease(store, "leased")
    for id in ("dead", "dropped"):
        assert store.bury(id, 1, b"{}")
    assert store.drop("dropped")
    asked = ["leased", "unknown", "done", "queued", "dead", "dropped"]
    assert store.states(asked) == ["leased", None, "done", "queued", "dead", None]
