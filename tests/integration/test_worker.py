"""The shipped worker, started as users start it, with the real pipeline on a real Redis."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from redis import Redis

from schemas import Article, Rejection, decode, restore
from tests.chaos.lab import ROOT, until
from worker.bootstrap import build
from worker.settings import load

pytestmark = pytest.mark.redis

TEXT = "الرئيس يزور عمّان\nقال المتحدث باسم الرئاسة يوم الثلاثاء 3 مايو: «وصل الوفد إلى الأردن ظهرا».\n"
_RUN_NODE = """
import sys
from worker.node.start import run_node
from worker.settings import load
sys.exit(run_node(load(), concurrency=1))
"""
STARTS = {
    "celery": ["-m", "celery", "-q", "-A", "worker.app", "worker", "-c", "1"],
    "solo": ["-m", "celery", "-q", "-A", "worker.app", "worker", "-P", "solo"],
    "warraq": ["-c", _RUN_NODE],
}


@pytest.fixture(params=STARTS)
def running(request, redis_url, tmp_path):
    """A worker, its parts seen from outside, and its log."""
    settings = load(redis_url=redis_url, state_dir=tmp_path, document_time_limit=20)
    environment = os.environ | {"WARRAQ_REDIS_URL": redis_url, "WARRAQ_STATE_DIR": str(tmp_path)}
    log = tmp_path / "log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, *STARTS[request.param]], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    parts = build(settings)
    yield parts, log, worker
    worker.terminate()
    assert worker.wait(120) == 0
    parts.close()


def lines(log):
    """The JSON lines of a log."""
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_from_submission_to_document(running):
    """Submitted and XADDed articles become Documents, what is no article a dead letter; the log names them all."""
    parts, log, _ = running
    parts.producer().submit([Article(id="submitted", text=TEXT, published_at="2022-05-04")])
    with Redis.from_url(parts.settings.redis_url.get_secret_value()) as client:
        client.xadd("warraq:{0}:inbox", {"article": json.dumps({"id": "posted", "text": TEXT})})
        client.xadd("warraq:{0}:inbox", {"article": b"\xff"})
    until(lambda: parts.store.status().done == 2, "two documents are done", 180)
    until(lambda: parts.store.status().dead == 1, "one dead letter")
    for name in ("submitted", "posted"):
        document = decode(parts.store.result(name))
        assert restore(document) == TEXT
        assert document.language.code == "ar"
        assert document.provenance.pipeline == parts.fingerprint
    (dead,) = parts.store.dead()
    assert Rejection.model_validate_json(dead.rejection).stage == "intake"
    done = {line["doc"]: line for line in lines(log) if line["event"] == "processed"}
    assert done.keys() == {"submitted", "posted"}
    assert all(line["task"] and line["queue"] == "warraq.articles" and line["duration_ms"] for line in done.values())


def test_logs_hold_no_text(running):
    """Neither the article nor any part of it is logged at INFO."""
    parts, log, _ = running
    parts.producer().submit([Article(id="a", text=TEXT)])
    until(lambda: parts.store.status().done == 1, "the document is done", 180)
    written = log.read_text()
    words = [word for word in TEXT.split() if len(word) > 2]
    assert not any(word in written or json.dumps(word)[1:-1] in written for word in words)


def test_one_line_for_a_wrong_setting():
    """A wrong setting ends the command with its name, not with a traceback."""
    environment = os.environ | {"WARRAQ_MAX_ATTEMPTS": "none"}
    ran = subprocess.run(
        [sys.executable, *STARTS["celery"]], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode != 0
    assert "WARRAQ_MAX_ATTEMPTS" in ran.stderr
    assert "Traceback" not in ran.stderr
