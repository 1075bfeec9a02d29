"""A web server over a store in memory, on a port of its own, for tests that are clients."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from schemas import Article, Document
from worker.bootstrap import Parts, build
from worker.publish import Publisher
from worker.settings import Settings
from worker.stages import process
from worker.store.memory import MemoryStore
from worker.store.protocol import Lease, Result, Submission
from worker.stories import Stories, placed
from worker.web.app import application
from worker.web.server import Server

TOKEN = "an operator's token"
PIPELINE = "0.1.0+test"


@dataclass
class Announcements:
    """A publisher that only remembers."""

    ids: list[str] = field(default_factory=list)

    def publish(self, ids: Sequence[str], _queue: str) -> None:
        self.ids += ids

    def close(self) -> None:
        pass


@dataclass
class Site:
    """A running server and what stands behind it."""

    port: int
    store: MemoryStore
    announced: list[str]
    stories: Stories

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, form: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.ask("POST", path, form, {"content-type": "application/x-www-form-urlencoded", **headers})

    def ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def add(self, article: Article, document: Document | None = None) -> Document:
        """Process an article, or take its document as given, and commit it."""
        lease = self.submit(article)
        made = document or placed(process(article, lease.revision), self.stories)
        self.store.commit([Result(lease.id, lease.revision, PIPELINE, made.model_dump_json().encode())])
        return made

    def submit(self, article: Article) -> Lease:
        payload = article.model_dump_json().encode()
        self.store.submit([Submission(article.id, payload, digest=str(hash(payload)))])
        (claim,) = self.store.claim([article.id], pipeline=PIPELINE)
        assert isinstance(claim, Lease)
        return claim


@contextmanager
def site(*, token: str | None = TOKEN, parts: Parts | None = None) -> Iterator[Site]:
    """A server that is up, and down again afterwards."""
    store, announcements = MemoryStore(), Announcements()
    if parts is None:
        settings = Settings(operator_token=cast("Any", token))
        parts = build(settings, store=store, publisher=cast("Publisher", announcements))
    server = Server(application(parts, hosts=["127.0.0.1", "localhost"]), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(port, store, announcements.ids, parts.stories)
    finally:
        server.should_exit = True
        thread.join()
