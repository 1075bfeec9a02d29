"""What `warraq status` tells: rates from counters, and tables for people."""

from __future__ import annotations

from schemas import Article
from tests.documents import document_of
from worker.cli.glance import Rates, facts, languages, parts_of
from worker.cli.watch import plain
from worker.producer import submission
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Result
from worker.web.summaries import Summaries

PIPELINE = "1.0+test"


def store_with(done: int, queued: int = 0) -> MemoryStore:
    store = MemoryStore()
    for number in range(done + queued):
        article = Article(id=f"a-{number}", text=f"text {number}")
        store.submit([submission(article)])
        if number < done:
            (lease,) = store.claim([article.id], pipeline=PIPELINE)
            assert isinstance(lease, Lease)
            payload = document_of(article, 1, PIPELINE).model_dump_json().encode()
            store.commit([Result(article.id, 1, PIPELINE, payload)])
    return store


def test_rates_are_what_changed_over_the_last_seconds() -> None:
    """Nothing at the first look; then over ten seconds at most, so that an old burst is forgotten."""
    rates = Rates()
    assert rates.of({"submitted": 50}, 0.0) == {"submitted": None, "done": None, "dead": None}
    assert rates.of({"submitted": 100, "committed": 20, "buried": 1, "rejected": 1}, 2.0) == {
        "submitted": 25.0,
        "done": 10.0,
        "dead": 1.0,
    }
    for second in range(3, 13):
        latest = rates.of({"submitted": 100, "committed": 20, "buried": 1, "rejected": 1}, float(second))
    assert latest == {"submitted": 0.0, "done": 0.0, "dead": 0.0}


def test_a_ledger_that_was_emptied_has_no_negative_rate() -> None:
    """Its counters begin again."""
    rates = Rates()
    rates.of({"submitted": 50}, 0.0)
    assert rates.of({}, 1.0)["submitted"] == 0.0


def test_the_page_tells_when_the_queue_will_be_done() -> None:
    """At the rate of the last seconds; and nothing where nothing moves."""
    told = facts(store_with(done=1, queued=30))
    moving = plain(parts_of(told | {"rates": {"submitted": 0.0, "done": 3.0, "dead": 0.0}}))
    assert "done in      10 s" in moving
    assert "done in" not in plain(parts_of(told | {"rates": {"submitted": 0.0, "done": 0.0, "dead": 0.0}}))
    assert "done in" not in plain(parts_of(told))


def test_languages_of_the_newest_with_their_empty_layers() -> None:
    """A language that fails silently is seen by what it lacks."""
    store = store_with(done=3)
    (found,) = languages(Summaries(store))
    assert (found["language"], found["documents"]) == ("und", 3)
    assert "entities" in found["empty"]
    page = plain(parts_of(facts(store) | {"languages": [found]}))
    assert "NEARLY ALWAYS EMPTY" in page
    assert page.splitlines()[-1].startswith("und")


def test_groups_are_listed_with_their_lag() -> None:
    """One that has read nothing of three is three behind after it joined."""
    store = store_with(done=3)
    store.ack("search", store.read("search", "c", limit=1))
    page = plain(parts_of(facts(store)))
    assert page.splitlines()[-1].split() == ["search", "2", "0", "0", "0", "1"]
