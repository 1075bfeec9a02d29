"""One trace from producer to consumer, through a real worker; and what becomes of it where none is recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from redis import Redis

from schemas import Article
from tests.chaos.lab import ROOT, until
from worker.bootstrap import build
from worker.consumer import Consumer
from worker.settings import load

pytestmark = pytest.mark.redis

TEXT = "الرئيس يزور عمّان\nقال المتحدث باسم الرئاسة يوم الثلاثاء 3 مايو: «وصل الوفد إلى الأردن ظهرا».\n"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
GIVEN = f"00-{TRACE}-00f067aa0ba902b7-01"

# A worker whose spans stay in its memory, and are printed when it was told to stop.
_WORKER = """
import json, sys
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from worker.node.start import run_node
from worker.settings import load
kept, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(kept))
trace.set_tracer_provider(provider)
code = run_node(load(), pool="solo")
for span in kept.get_finished_spans():
    print(span.to_json(indent=None))
sys.exit(code)
"""


@contextmanager
def working(command, redis_url, directory, **settings):
    """A worker; what it prints is in directory/out, its log in directory/log."""
    environment = os.environ | {"WARRAQ_REDIS_URL": redis_url, "WARRAQ_STATE_DIR": str(directory), **settings}
    with (directory / "out").open("wb") as out, (directory / "log").open("wb") as log:
        worker = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=out, stderr=log)
    try:
        yield
    finally:
        worker.terminate()
        assert worker.wait(120) == 0


def spans_of(directory):
    """The spans that a worker printed, by name."""
    lines = (directory / "out").read_text().splitlines()
    return {span["name"]: span for span in map(json.loads, (line for line in lines if line.startswith("{")))}


def ids(span):
    """A span as (trace id, span id), from the SDK's JSON."""
    return span["context"]["trace_id"].removeprefix("0x"), span["context"]["span_id"].removeprefix("0x")


def test_one_trace_through_a_worker(redis_url, tmp_path):
    """Each of submit, document, commit and consume continues the one before, and stages are the document's."""
    pytest.importorskip("opentelemetry.sdk", reason="the extra [otel] is not installed")
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    from worker.tracing.otel import OpenTelemetry

    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    parts = build(load(redis_url=redis_url, state_dir=tmp_path, tracing=True, traceparent=GIVEN))
    parts.tracing = OpenTelemetry(provider)
    with working(["-c", _WORKER], redis_url, tmp_path, WARRAQ_TRACING="true"):
        parts.producer().submit([Article(id="a", text=TEXT)])
        until(lambda: parts.store.status().done == 1, "the document is done", 180)
    consumer = Consumer(parts.store, "g", tracing=parts.tracing)
    consumer.ack(consumer.receive())
    parts.close()

    here = {span.name: json.loads(span.to_json()) for span in kept.get_finished_spans()}
    there = spans_of(tmp_path)
    assert here["submit"]["parent_id"] == "0x00f067aa0ba902b7"
    assert there["document"]["parent_id"] == here["submit"]["context"]["span_id"]
    assert there["commit"]["parent_id"] == there["document"]["context"]["span_id"]
    assert here["consume"]["parent_id"] == there["commit"]["context"]["span_id"]
    stages = {name: span for name, span in there.items() if name.startswith("stage ")}
    assert {"stage language", "stage times", "stage place", "stage serialise"} <= stages.keys()
    assert {span["parent_id"] for span in stages.values()} == {there["document"]["context"]["span_id"]}
    assert {ids(span)[0] for span in (*here.values(), *there.values())} == {TRACE}
    assert there["document"]["attributes"] == {"warraq.id": "a", "warraq.revision": 1, "warraq.attempt": 1}
    words = [word for word in TEXT.split() if len(word) > 2]
    assert not any(word in json.dumps([here, there], ensure_ascii=False) for word in words)


def test_forked_processes_send_their_spans(redis_url, tmp_path):
    """With the usual pool, and an exporter named in the environment, as users set it."""
    pytest.importorskip("opentelemetry.sdk", reason="the extra [otel] is not installed")
    command = ["-m", "celery", "-q", "-A", "worker.app", "worker", "-c", "1"]
    exporter = {"OTEL_TRACES_EXPORTER": "console", "OTEL_SERVICE_NAME": "papers"}
    with working(command, redis_url, tmp_path, WARRAQ_TRACING="true", **exporter):
        parts = build(load(redis_url=redis_url, state_dir=tmp_path))
        parts.producer().submit([Article(id="a", text=TEXT)], [GIVEN])
        until(lambda: parts.store.status().done == 1, "the document is done", 180)
    parts.close()
    printed = (tmp_path / "out").read_text()
    assert '"name": "document"' in printed
    assert TRACE in printed
    assert '"service.name": "papers"' in printed


def test_without_the_extra_the_producers_trace_is_passed_on(redis_url, tmp_path):
    """From Python and from a foreign program's XADD, into the log and the stream entry; a malformed one is left out."""
    parts = build(load(redis_url=redis_url, state_dir=tmp_path))
    posted = GIVEN.replace("4bf9", "aaaa")
    with working(["-m", "celery", "-q", "-A", "worker.app", "worker", "-P", "solo"], redis_url, tmp_path):
        parts.producer().submit([Article(id="a", text=TEXT), Article(id="none", text=TEXT)], [GIVEN, None])
        with Redis.from_url(redis_url) as client:
            for name, trace in (("posted", posted), ("wrong", "zz-top")):
                article = json.dumps({"id": name, "text": TEXT})
                client.xadd("warraq:{0}:inbox", {"article": article, "traceparent": trace})
        until(lambda: parts.store.status().done == 4, "the documents are done", 180)
    entries = {entry.id: entry.traceparent for entry in parts.store.read("g", "c", limit=10)}
    assert entries == {"a": GIVEN, "none": None, "posted": posted, "wrong": None}
    log = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines() if line.startswith("{")]
    done = {line["doc"]: line.get("trace_id") for line in log if line["event"] == "processed"}
    assert done == {"a": TRACE, "none": None, "posted": TRACE.replace("4bf9", "aaaa"), "wrong": None}
    assert any(line["event"] == "traceparent ignored" for line in log)
    parts.close()


def test_what_does_not_record_needs_nothing():
    """Producers and workers load where OpenTelemetry cannot be imported, and load no part of ours that needs it.

    (redis-py imports it by itself where it is installed, so its absence is made here.)
    """
    program = (
        "import sys; sys.modules['opentelemetry'] = None;"
        "from worker.bootstrap import build; from worker.settings import load; import worker.node.tasks;"
        "parts = build(load()); parts.producer(); parts.tracing.start('submit', None); parts.close();"
        "sys.exit('worker.tracing.otel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
