"""A worker and the command line on a real Redis, for the tests that do what a user does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from worker.guard import guarded

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ARTICLES = [
    {"id": f"a-{n}", "text": f"عنوان {n}\nقال الوزير إن الأمر {n} انتهى .", "source": "test"} for n in range(40)
]
LINES = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES).encode()


@pytest.fixture
def environment(redis_url: str, tmp_path: Path) -> dict[str, str]:
    return os.environ | {
        "WARRAQ_REDIS_URL": redis_url,
        "WARRAQ_STATE_DIR": str(tmp_path / "state"),
        "WARRAQ_LOG_LEVEL": "WARNING",
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def run(*arguments: str, stdin: bytes = b"", code: int = 0) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "worker.cli", *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False, timeout=300)
        assert done.returncode == code, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done

    return run


@pytest.fixture
def worker(environment: dict[str, str]) -> Iterator[None]:
    with running_worker(environment):
        yield


@contextmanager
def running_worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = guarded([sys.executable, "-m", "worker.cli", "worker", "--concurrency", "1"])
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(120) == 0


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]
