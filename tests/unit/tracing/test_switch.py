"""Recording is asked for, and what it lacks is named."""

import pytest

from worker.bootstrap import build
from worker.errors import Misconfigured
from worker.settings import load
from worker.tracing import PASS_ON


def test_off_by_default():
    """What is given is passed on."""
    assert build(load()).tracing is PASS_ON


def test_a_missing_extra_is_named(monkeypatch):
    """With the command that installs it."""
    monkeypatch.setattr("worker.bootstrap.missing", lambda extra: [f"lib-of-{extra}"])
    with pytest.raises(Misconfigured, match=r"WARRAQ_TRACING needs lib-of-otel: pip install 'warraq\[otel\]'"):
        _ = build(load(tracing=True)).tracing


def test_a_missing_exporter_is_named(monkeypatch):
    """By the variable that asked for it."""
    pytest.importorskip("opentelemetry.sdk", reason="the extra [otel] is not installed")
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "zipkin-by-pigeon")
    with pytest.raises(Misconfigured, match="OTEL_TRACES_EXPORTER: no exporter 'zipkin-by-pigeon'"):
        _ = build(load(tracing=True)).tracing
