"""A rolling deploy: two pipelines work side by side, and what was stored before is still read."""

from __future__ import annotations

import json

from tests.chaos import newer_app
from tests.chaos.app import PIPELINE
from tests.chaos.lab import Lab, articles, check, until


def made_by(lab: Lab, name: str) -> str:
    """The pipeline that made the newest result."""
    return str(json.loads(lab.parts.store.result(name) or b"")["provenance"]["pipeline"])


def test_two_pipelines_side_by_side(lab: Lab):
    """Old and new workers share the work for as long as there is any: each document is done once, by one of them."""
    lab.worker(children=1)
    lab.worker(children=1, app="tests.chaos.newer_app")
    until(lambda: all(worker.said("ready.") for worker in lab.workers), "both are ready")
    ids: list[str] = []
    makers: set[str] = set()
    while makers != {PIPELINE, newer_app.PIPELINE}:
        new = lab.submit(articles(200, f"{len(ids)}-", do="short"))
        lab.settle()
        makers |= {made_by(lab, name) for name in new}
        ids += new
    check(lab, ids)


def test_an_older_pipeline_never_overwrites_a_newer(lab: Lab):
    """What is to be done again by the new pipeline is left alone by the old workers that still run."""
    ids = lab.submit(articles(10))  # few: whatever an old worker was offered is announced again seconds later
    lab.worker(children=1)
    lab.settle()
    lab.worker(children=1, app="tests.chaos.newer_app")
    again = lab.parts.store.requeue(ids, pipeline=newer_app.PIPELINE)
    lab.parts.publisher.publish([name for name, _ in again], "bulk")
    lab.settle()
    assert {made_by(lab, name) for name in ids} == {newer_app.PIPELINE}
    check(lab, ids)
