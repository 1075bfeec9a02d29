"""Finished documents in a real Redis, and the scripts of examples/ run as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from redis import Redis

from schemas import Article, Document
from tests.e2e.examples.opensearch import OpenSearch, serving
from tests.e2e.examples.postgresql import Postgres, running
from worker.bootstrap import build
from worker.settings import load
from worker.stages import fingerprint, process
from worker.store.protocol import Lease, Result

EXAMPLES = Path(__file__).parents[3] / "examples"
ARTICLES = [
    Article(id="a-1", text="بيروت - زار رئيس الوزراء نجيب ميقاتي مدينة طرابلس أمس.", source="nahr"),
    Article(id="a-2", text='Madrid\n\nThe "quoted" minister said, \\ that it\'s 100%.', published_at="2024-09-20"),
    Article(id="a-3", text="تهران\n\nوزیر گفت که کار تمام شد.", metadata={"n": 1}),
]

Run = Callable[..., str]


@pytest.fixture
def settings(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts and this process mean the same Redis."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", redis_url)


@pytest.fixture
def run(settings: None) -> Run:  # noqa: ARG001
    def run(script: str, *arguments: str, code: int = 0) -> str:
        command = [sys.executable, str(EXAMPLES / script), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=dict(os.environ))
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    return run


def finish(*articles: Article) -> list[Document]:
    """Submit and work through articles as a worker does; the Documents that were committed."""
    documents = []
    with closing(build(load())) as parts:
        for article in articles:
            parts.producer().submit([article])
            (lease,) = parts.store.claim([article.id], pipeline=fingerprint())
            assert isinstance(lease, Lease)
            document = process(article, lease.revision)
            payload = document.model_dump_json().encode()
            parts.store.commit([Result(article.id, lease.revision, fingerprint(), payload)])
            documents.append(document)
    return documents


def submitted(*ids: str) -> list[Article]:
    """The articles that wait under these ids."""
    with closing(build(load())) as parts:
        leases = [parts.store.claim([id], pipeline=fingerprint())[0] for id in ids]
    assert all(isinstance(lease, Lease) for lease in leases)
    return [Article.model_validate_json(lease.payload) for lease in leases if isinstance(lease, Lease)]


def deliver_again(group: str) -> None:
    """All entries once more, as after a crash before the acknowledgement."""
    with Redis.from_url(os.environ["WARRAQ_REDIS_URL"]) as redis:
        redis.xgroup_setid("warraq:{0}:results", group, "0")


@pytest.fixture
def opensearch() -> Iterator[OpenSearch]:
    with serving() as server:
        yield server


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    with running() as server:
        yield server
