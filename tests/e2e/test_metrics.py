"""The workers' port: what forked processes count, added up."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from worker.guard import guarded
from worker.local.ports import free_port

pytestmark = pytest.mark.redis


def test_a_worker_s_counts_are_on_its_port(redis_url: str, tmp_path: Path) -> None:
    """Documents by language, time by stage, and dead letters by reason, from several processes."""
    port = free_port()
    environment = os.environ | {
        "WARRAQ_REDIS_URL": redis_url,
        "WARRAQ_STATE_DIR": str(tmp_path),
        "WARRAQ_LOG_LEVEL": "WARNING",
        "WARRAQ_METRICS_PORT": str(port),
    }
    warraq = [sys.executable, "-m", "worker.cli"]
    lines = "".join(f'{{"id": "{n}", "text": "عنوان {n}\\nقال الوزير إن الأمر {n} انتهى."}}\n' for n in range(80))
    worker = subprocess.Popen(
        guarded([*warraq, "worker", "--concurrency", "2"]), env=environment, start_new_session=True
    )
    try:
        submit = [*warraq, "submit", "--jsonl", "-", "--wait"]
        subprocess.run(submit, input=lines.encode(), env=environment, check=True, timeout=300, capture_output=True)
        found = _samples(port)
    finally:
        worker.terminate()
        assert worker.wait(120) == 0
    assert found['warraq_documents_processed_total{"language": "ar"}'] == 80
    assert found['warraq_stage_seconds_count{"stage": "sentences"}'] == 80
    with pytest.raises(urllib.error.URLError):  # the port ends with the node
        _get(port)


def _samples(port: int) -> dict[str, float]:
    import json

    while True:  # until the port is open; the test's own time limit ends this
        try:
            text = _get(port)
        except OSError:
            continue
        families = text_string_to_metric_families(text)
        kept = [sample for family in families for sample in family.samples if "le" not in sample.labels]
        return {f"{sample.name}{json.dumps(sample.labels)}": sample.value for sample in kept}


def _get(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        text: str = answer.read().decode()
    return text
