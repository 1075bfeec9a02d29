"""Spans recorded with OpenTelemetry: the extra `[otel]`. Its own OTEL_* variables say where they go.

Spans are never made current: a document's stages run one after the other in one thread, and a consumer's
document may be worked on in another thread than the one that received it.
"""

from __future__ import annotations

import os
from importlib.metadata import entry_points

from opentelemetry import trace
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from worker import __version__
from worker.errors import Misconfigured
from worker.tracing.protocol import Span

_KINDS = {
    "submit": trace.SpanKind.PRODUCER,
    "document": trace.SpanKind.CONSUMER,
    "commit": trace.SpanKind.PRODUCER,
    "consume": trace.SpanKind.CONSUMER,
}
_PROPAGATOR = TraceContextTextMapPropagator()
_SHORT = {"otlp": "otlp_proto_http"}  # the exporter that the extra brings, by the name that the standard gives it


class OpenTelemetry:
    """See `worker.tracing.protocol.Tracing`."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("warraq", __version__)

    def start(self, name: str, parent: str | None, **attributes: str | int) -> Span:
        """Without a parent it continues the program's current span, if there is one."""
        context = _PROPAGATOR.extract({"traceparent": parent}) if parent else None
        named = {f"warraq.{key}": value for key, value in attributes.items()}
        return _Recorded(self._tracer, self._tracer.start_span(name, context, _KINDS[name], named))

    def close(self) -> None:
        """A provider that is the program's own may go on after us: it is flushed, not shut down."""
        self._provider.force_flush()


class _Recorded:
    """See `worker.tracing.protocol.Span`."""

    def __init__(self, tracer: trace.Tracer, span: trace.Span) -> None:
        self._tracer, self._span = tracer, span
        self._context = trace.set_span_in_context(span)
        self._stage: trace.Span | None = None

    @property
    def traceparent(self) -> str | None:
        headers: dict[str, str] = {}
        _PROPAGATOR.inject(headers, self._context)
        return headers.get("traceparent")

    def stage(self, name: str) -> None:
        self._end_stage()
        self._stage = self._tracer.start_span(f"stage {name}", self._context)

    def fail(self, reason: str) -> None:
        for span in (self._stage, self._span):
            if span is not None:
                span.set_status(trace.StatusCode.ERROR, reason)

    def end(self) -> None:
        self._end_stage()
        self._span.end()

    def _end_stage(self) -> None:
        if self._stage is not None:
            self._stage.end()
            self._stage = None


def provider() -> TracerProvider:
    """The program's own, where it has set one; else one that exports as the OTEL_* variables say.

    Raises `Misconfigured` where the exporter they name is not installed.
    """
    given = trace.get_tracer_provider()
    if isinstance(given, TracerProvider):
        return given
    resource = Resource.create({"service.name": "warraq"}).merge(OTELResourceDetector().detect())
    made = TracerProvider(resource=resource)
    name = os.environ.get("OTEL_TRACES_EXPORTER") or "otlp"
    if name != "none":
        made.add_span_processor(BatchSpanProcessor(_exporter(name)))
    return made


def _exporter(name: str) -> SpanExporter:
    found = entry_points(group="opentelemetry_traces_exporter", name=_SHORT.get(name, name))
    for entry in found:
        exporter: SpanExporter = entry.load()()
        return exporter
    raise Misconfigured(f"OTEL_TRACES_EXPORTER: no exporter {name!r} is installed")
