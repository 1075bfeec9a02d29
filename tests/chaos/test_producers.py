"""Producers that die."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice

from tests.chaos.lab import ROOT, Lab, check
from tests.chaos.streaming import BATCHES, SIZE, batches


def killed_in_mid_stream(lab: Lab) -> list[str]:
    """The ids that a producer had receipts for when it was killed, a batch behind them on its way."""
    environment = os.environ | {
        "WARRAQ_REDIS_URL": lab.settings.redis_url.get_secret_value(),
        "WARRAQ_STATE_DIR": str(lab.settings.state_dir),
    }
    command = [sys.executable, "-m", "tests.chaos.streaming"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as producer:
        assert producer.stdout is not None
        given = [producer.stdout.readline().split() for _ in range(BATCHES - 1)]
        producer.kill()
    return [id for ids in given for id in ids]


def test_killed_in_mid_stream(lab: Lab) -> None:
    """Every id that has a receipt is processed, so is what was stored without one; submitted again, nothing is done."""
    ids = killed_in_mid_stream(lab)
    assert len(ids) == (BATCHES - 1) * SIZE
    assert set(lab.parts.store.states(ids)) == {"queued"}
    lab.worker()
    lab.settle()
    check(lab, ids)

    given = list(islice(batches(), BATCHES))
    again = [receipt for receipts in lab.parts.producer().stream(given) for receipt in receipts]
    assert {receipt.status for receipt in again if receipt.id in set(ids)} == {"unchanged"}
    lab.settle()
    check(lab, [receipt.id for receipt in again])
