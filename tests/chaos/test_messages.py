"""What arrives from the broker is only a hint: doubled, forged or broken messages do no harm."""

from __future__ import annotations

import base64
import json
import os
import pickle
import subprocess
import sys
from uuid import uuid4

import pytest

from tests.chaos.lab import ROOT, Lab, articles, check, until
from worker.broker import TASK, lane


def test_the_same_message_many_times_at_once(lab: Lab):
    """Forty copies of each message, over two workers: one result and one stream entry a document."""
    ids = lab.submit(articles(64))
    for _ in range(40):
        lab.parts.publisher.publish(ids, "articles")
    lab.worker()
    lab.worker(pool="solo")
    lab.settle()
    until(lambda: lab.parts.publisher.waiting("articles") == 0, "all copies were read")
    check(lab, ids)
    assert lab.parts.store.status().counters["refused_done"] > 0


def envelope(body: bytes, *, task: str = TASK, kind: str = "application/json", coding: str = "utf-8") -> bytes:
    """A message as it lies in the broker's list."""
    name = uuid4().hex
    return json.dumps(
        {
            "body": base64.b64encode(body).decode(),
            "content-type": kind,
            "content-encoding": coding,
            "headers": {"lang": "py", "task": task, "id": name, "argsrepr": "", "kwargsrepr": ""},
            "properties": {
                "correlation_id": name,
                "delivery_mode": 2,
                "delivery_info": {"exchange": "", "routing_key": "warraq.articles"},
                "priority": 0,
                "body_encoding": "base64",
                "delivery_tag": name,
            },
        }
    ).encode()


def call(*args: object) -> bytes:
    """The body of a call with these arguments."""
    return json.dumps([args, {}, {"callbacks": None, "errbacks": None, "chain": None, "chord": None}]).encode()


class Bomb:
    """Makes a directory when it is unpickled."""

    def __init__(self, path):
        self._path = path

    def __reduce__(self):
        return (os.mkdir, (str(self._path),))


FORGED = {
    "unknown ids": envelope(call([f"nobody-{n}" for n in range(32)])),
    "a huge list": envelope(call([f"x{i}" for i in range(100_000)])),
    "wrong types": envelope(call([{"id": 1}, None])),
    "no arguments": envelope(call()),
    "a number for arguments": envelope(b"[5, {}, {}]"),
    "a list for keywords": envelope(b"[[], [1], {}]"),
    "no call": envelope(b"null"),
    "a call cut short": envelope(b"[[]]"),
    "a call of the first protocol": envelope(b'{"args": 5}'),
    "a task to call after it": envelope(b'[[["d0"]], {}, {"chain": [{"task": "os.system", "args": []}]}]'),
    "another task": envelope(call(["d0"]), task="os.system"),
    "broken JSON": envelope(b"[[[["),
    "deep JSON": envelope(b"[" * 100_000 + b"]" * 100_000),
    "not even a message": b"hello",
    "an empty object": b"{}",
    "a JSON list": b"[1, 2]",
    "a JSON string": b'"hello"',
    "not UTF-8": b"\xff\xfe\x00",
    "deep nonsense": b"[" * 100_000,
    "a shell without kernel": b'{"properties": {}}',
}


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_forged_messages(lab: Lab, pool, tmp_path):
    """Whatever somebody writes into the broker, the documents before and after it are done, and nothing is run."""
    worker = lab.worker(pool=pool, children=1)
    boom = pickle.dumps((([Bomb(tmp_path / "boom")],), {}, {}))
    pickled = {"pickle": envelope(boom, kind="application/x-python-serialize", coding="binary")}
    ids = []
    with lab.server.client() as client:
        for number, (name, forged) in enumerate((FORGED | pickled).items()):
            client.lpush(f"warraq:broker:{lane(lab.settings, 'articles')}", forged)
            ids += lab.submit(articles(1, f"after-{number}-"))
            until(lab.settled, f"the document after {name!r} is done")
            until(lambda: refused(lab) == number + 1, f"{name!r} is counted")  # noqa: B023
    check(lab, ids)
    assert worker.alive
    assert not (tmp_path / "boom").exists()


def refused(lab: Lab) -> int:
    """How many messages were refused, the one of 32 unknown ids included."""
    counters = lab.parts.store.status().counters
    return counters.get("refused_message", 0) + counters.get("refused_unknown", 0) // 32


def test_a_pickle_is_counted(lab: Lab, tmp_path):
    """`warraq status --json` tells of a refused message; it is neither run nor delivered again."""
    lab.worker(children=1)
    boom = pickle.dumps((([Bomb(tmp_path / "boom")],), {}, {}))
    with lab.server.client() as client:
        client.lpush(
            f"warraq:broker:{lane(lab.settings, 'articles')}",
            envelope(boom, kind="application/x-python-serialize", coding="binary"),
        )
    until(lambda: status_json(lab)["counters"].get("refused_message"), "the message is counted")
    assert lab.submit(articles(1))
    lab.settle()
    assert status_json(lab)["counters"]["refused_message"] == 1
    assert not (tmp_path / "boom").exists()


def status_json(lab: Lab):
    """What an operator reads."""
    command = [sys.executable, "-m", "worker.cli", "status", "--json"]
    environment = os.environ | {"WARRAQ_REDIS_URL": lab.server.url}
    return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True, cwd=ROOT).stdout)
