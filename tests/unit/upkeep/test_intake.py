"""The inbox: what is an article is submitted, what is not becomes a dead letter, nothing is dropped."""

from __future__ import annotations

import base64
import json

import pytest
from structlog.testing import capture_logs

from schemas import Rejection
from worker.producer import Producer
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy
from worker.upkeep.intake import _BATCH, Intake


class Announcer:
    """Notes what is announced."""

    def __init__(self):
        self.sent = []

    def publish(self, ids, queue):
        self.sent.append((queue, list(ids)))


@pytest.fixture
def announcer():
    return Announcer()


@pytest.fixture
def store():
    return MemoryStore(Policy())


@pytest.fixture
def intake(store, announcer):
    producers = {queue: Producer(store, announcer, queue) for queue in ("articles", "bulk")}
    return Intake(store, producers, "reader", max_bytes=1000)


def article(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def only_letter(store):
    (letter,) = store.dead()
    return Rejection.model_validate_json(letter.rejection)


def test_an_article_is_submitted_and_announced(store, intake, announcer):
    """It is queued, its workers are woken, and it has left the inbox."""
    store.post(article=article(id="a", text="نص"))
    intake.take()
    assert (store.status().queued, store.status().inbox) == (1, 0)
    assert announcer.sent == [("articles", ["a"])]


def test_the_sender_may_choose_the_queue(store, intake, announcer):
    """The field `queue` says which."""
    store.post(article=article(id="a", text="x"), queue=b"bulk")
    intake.take()
    assert announcer.sent == [("bulk", ["a"])]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"article": b"not json"}, "invalid_article"),
        ({"article": b"\xff\xfe"}, "invalid_article"),
        ({"article": b'{"text": ""}'}, "invalid_article"),
        ({"article": b'{"text": "x", "unknown": 1}'}, "invalid_article"),
        ({"article": b'{"text": "x"}' + b" " * 1000}, "oversize"),
        ({"text": b"x"}, "no_article"),
        ({"article": b'{"text": "x"}', "queue": b"fast"}, "unknown_queue"),
    ],
)
def test_anything_else_is_a_dead_letter(store, intake, fields, code):
    """With its reason and what was received, and it does not come again."""
    store.post(**fields)
    intake.take()
    letter = only_letter(store)
    assert (letter.stage, letter.cause.code) == ("intake", code)
    assert (store.status().queued, store.status().inbox) == (0, 0)
    if letter.article is None:
        received = base64.b64decode(letter.payload)
        assert received == fields.get("article", b'{"text": "x"}')


def test_a_bad_entry_does_not_hold_up_good_ones(store, intake):
    """Those around it are taken in by the same reading."""
    for content in (article(id="a", text="x"), b"{", article(id="b", text="y")):
        store.post(article=content)
    intake.take()
    assert (store.status().queued, store.status().dead) == (2, 1)


def test_what_is_wrong_is_named_without_the_value(store, intake):
    """The reason names the field and does not quote the article."""
    store.post(article=article(text="x", published_at="secret"))
    intake.take()
    message = only_letter(store).cause.message
    assert "published_at" in message
    assert "secret" not in message


def test_an_entry_that_ended_its_readers_is_put_away(store, intake, announcer):
    """An entry delivered again and again, and never finished, becomes a dead letter."""
    store.post(article=article(id="a", text="x"))
    for _ in range(3):
        store.receive("reader", limit=10)
    intake.take()
    assert only_letter(store).cause.code == "process_died"
    assert announcer.sent == []


GIVEN = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize(
    ("given", "kept"), [(GIVEN, GIVEN.decode()), (b"nonsense", None), (b"\xff", None), (b"", None)]
)
def test_the_sender_may_name_a_trace(store, intake, given, kept):
    """The document's spans join it; one that is malformed is said, and costs the article nothing."""
    store.post(article=article(id="a", text="x"), traceparent=given)
    with capture_logs() as logs:
        intake.take()
    (lease,) = store.claim(["a"], pipeline="1.0+test")
    assert lease.traceparent == kept
    assert ("traceparent ignored" in [line["event"] for line in logs]) == bool(given and not kept)


def test_it_says_whether_there_may_be_more(store, intake):
    """A full batch may have more behind it."""
    for number in range(_BATCH + 1):
        store.post(article=article(id=str(number), text="x"))
    assert [intake.take(), intake.take(), intake.take()] == [True, False, False]
    assert store.status().queued == _BATCH + 1


def test_fields_of_any_bytes_are_kept_readable(store, intake):
    """What is no text stands as a replacement character; the letter can be shown."""
    store.post(note=b"\xffx")
    intake.take()
    assert json.loads(base64.b64decode(only_letter(store).payload)) == {"note": "\ufffdx"}
