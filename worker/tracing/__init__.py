"""Which trace a document belongs to, carried from producer to consumer, and the spans recorded on its way."""

from worker.tracing.context import trace_id, valid_traceparent
from worker.tracing.protocol import PASS_ON, Span, Tracing

__all__ = ["PASS_ON", "Span", "Tracing", "trace_id", "valid_traceparent"]
