"""How the stream is doing: for operators on a page, for probes and for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas import LAYERS
from worker.bootstrap import Parts
from worker.errors import WarraqError
from worker.metrics.ledger import LedgerCollector
from worker.metrics.memory import MemoryCollector
from worker.store.redis import RedisStore
from worker.web.overview import by_language, slowest
from worker.web.pages import page
from worker.web.summaries import Summaries


class Operations:
    """`/queue`, `/health` and `/metrics`."""

    def __init__(self, parts: Parts, summaries: Summaries) -> None:
        self._store, self._summaries = parts.store, summaries
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(LedgerCollector(parts.store))
        if isinstance(parts.store, RedisStore):
            self._registry.register(MemoryCollector(parts.store))

    def queue(self, request: Request) -> Response:
        """Counts, ages, consumers, and what the newest documents say of each language."""
        newest = self._summaries.newest()
        return page(
            request,
            "queue.html",
            status=self._store.status(),
            groups=self._store.groups(),
            scanned=len(newest),
            languages=by_language(newest),
            layers=LAYERS,
            slowest=slowest(newest),
        )

    def health(self, _: Request) -> Response:
        """200 while the store answers, else 503 with the reason."""
        try:
            self._store.status()
        except WarraqError as error:
            return JSONResponse({"status": "unavailable", "reason": str(error)}, 503)
        return JSONResponse({"status": "ok"})

    def metrics(self, _: Request) -> Response:
        """The ledger's metrics in Prometheus's text format."""
        return Response(generate_latest(self._registry), headers={"content-type": CONTENT_TYPE_LATEST})
