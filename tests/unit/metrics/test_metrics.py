"""What is counted."""

from __future__ import annotations

from typing import Any, cast

from prometheus_client import CollectorRegistry

from tests.unit.export.articles import document
from worker.errors import Unavailable
from worker.metrics.ledger import LedgerCollector
from worker.metrics.workers import PrometheusMeter
from worker.store.protocol import Store


def test_an_empty_layer_is_counted_by_language_and_a_missing_one_is_not() -> None:
    """A stage that finds nothing is suspicious; a stage that is not there is known."""
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry)
    persian = document("fa").model_copy(update={"entities": ()})
    meter.processed(persian, 0.2)
    meter.processed(persian, 0.4)
    missing = {layer.layer for layer in persian.provenance.missing if layer.reason != "partial"}
    assert registry.get_sample_value("warraq_empty_layers_total", {"language": "fa", "layer": "entities"}) == 2
    assert missing
    for layer in missing:
        assert registry.get_sample_value("warraq_empty_layers_total", {"language": "fa", "layer": layer}) is None
    assert registry.get_sample_value("warraq_documents_processed_total", {"language": "fa"}) == 2
    assert registry.get_sample_value("warraq_document_seconds_sum") == 0.6000000000000001
    stage = next(iter(persian.provenance.timings_ms))
    assert registry.get_sample_value("warraq_stage_seconds_count", {"stage": stage}) == 2


def test_a_store_that_is_away_is_told_and_breaks_no_scrape() -> None:
    """`warraq_up` is 0 and nothing stale is shown."""

    class Away:
        def status(self) -> Any:
            raise Unavailable("away")

    registry = CollectorRegistry()
    registry.register(LedgerCollector(cast("Store", Away())))
    assert registry.get_sample_value("warraq_up") == 0
    assert [family.name for family in registry.collect()] == ["warraq_up"]
