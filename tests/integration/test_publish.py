"""Announcing documents through a real broker."""

from __future__ import annotations

import base64
import json

import pytest
from pydantic import SecretStr
from redis import Redis

from worker.broker import celery_app, lane
from worker.errors import Misconfigured, Unavailable
from worker.publish import Publisher
from worker.settings import load

pytestmark = pytest.mark.redis


@pytest.fixture
def settings(redis_url):
    return load(redis_url=SecretStr(redis_url), ids_per_message=4)


@pytest.fixture
def publisher(settings):
    publisher = Publisher(celery_app(settings), settings)
    yield publisher
    publisher.close()


def messages(settings, queue):
    """The messages in a queue's list, oldest first: headers and ids."""
    with Redis.from_url(settings.broker.get_secret_value()) as client:
        raw = client.lrange(f"{settings.namespace}:broker:{lane(settings, queue)}", 0, -1)
    found = [json.loads(message) for message in reversed(raw)]
    return [(message["headers"], json.loads(base64.b64decode(message["body"]))[0][0]) for message in found]


def test_ids_go_together(publisher, settings):
    """Ids travel in order, `ids_per_message` a message, the last with the rest."""
    publisher.publish([f"d{i}" for i in range(9)], "bulk")
    assert [ids for _, ids in messages(settings, "bulk")] == [
        ["d0", "d1", "d2", "d3"],
        ["d4", "d5", "d6", "d7"],
        ["d8"],
    ]


def test_singly(publisher, settings):
    """`singly` sends a message an id."""
    publisher.singly(["a", "b"], "articles")
    assert [ids for _, ids in messages(settings, "articles")] == [["a"], ["b"]]


def test_a_message_says_nothing_twice(publisher, settings):
    """The ids stand in the body only: headers hold no copy for monitors."""
    publisher.publish(["only-once"], "articles")
    ((headers, _),) = messages(settings, "articles")
    assert "only-once" not in json.dumps(headers)


def test_waiting_counts_messages(publisher):
    """`waiting` counts messages of one queue, also of an empty one."""
    assert publisher.waiting("bulk") == 0
    publisher.publish([f"d{i}" for i in range(9)], "bulk")
    assert (publisher.waiting("bulk"), publisher.waiting("articles")) == (3, 0)


def test_it_survives_a_lost_connection(publisher, settings):
    """A connection that was cut is opened again, and the ids arrive."""
    publisher.publish(["a"], "articles")
    with Redis.from_url(settings.broker.get_secret_value()) as client:
        client.client_kill_filter(_type="normal", skipme=True)
    publisher.publish(["b"], "articles")
    assert ["b"] in [ids for _, ids in messages(settings, "articles")]


def test_no_broker_is_said_plainly():
    """Where nothing answers the error is ours, and shows no password."""
    settings = load(redis_url=SecretStr("redis://:geheim@127.0.0.1:1/0"))
    with pytest.raises(Unavailable) as caught:
        Publisher(celery_app(settings), settings).publish(["a"], "articles")
    assert "geheim" not in str(caught.value)


def test_a_wrong_password_is_not_tried_again(settings):
    """A password that the broker refuses is the user's mistake, said at once."""
    wrong = settings.redis_url.get_secret_value().replace("://", "://nobody:wrong@")
    settings = load(redis_url=SecretStr(wrong))
    with pytest.raises(Misconfigured):
        Publisher(celery_app(settings), settings).publish(["a"], "articles")
