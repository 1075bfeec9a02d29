"""`warraq verify` and `warraq reprocess` on a real Redis with a real worker."""

from __future__ import annotations

import json

import pytest
from redis import Redis

from tests.e2e.conftest import ARTICLES, LINES, Run, rows

pytestmark = pytest.mark.redis


@pytest.mark.usefixtures("worker")
def test_verify_names_what_is_missing_and_sends_it_again(run: Run, redis_url: str) -> None:
    """A document that Redis lost with its last writes is found by the producer's own files, and mended."""
    run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    assert "once" in run("verify", "--jsonl", "-", stdin=LINES).stdout.decode()
    with Redis.from_url(redis_url) as redis:
        redis.delete("warraq:{0}:record:a-3", "warraq:{0}:article:a-3", "warraq:{0}:result:a-3")
        redis.zrem("warraq:{0}:done", "a-3")
        redis.hincrby("warraq:{0}:counters", "submitted", -1)
        redis.hincrby("warraq:{0}:counters", "committed", -1)
    found = rows(run("verify", "--jsonl", "-", "--json", "--resubmit", stdin=LINES, code=1))
    assert ("missing", "a-3") in {(finding["kind"], finding["id"]) for finding in found}
    run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    assert json.loads(run("show", "a-3").stdout)["id"] == "a-3"


@pytest.mark.usefixtures("worker")
def test_reprocessing_gives_every_consumer_the_new_result(run: Run) -> None:
    """Counted first, then done; each document has one more entry in the stream."""
    run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    assert len(rows(run("consume"))) == len(ARTICLES)
    assert run("reprocess", "--all", "--dry-run").stdout.decode().startswith(f"{len(ARTICLES)} documents")
    same = run("reprocess", "a-1", "--diff")
    assert same.stdout == b""
    assert "0 of 1 documents would change" in same.stderr.decode()
    assert "2 documents are queued again" in run("reprocess", "a-1", "a-2").stdout.decode()
    run("submit", "--jsonl", "-", "--wait", stdin=LINES)
    again = rows(run("consume"))
    assert {(row["id"], row["revision"]) for row in again} == {("a-1", 2), ("a-2", 2)}
