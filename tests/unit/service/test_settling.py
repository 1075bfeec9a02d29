"""A message is settled document by document; what one of them does is no other's affair."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from schemas import Article, Cluster
from tests.unit.service.parts import PIPELINE, RULES, letter, service_on, submit
from worker.producer import submission
from worker.service.limits import Limits
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy


def test_good_documents_get_results(store, service):
    """Every document of a message has its result when the message is done."""
    ids = submit(store, a="one", b="two")
    assert service.work(ids)
    assert [json.loads(store.result(name))["text"] for name in ids] == ["one", "two"]
    assert store.status().done == 2


def test_what_other_documents_tell_of_one_is_in_its_result(store):
    """The story index is asked before the commit."""
    stories = service_on(store, place=lambda document: document.model_copy(update={"cluster": Cluster(id="s-1")}))
    assert stories.work(submit(store, a="one"))
    assert json.loads(store.result("a"))["cluster"]["id"] == "s-1"


def test_a_message_that_comes_again_changes_nothing(store, service):
    """The same message twice gives one result and one stream entry a document."""
    ids = submit(store, a="one")
    assert service.work(ids)
    assert service.work(ids * 3)
    assert len(store.read("g", "c", limit=10)) == 1


def test_unknown_ids_are_skipped(store, service):
    """An id that nobody submitted is passed over."""
    ids = submit(store, a="one")
    assert service.work(["nobody", *ids])
    assert store.status().done == 1


def test_a_bad_document_fails_alone(store, service):
    """Its neighbours get their results in the same pass and are charged nothing."""
    submit(store, a="one", bad="raise", b="two")
    assert service.work(["a", "bad", "b"])
    status = store.status()
    assert (status.done, status.queued, status.dead) == (2, 1, 0)


@pytest.mark.parametrize(
    ("text", "seconds", "code"),
    [
        ("raise", 30, "stage_error"),
        ("memory", 30, "memory"),
        ("loop", 0.05, "timeout"),
        ("invalid", 30, "invalid_document"),
    ],
)
def test_a_document_that_always_fails_becomes_a_dead_letter(store, text, seconds, code):
    """After its last attempt, with stage, cause, attempts and the article kept."""
    service = service_on(store, rules=replace(RULES, limits=Limits(seconds, 512)))
    submit(store, bad=text)
    assert service.work(["bad"])
    assert store.status().dead == 0
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.stage, dead.cause.code, dead.attempts, dead.revision) == ("obey", code, 2, 1)
    assert dead.pipeline == PIPELINE
    assert dead.article is not None
    assert dead.article.text == text


def test_killed_attempts_end_in_a_dead_letter(store, service):
    """Attempts that ended with their process count; the letter has what was last known."""
    submit(store, bad="fine")
    for _ in range(2):
        (lease,) = store.claim(["bad"], pipeline=PIPELINE)
        store.release(lease, stage="tokens", error="process_died: killed")
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.stage, dead.cause.code, dead.cause.message, dead.attempts) == ("tokens", "process_died", "killed", 2)


def test_attempts_that_ended_without_a_word_end_in_a_dead_letter(clock):
    """Where every process was killed, and none was left to say so, the letter says as much."""
    store = MemoryStore(Policy(lease_ms=1000, max_attempts=2), clock=clock)
    submit(store, bad="fine")
    for _ in range(2):
        store.claim(["bad"], pipeline=PIPELINE)
        clock.now += 2000
    assert service_on(store).work(["bad"])
    dead = letter(store, "bad")
    assert (dead.stage, dead.cause.code, dead.attempts) == ("claim", "process_died", 2)
    assert "killed" in dead.cause.message


def test_what_is_no_article_is_not_tried_again(store, service):
    """A payload that no release can read is a dead letter at once, its bytes kept."""
    good = submission(Article(id="bad", text="x"))
    store.submit([type(good)(id="bad", payload=b"{}", digest="d")])
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.cause.code, dead.attempts, dead.payload, dead.article) == ("invalid_article", 1, "e30=", None)
