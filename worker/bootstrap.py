"""The composition root: the only place that chooses real implementations.

Everything is made when first asked for, so that a producer imports no text stack and a command that only
reads opens no broker connection. Tests, and programs with a pipeline of their own, pass theirs to `build`.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from worker.broker import MESSAGE_SECONDS, QUEUES, celery_app
from worker.errors import Misconfigured
from worker.extras import missing
from worker.producer import Producer
from worker.publish import Publisher
from worker.service.limits import Limits
from worker.service.recorder import Recorder
from worker.service.work import Meter, Process, Rules, Service
from worker.service.wrecks import Wrecks
from worker.settings import Settings
from worker.store.faults import public
from worker.store.protocol import Policy, Queue, Store
from worker.stories import Stories, placed
from worker.stories.memory import MemoryStories
from worker.tracing import PASS_ON, Tracing
from worker.upkeep.housekeeper import Housekeeper
from worker.upkeep.intake import Intake
from worker.upkeep.reaper import Reaper

_PATIENCE_SECONDS = 60.0  # a result waits this long for a store that is away; then the document is done again


class Parts:
    """The parts of one process. Not to be shared by a fork."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: Store | None = None,
        publisher: Publisher | None = None,
        process: Process | None = None,
        fingerprint: str | None = None,
    ) -> None:
        self.settings = settings
        given = {"store": store, "publisher": publisher, "process": process, "fingerprint": fingerprint}
        # Where a cached property keeps what it made: what is given is not made.
        vars(self).update({name: part for name, part in given.items() if part is not None})

    @cached_property
    def store(self) -> Store:
        """The ledger, results, dead letters and inbox."""
        from worker.store.redis import RedisStore  # noqa: PLC0415  only for those that use it

        url, namespace = self.settings.redis_url.get_secret_value(), self.settings.namespace
        return RedisStore(url, _policy(self.settings), shards=self.settings.shards, namespace=namespace)

    @cached_property
    def stories(self) -> Stories:
        """The index of near-duplicates: where the store is, so that all workers share it."""
        from worker.store.redis import RedisStore  # noqa: PLC0415  only for those that use it
        from worker.stories.redis import RedisStories  # noqa: PLC0415

        store = self.store
        if not isinstance(store, RedisStore):
            return MemoryStories()
        return RedisStories(lambda: store.client, store.url, namespace=self.settings.namespace)

    @cached_property
    def publisher(self) -> Publisher:
        """Announces documents to the workers."""
        return Publisher(celery_app(self.settings), self.settings)

    def producer(
        self, queue: Queue = "articles", *, patience_seconds: float = 0, traceparent: str | None = None
    ) -> Producer:
        """Submits articles to a queue; while there is no room it waits for as long as `patience_seconds`.

        `traceparent`: the trace that they belong to, if it is not that of the settings.
        """
        return Producer(
            self.store,
            self.publisher,
            queue,
            patience_seconds=patience_seconds,
            tracing=self.tracing,
            traceparent=traceparent or self.settings.traceparent,
        )

    @cached_property
    def process(self) -> Process:
        """The pipeline. Loads the text stack."""
        from worker import stages  # noqa: PLC0415  the text stack is not for producers

        return stages.process

    @cached_property
    def fingerprint(self) -> str:
        """Names the pipeline's code and data."""
        from worker import stages  # noqa: PLC0415  the text stack is not for producers

        return stages.fingerprint()

    @cached_property
    def recorder(self) -> Recorder:
        """The flight recorder of this process."""
        return Recorder(node_dir(self.settings))

    def service(self, stopping: Callable[[], bool]) -> Service:
        """What works through messages."""
        rules, record = _rules(self.settings), self.recorder
        place = partial(placed, stories=self.stories)
        return Service(
            self.store,
            self.process,
            self.fingerprint,
            rules=rules,
            record=record,
            place=place,
            stopping=stopping,
            meter=self.meter,
            tracing=self.tracing,
        )

    @cached_property
    def tracing(self) -> Tracing:
        """Records spans, or only passes on which trace a document belongs to."""
        if not traced(self.settings):
            return PASS_ON
        from worker.tracing.otel import OpenTelemetry, provider  # noqa: PLC0415  an optional extra

        return OpenTelemetry(provider())

    @cached_property
    def meter(self) -> Meter | None:
        """Counts for Prometheus; None where no port is set for them."""
        if self.settings.metrics_port is None:
            return None
        from worker.metrics.workers import meter  # noqa: PLC0415  an optional extra

        return meter(node_dir(self.settings))

    @cached_property
    def reaper(self) -> Reaper:
        """What announces again."""
        return Reaper(self.store, self.publisher, self.settings.overdue_seconds)

    @cached_property
    def housekeeper(self) -> Housekeeper:
        """What keeps the results stream short."""
        return Housekeeper(self.store)

    @cached_property
    def intake(self) -> Intake:
        """What reads the inbox."""
        reader = f"{socket.gethostname()}-{os.getpid()}"
        producers = {queue: self.producer(queue) for queue in QUEUES}
        return Intake(self.store, dict(producers), reader, self.settings.max_article_bytes)

    @cached_property
    def wrecks(self) -> Wrecks:
        """What looks after dead processes."""
        # Late enough for the exception that ends a document to get through, before the lease is over.
        late = self.settings.lease_margin / 2
        return Wrecks(node_dir(self.settings), self.store, lambda size: self.settings.seconds_for(size) + late)

    def close(self) -> None:
        """Give back what was opened."""
        made = vars(self)
        for name in ("tracing", "publisher", "recorder", "store"):
            if name in made:
                made.pop(name).close()


def build(
    settings: Settings,
    *,
    store: Store | None = None,
    publisher: Publisher | None = None,
    process: Process | None = None,
    fingerprint: str | None = None,
) -> Parts:
    """The parts for `settings`; what is given takes the place of the real one."""
    return Parts(settings, store=store, publisher=publisher, process=process, fingerprint=fingerprint)


def traced(settings: Settings) -> bool:
    """Whether spans are recorded. Raises `Misconfigured` where they should be and the extra is not installed."""
    if settings.tracing and (names := missing("otel")):
        raise Misconfigured(f"WARRAQ_TRACING needs {', '.join(names)}: pip install 'warraq[otel]'")
    return settings.tracing


def node_dir(settings: Settings) -> Path:
    """Where this machine's workers of one installation keep heartbeats and flight recorders.

    The name holds the process-id namespace, for a directory that containers share must not mix their ids.
    """
    identity = f"{public(settings.redis_url.get_secret_value())} {settings.namespace}"
    with suppress(OSError):
        identity += f" {Path('/proc/self/ns/pid').stat().st_ino}"
    return settings.state_dir / f"{settings.namespace}-{hashlib.sha256(identity.encode()).hexdigest()[:12]}"


def _policy(settings: Settings) -> Policy:
    hours = settings.result_ttl_hours
    return Policy(
        lease_ms=settings.lease_ms,
        lease_ms_per_mib=round(settings.document_seconds_per_mib * 1000),
        max_attempts=settings.max_attempts,
        result_ttl_ms=None if hours is None else round(hours * 3_600_000),
        max_queued=settings.max_queued,
        compress=settings.compress,
        replicas=settings.replicas,
    )


def _rules(settings: Settings) -> Rules:
    limits = Limits(settings.document_time_limit, settings.document_memory_mib, settings.document_seconds_per_mib)
    patience = min(settings.lease_ms / 1000, _PATIENCE_SECONDS)
    begun = MESSAGE_SECONDS - settings.document_time_limit - 2 * patience  # the last document and its commit fit
    # A document that is killed is killed half of the margin late (`Parts.wrecks`): that is how much must be left.
    return Rules(
        limits,
        settings.max_attempts,
        message_seconds=begun,
        lease_seconds=settings.lease_margin / 4,
        patience_seconds=patience,
    )
