"""The dashboard and the alert rules name metrics that exist, and are files that their programs can read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import pytest
from prometheus_client import CollectorRegistry

from tests.unit.export.articles import document
from worker.metrics.ledger import LedgerCollector
from worker.metrics.memory import MemoryCollector
from worker.metrics.workers import PrometheusMeter
from worker.store.memory import MemoryStore
from worker.store.protocol import Submission
from worker.store.redis import RedisStore

ROOT = Path(__file__).parents[3]
DASHBOARD = ROOT / "deploy" / "grafana" / "dashboards" / "warraq.json"
ALERTS = ROOT / "deploy" / "prometheus" / "alerts.yml"
FIRING = Path(__file__).with_name("alerts.yml")
SCALING = ROOT / "deploy" / "kubernetes" / "keda.yaml"
_NAME = re.compile(r"\b(?:warraq|redis)_[a-z_]+\b(?!-)")
# Of oliver006/redis_exporter, which the compose profile runs.
_REDIS = {"redis_memory_used_bytes", "redis_memory_max_bytes"}


class _Server:
    """What is asked of a store on one Redis."""

    clustered = False

    @property
    def client(self) -> _Server:
        return self

    def translated(self) -> AbstractContextManager[None]:
        return nullcontext()

    def info(self, _section: str) -> dict[str, int]:
        return {"used_memory": 10, "maxmemory": 100}


@pytest.fixture(scope="module")
def existing() -> set[str]:
    """The names of all samples, once everything has happened at least once."""
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry)
    meter.processed(document("ar").model_copy(update={"times": ()}), 0.1)
    meter.failed("blocks", "timeout")
    meter.buried("blocks", "timeout")
    store = MemoryStore()
    store.submit([Submission("a", b"{}", digest="a")])
    (claim,) = store.claim(["a"], pipeline="0.1.0+a")
    from worker.store.protocol import Lease, Result

    assert isinstance(claim, Lease)
    store.commit([Result("a", 1, "0.1.0+a", b"{}")])
    store.read("group", "reader", limit=1)
    registry.register(LedgerCollector(store))
    registry.register(MemoryCollector(cast("RedisStore", _Server())))
    return {sample.name for family in registry.collect() for sample in family.samples} | _REDIS


def test_every_metric_of_the_dashboard_exists(existing: set[str]) -> None:
    """A panel that asks for what nobody counts would stay empty for ever."""
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    named = {name for panel in panels for target in panel["targets"] for name in _NAME.findall(target["expr"])}
    assert len(named) > 12
    assert named <= existing


def test_every_metric_of_the_alerts_exists(existing: set[str]) -> None:
    """An alert on what nobody counts would never fire."""
    expressions = re.findall(r"expr: (?:>-\n((?: {10}.*\n)+)|(.*))", ALERTS.read_text(encoding="utf-8"))
    named = {name for found in expressions for name in _NAME.findall("".join(found))}
    assert len(expressions) == ALERTS.read_text(encoding="utf-8").count("- alert:")
    assert named <= existing


def test_the_metrics_that_workers_are_scaled_by_exist(existing: set[str]) -> None:
    """A query that finds nothing would leave one worker with any backlog."""
    [query] = re.findall(r"^ +query: (.+)$", SCALING.read_text(encoding="utf-8"), re.MULTILINE)
    named = set(_NAME.findall(query))
    assert named == {"warraq_documents", "warraq_inbox_entries"}
    assert named <= existing


def promtool(*arguments: str | Path) -> str:
    """What Prometheus's own tool says; fails where it objects."""
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("no promtool here; on Debian: apt-get install prometheus")
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    told = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 0, told
    return told


def test_prometheus_accepts_its_configuration_and_the_rules() -> None:
    """All of the rules that are written."""
    written = ALERTS.read_text(encoding="utf-8").count("- alert:")
    assert f"{written} rules found" in promtool("check", "config", ALERTS.with_name("prometheus.yml"))


def test_every_alert_fires_when_it_should_and_no_other_does() -> None:
    """On the series of tests/unit/metrics/alerts.yml, as Prometheus evaluates them."""
    promtool("test", "rules", FIRING)
    written = set(re.findall(r"- alert: (\w+)", ALERTS.read_text(encoding="utf-8")))
    assert written == set(re.findall(r'alertname="(\w+)"', FIRING.read_text(encoding="utf-8")))


def test_what_alerts_watch_for_is_told_before_it_happened() -> None:
    """Else its first increase would be none to Prometheus."""
    watched = {
        event
        for found in re.findall(r'event=~?"([a-z_|]+)"', ALERTS.read_text(encoding="utf-8"))
        for event in found.split("|")
    }
    families = LedgerCollector(MemoryStore()).collect()
    told = {sample.labels.get("event"): sample.value for family in families for sample in family.samples}
    assert len(watched) >= 4
    assert {event: told.get(event) for event in watched} == dict.fromkeys(watched, 0)


def test_the_compose_file_is_one() -> None:
    """All profiles together, with the example's variables."""
    compose = shutil.which("docker-compose")
    if compose is None:
        pytest.skip("no docker-compose here")
    done = subprocess.run(
        [compose, "--env-file", ".env.example", "--profile", "observability", "config", "--services"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert {"serve", "prometheus", "grafana", "redis-exporter", "worker", "redis"} <= set(done.stdout.decode().split())
