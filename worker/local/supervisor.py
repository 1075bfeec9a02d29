"""Several worker nodes on one machine, each a process of its own that is started again when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from worker.guard import guarded
from worker.log import logger

_GRACE_SECONDS = 30.0  # longer than a worker's soft shutdown
_HEALTHY_SECONDS = 10.0  # a node that ran this long did not fail at its start
_MOST_FAILURES = 5
_LOOK_SECONDS = 0.2


class _Node:
    """One slot: its process, and how often in a row it failed at its start."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._start, self.failures = start, 0
        self._begin()

    def _begin(self) -> None:
        self.process, self._since = self._start(), time.monotonic()

    def renew_if_dead(self) -> None:
        """Start the process again if it has ended."""
        code = self.process.poll()
        if code is None:
            return
        quick = time.monotonic() - self._since < _HEALTHY_SECONDS
        self.failures = self.failures + 1 if quick else 0
        logger(__name__).warning("worker ended, starting another", pid=self.process.pid, exit_code=code)
        self._begin()


def supervise(count: int, redis_url: str) -> int:
    """Run `count` worker nodes until SIGINT or SIGTERM; the exit code.

    The URL goes through the environment, where `ps` does not show its password.
    """
    environment = os.environ | {"WARRAQ_REDIS_URL": redis_url}
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    nodes = [_Node(lambda: _spawn(environment)) for _ in range(count)]
    while not stopping:
        for node in nodes:
            node.renew_if_dead()
        if all(node.failures >= _MOST_FAILURES for node in nodes):
            logger(__name__).error("workers do not start; see the lines above")
            break
        time.sleep(_LOOK_SECONDS)
    _stop([node.process for node in nodes])
    return 0 if stopping else 1


def _spawn(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = guarded([sys.executable, "-m", "worker.cli", "worker", "--concurrency", "1"])
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - the arguments are ours


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to finish; after a while, kill those that have not, with their children."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _GRACE_SECONDS
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
