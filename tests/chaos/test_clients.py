"""Producers and consumers are killed amid their work: who is started again goes on, and nothing is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from schemas import Article
from tests.chaos.lab import ROOT, Lab, articles, check, until

GROUP = ("consume", "--group", "readers", "--name", "reader")


@contextmanager
def started(lab: Lab, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of ours, killed at the end."""
    environment = os.environ | {"WARRAQ_REDIS_URL": lab.server.url, "WARRAQ_STATE_DIR": str(lab.home / "state")}
    command = [sys.executable, "-m", "worker.cli", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def test_a_producer_killed_in_mid_submission(lab: Lab):
    """Its articles sent again, from the first on: each is a document once."""
    given = articles(3000)
    lines = [article.model_dump_json(exclude_none=True).encode() + b"\n" for article in given]
    lab.worker()
    with started(lab, "submit", "--jsonl", "-") as killed:
        assert killed.stdin
        killed.stdin.writelines(lines[:2000])
        killed.stdin.flush()
        until(lambda: lab.parts.store.status().submitted > 0, "it submits")
        assert killed.poll() is None, "it waits for more"
    with started(lab, "submit", "--jsonl", "-", "--wait") as again:
        again.communicate(b"".join(lines))
        assert again.returncode == 0
    check(lab, [article.id for article in given])
    assert lab.parts.store.status().submitted == len(given)


def test_a_consumer_killed_with_entries_in_its_hand(lab: Lab):
    """What it had not acknowledged comes again to the next of its name, and nothing else does."""
    given = [Article(id=f"d{number}", text="خبر " * 2000) for number in range(100)]
    lab.worker()
    ids = lab.submit(given)
    lab.settle()
    with started(lab, *GROUP) as killed:  # nobody reads what it writes: it stands still when the pipe is full
        until(lambda: any(group.pending for group in lab.parts.store.groups()), "it has entries in its hand")
        killed.kill()
        killed.wait()
    (group,) = lab.parts.store.groups()
    assert (group.lag + group.pending, group.pending > 0) == (len(ids), True)
    with started(lab, *GROUP) as again:
        written = [json.loads(line)["id"] for line in again.communicate()[0].splitlines()]
        assert again.returncode == 0
    assert sorted(written) == sorted(ids)
    (group,) = lab.parts.store.groups()
    assert (group.lag, group.pending) == (0, 0)
