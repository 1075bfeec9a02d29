"""Where documents stand."""

from __future__ import annotations

from tests.contract.conftest import World, article, finish, lease
from worker.store.protocol import Policy, Store


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


def test_the_newest_results_come_first(world: World) -> None:
    """As many as asked for; a document without a result is not among them."""
    store = world.open(Policy())
    assert store.recent(5) == []
    for id in ("a", "b", "c"):
        finish(store, id)
        world.wait_ms(2)
    store.submit([article("queued")])
    assert [id for _, id in store.recent(2)] == ["c", "b"]
    assert [id for _, id in store.recent(9)] == ["c", "b", "a"]
    moments = [at for at, _ in store.recent(9)]
    assert moments == sorted(moments, reverse=True)
