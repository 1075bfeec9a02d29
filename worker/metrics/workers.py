"""The workers' metrics: counted in each process, in files that one port of the machine adds up.

prometheus_client keeps them so when PROMETHEUS_MULTIPROC_DIR is set before it is imported: hence `meter`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from schemas import LAYERS, Document

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_FOLDER = "metrics"


def folder(node: Path) -> Path:
    """Where the processes of a machine's nodes keep their counts, beside their flight recorders."""
    return node / _FOLDER


class PrometheusMeter:
    """Counts what a worker process does. `registry`: for tests; else the global one."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        from prometheus_client import REGISTRY, Counter, Histogram  # noqa: PLC0415  see above

        into = REGISTRY if registry is None else registry
        self._documents = Counter("warraq_documents_processed", "Documents made", ["language"], registry=into)
        self._empty = Counter(
            "warraq_empty_layers",
            "Documents in which a layer that a stage looks for is empty",
            ["language", "layer"],
            registry=into,
        )
        self._failed = Counter("warraq_attempts_failed", "Attempts that failed", ["stage", "code"], registry=into)
        self._buried = Counter("warraq_dead_letters", "Dead letters made", ["stage", "code"], registry=into)
        self._stages = Histogram("warraq_stage_seconds", "Time in a stage", ["stage"], buckets=_SECONDS, registry=into)
        self._whole = Histogram(
            "warraq_document_seconds", "Time of a document from claim to result", buckets=_SECONDS, registry=into
        )

    def processed(self, document: Document, seconds: float) -> None:
        """A document is made."""
        language, made = document.language.code, document.provenance
        self._documents.labels(language).inc()
        self._whole.observe(seconds)
        for stage, milliseconds in made.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)
        missing = {layer.layer for layer in made.missing if layer.reason != "partial"}
        for layer in LAYERS:
            if layer not in missing and not getattr(document, layer):
                self._empty.labels(language, layer).inc()

    def failed(self, stage: str, code: str) -> None:
        """An attempt failed."""
        self._failed.labels(stage, code).inc()

    def buried(self, stage: str, code: str) -> None:
        """A document was given up."""
        self._buried.labels(stage, code).inc()


def meter(node: Path) -> PrometheusMeter:
    """The meter of this process. To be called before anything imports prometheus_client."""
    place = folder(node)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place)
    return PrometheusMeter()
