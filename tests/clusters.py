"""Redis in more than one process: a cluster of three primaries, and a primary with a replica and a sentinel."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from worker.local.embedded import Kind, redis_server
from worker.local.ports import free_port

_SLOTS = 16384
_BUS = 10_000  # so much higher is the port on which the nodes of a cluster talk


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for a condition. A sentinel that stood still for two seconds decides nothing for thirty (TILT)."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.02)


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2].partition("/")[0])


@contextmanager
def cluster(kind: Kind | None = None) -> Iterator[str]:
    """Three primaries that share the slots; the address of the cluster."""
    with ExitStack() as stack:
        options = {"cluster-enabled": "yes"}
        servers = [
            stack.enter_context(redis_server(port=free_port(_BUS), kind=kind, options=options)) for _ in range(3)
        ]
        clients = [stack.enter_context(Redis.from_url(server.url)) for server in servers]
        share = _SLOTS // 3 + 1
        for number, client in enumerate(clients):
            client.cluster("ADDSLOTS", *range(number * share, min((number + 1) * share, _SLOTS)))
            client.cluster("SET-CONFIG-EPOCH", number + 1)
        for server in servers[1:]:
            clients[0].cluster("MEET", "127.0.0.1", port_of(server.url))
        until(lambda: all(_whole(client) for client in clients))
        yield "redis+cluster://" + ",".join(f"127.0.0.1:{port_of(server.url)}" for server in servers)


def _whole(client: Redis) -> bool:
    info = client.execute_command("CLUSTER INFO")
    state = info if isinstance(info, dict) else dict(line.split(":") for line in str(info).split() if ":" in line)
    return state["cluster_state"] == "ok" and int(state["cluster_known_nodes"]) == 3


@dataclass(frozen=True)
class Watched:
    """A primary with a replica, watched by a sentinel: the address by way of the sentinel, and each one's own."""

    url: str
    primary: str
    replica: str


@contextmanager
def sentinel(directory: Path) -> Iterator[Watched]:
    """One sentinel is enough where nothing disagrees; it takes five seconds of silence for death.

    Less is heard from a busy machine; and it promotes only a replica that has missed its primary for ten times as long.
    """
    with redis_server() as primary, redis_server(options={"replicaof": f"127.0.0.1 {port_of(primary.url)}"}) as replica:
        port = free_port()
        config = directory / "sentinel.conf"
        config.write_text(
            f"port {port}\nbind 127.0.0.1\ndir {directory}\n"
            f"sentinel monitor main 127.0.0.1 {port_of(primary.url)} 1\n"
            "sentinel down-after-milliseconds main 5000\nsentinel failover-timeout main 10000\n"
        )
        binary = shutil.which("redis-server") or pytest.skip("needs the system's redis-server, for its sentinel")
        with subprocess.Popen([binary, config, "--sentinel"], stdout=subprocess.DEVNULL) as process:
            try:
                with Redis(port=port) as client:
                    until(lambda: _sees_replica(client))
                yield Watched(f"redis+sentinel://127.0.0.1:{port}/main/0", primary.url, replica.url)
            finally:
                process.terminate()


def _sees_replica(client: Redis) -> bool:
    with suppress(RedisError):
        replicas = client.sentinel_slaves("main")
        return any(replica["flags"] == "slave" and replica["master-link-status"] == "ok" for replica in replicas)
    return False
