"""Processes to measure: a Redis of one's own, workers, and what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psutil
from redis import Redis

from worker.bootstrap import Parts, build
from worker.guard import guarded
from worker.local.embedded import redis_server
from worker.settings import load

_PATIENCE = 300.0
_LOOK = 0.02  # seconds between two looks: well below what is measured


@contextmanager
def redis() -> Iterator[str]:
    """The URL of a fresh Redis with its append-only file on; settings of ours point at it meanwhile."""
    with redis_server() as server, tempfile.TemporaryDirectory() as state:
        before = dict(os.environ)
        os.environ |= {"WARRAQ_REDIS_URL": server.url, "WARRAQ_STATE_DIR": state, "WARRAQ_LOG_LEVEL": "WARNING"}
        try:
            yield server.url
        finally:
            os.environ.clear()
            os.environ |= before


@contextmanager
def running(command: Sequence[str]) -> Iterator[psutil.Process]:
    """A Python module's process with its output thrown away, ended afterwards."""
    process = subprocess.Popen(
        guarded([sys.executable, *command]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


@contextmanager
def parts() -> Iterator[Parts]:
    """Our parts for the Redis of `redis`."""
    made = build(load())
    try:
        yield made
    finally:
        made.close()


def until(reached: Callable[[], bool]) -> float:
    """Wall seconds until `reached`."""
    started = time.perf_counter()
    while not reached():
        if time.perf_counter() - started > _PATIENCE:
            sys.exit("a worker does not get on; run it by hand to see why")
        time.sleep(_LOOK)
    return time.perf_counter() - started


def flush(url: str) -> None:
    """Empty the Redis that was started for this run."""
    with Redis.from_url(url) as client:
        client.flushdb()


def used_memory(url: str) -> int:
    """Bytes that Redis has in use."""
    with Redis.from_url(url) as client:
        return int(client.info("memory")["used_memory"])


def server_process(url: str) -> psutil.Process:
    """The redis-server behind `url`."""
    with Redis.from_url(url) as client:
        return psutil.Process(int(client.info("server")["process_id"]))


def cpu(process: psutil.Process) -> float:
    """CPU seconds that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)
