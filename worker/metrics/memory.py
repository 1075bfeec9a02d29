"""How full Redis is: a full one refuses submissions, and nobody should learn that from a producer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis import RedisCluster

from worker.errors import WarraqError
from worker.store.redis import RedisStore

Info = Mapping[str, Any]


class MemoryCollector(Collector):
    """INFO memory of the server, or of each primary of a cluster; nothing where it does not answer."""

    def __init__(self, store: RedisStore) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """Two families, with a sample a server."""
        try:
            with self._store.translated():
                nodes = self._nodes()
        except WarraqError:
            return
        used = GaugeMetricFamily("warraq_redis_memory_used_bytes", "Memory that Redis has used", labels=["node"])
        most = GaugeMetricFamily("warraq_redis_memory_max_bytes", "Its maxmemory; 0: no bound", labels=["node"])
        for node, info in nodes.items():
            used.add_metric([node], info["used_memory"])
            most.add_metric([node], info["maxmemory"])
        yield used
        yield most

    def _nodes(self) -> dict[str, Info]:
        client: Any = self._store.client
        if self._store.clustered:
            nodes: dict[str, Info] = client.info("memory", target_nodes=RedisCluster.PRIMARIES)
            return nodes
        return {"primary": client.info("memory")}
