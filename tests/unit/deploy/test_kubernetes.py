"""deploy/kubernetes is valid for Kubernetes, and true of us: what it names exists on both sides."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.retry import Retry

from worker.cli.main import cli
from worker.local.ports import free_port
from worker.settings import PREFIX, Settings

kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="needs the newest extra [dev]")
yaml = pytest.importorskip("yaml", reason="needs the newest extra [dev]")

FOLDER = Path(__file__).parents[3] / "deploy" / "kubernetes"
OBJECTS = [
    (file.name, thing)
    for file in sorted(FOLDER.glob("*.yaml"))
    for thing in yaml.safe_load_all(file.read_text("utf-8"))
]
WORKLOADS = [thing for _, thing in OBJECTS if thing["kind"] in {"Deployment", "StatefulSet"}]
CONTAINERS = [(thing, one) for thing in WORKLOADS for one in thing["spec"]["template"]["spec"]["containers"]]
OURS = [one for _, one in CONTAINERS if one["image"].startswith("warraq:")]


@pytest.mark.parametrize(
    "thing",
    [pytest.param(thing, id=f"{file}:{thing['kind']}") for file, thing in OBJECTS if thing["kind"] != "ScaledObject"],
)
def test_kubernetes_takes_it(thing: dict[str, Any]) -> None:
    """By the schemas of the newest Kubernetes that the validator knows, unknown fields refused."""
    kubernetes_validate.validate(thing, kubernetes_validate.latest_version(), strict=True)


def test_what_is_scaled_exists() -> None:
    """KEDA's object names a Deployment of ours, and Prometheus can ask a Service of ours."""
    [scaled] = [thing for _, thing in OBJECTS if thing["kind"] == "ScaledObject"]
    assert scaled["apiVersion"] == "keda.sh/v1alpha1"
    assert scaled["spec"]["scaleTargetRef"]["name"] in {workload["metadata"]["name"] for workload in WORKLOADS}
    [trigger] = scaled["spec"]["triggers"]
    assert trigger["type"] == "prometheus"
    assert set(trigger["metadata"]) == {"serverAddress", "query", "threshold"}


@pytest.mark.parametrize("container", OURS, ids=lambda one: one["name"])
def test_its_variables_are_settings(container: dict[str, Any]) -> None:
    """Each variable is one that we read, with a value that we take."""
    given = {item["name"].removeprefix(PREFIX).lower(): item.get("value") for item in container["env"]}
    assert set(given) <= set(Settings.model_fields)
    Settings(**{name: value for name, value in given.items() if value is not None})


@pytest.mark.parametrize("container", OURS, ids=lambda one: one["name"])
def test_its_commands_are_ours(container: dict[str, Any]) -> None:
    """Each command line parses: the arguments, and those of probes."""
    probes = [container.get(f"{kind}Probe", {}).get("exec", {}).get("command") for kind in ("liveness", "readiness")]
    for name, *arguments in [container["args"], *(probe[1:] for probe in probes if probe)]:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        command.make_context(name, list(arguments))


@pytest.mark.parametrize(("workload", "container"), CONTAINERS, ids=lambda one: one.get("name"))
def test_what_is_mounted_and_called_exists(workload: dict[str, Any], container: dict[str, Any]) -> None:
    """Volumes, and ports named by probes; a Service finds its pods and their port."""
    spec = workload["spec"]["template"]["spec"]
    claims = {claim["metadata"]["name"] for claim in workload["spec"].get("volumeClaimTemplates", [])}
    assert {mount["name"] for mount in container["volumeMounts"]} == {v["name"] for v in spec["volumes"]} | claims
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert set(_probed(container)) <= set(ports)
    for service in (thing["spec"] for _, thing in OBJECTS if thing["kind"] == "Service"):
        if service["selector"].items() <= workload["spec"]["template"]["metadata"]["labels"].items():
            assert [ports[port["targetPort"]] for port in service["ports"]] == [p["port"] for p in service["ports"]]


def _probed(container: dict[str, Any]) -> Iterator[str]:
    for kind in ("liveness", "readiness"):
        if get := container.get(f"{kind}Probe", {}).get("httpGet"):
            yield get["port"]


def test_the_ports_are_those_that_are_listened_on() -> None:
    """What a container says it listens on is what its variables and arguments make it listen on."""
    worker, serve = ({**one} for one in sorted(OURS, key=lambda one: one["name"], reverse=True))
    variables = {item["name"]: item.get("value") for item in worker["env"]}
    assert [str(port["containerPort"]) for port in worker["ports"]] == [variables["WARRAQ_METRICS_PORT"]]
    listening = serve["args"][serve["args"].index("--port") + 1]
    assert [str(port["containerPort"]) for port in serve["ports"]] == [listening]
    [probe] = [header["value"] for header in serve["readinessProbe"]["httpGet"]["httpHeaders"]]
    assert probe in serve["args"]


def test_workers_have_time_to_end() -> None:
    """A pod is given longer than a document may take."""
    [worker] = [one for one in WORKLOADS if one["metadata"]["name"] == "warraq-worker"]
    longest = Settings.model_fields["document_time_limit"].default + Settings.model_fields["lease_margin"].default
    assert worker["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > longest


@pytest.mark.redis
def test_its_redis_starts_with_the_password(tmp_path: Path) -> None:
    """The container's own command and configuration, with other directories and a free port."""
    [container] = [one for _, one in CONTAINERS if one["name"] == "redis"]
    [config] = [thing["data"]["redis.conf"] for _, thing in OBJECTS if thing["kind"] == "ConfigMap"]
    port = free_port()
    (tmp_path / "redis.conf").write_text(config.replace("/data", str(tmp_path)) + f"port {port}\n")
    (tmp_path / "secret").mkdir()
    *shell, script = container["command"]
    script = script.replace("/run/secret", str(tmp_path / "secret")).replace("/etc/redis", str(tmp_path))
    with subprocess.Popen([*shell, script], env={"PATH": "/usr/bin:/bin", "REDIS_PASSWORD": "s e;c$ret"}) as server:
        try:
            retry = Retry(ConstantBackoff(0.05), 200, (NoConnection,))
            with Redis(port=port, password="s e;c$ret", retry=retry) as redis:
                assert redis.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
                assert redis.config_get("appendonly") == {"appendonly": "yes"}
        finally:
            server.terminate()
    assert (tmp_path / "secret" / "redis.conf").stat().st_mode & 0o077 == 0
