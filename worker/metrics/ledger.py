"""The ledger's metrics: read from the store at each scrape, so that every server tells the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from worker.errors import WarraqError
from worker.store.protocol import Group, Status, Store

# What alerts watch for. Told from the beginning, for Prometheus takes the first value that it sees of a counter as
# where it stood: the first refused message would be no increase.
_WATCHED = ("buried", "committed", "expired", "refused_message", "rejected", "submitted")
_STATES = ("queued", "leased", "done", "dead")
_GROUP = {
    "lag": "Entries that a consumer group has not been given yet",
    "pending": "Entries that were given to a consumer and not acknowledged",
    "missed": "Entries that were cut away before a consumer group read them",
    "aside": "Entries that a group's consumers failed on too often",
    "consumers": "Consumers of a group",
}


class LedgerCollector(Collector):
    """Reads `store`; where it does not answer, `warraq_up` is 0 and the rest is absent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """All families."""
        try:
            status, groups = self._store.status(), self._store.groups()
        except WarraqError:
            yield _gauge("warraq_up", "Whether the store answers", 0)
            return
        yield _gauge("warraq_up", "Whether the store answers", 1)
        yield from _of_status(status)
        yield from _of_groups(groups)


def _of_status(status: Status) -> Iterator[Metric]:
    documents = GaugeMetricFamily("warraq_documents", "Documents in each state", labels=["state"])
    for state in _STATES:
        documents.add_metric([state], getattr(status, state))
    yield documents
    yield _gauge("warraq_inbox_entries", "Inbox entries that no worker has taken", status.inbox)
    oldest, idle = status.oldest_seconds or 0.0, status.idle_seconds
    yield _gauge("warraq_oldest_open_seconds", "Age of the oldest document that is queued or leased", oldest)
    if idle is not None:
        yield _gauge("warraq_last_commit_seconds", "Since the last commit", idle)
    yield _gauge("warraq_recent_commits", "Commits of the last minute", status.recent)
    events = CounterMetricFamily("warraq_ledger_events", "What happened in the ledger, ever", labels=["event"])
    for event, count in sorted((dict.fromkeys(_WATCHED, 0) | status.counters).items()):
        events.add_metric([event], count)
    yield events


def _of_groups(groups: list[Group]) -> Iterator[Metric]:
    for field, meaning in _GROUP.items():
        family = GaugeMetricFamily(f"warraq_consumer_{field}", meaning, labels=["group"])
        for group in groups:
            family.add_metric([group.name], asdict(group)[field])
        yield family


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)
