"""Several worker nodes on one machine, and perhaps their Redis: processes that are started again when they die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from worker.errors import WarraqError
from worker.guard import guarded
from worker.local.embedded import RedisServer
from worker.log import logger

Process = subprocess.Popen[bytes]

_GRACE_SECONDS = 30.0  # longer than a worker's soft shutdown
_HEALTHY_SECONDS = 10.0  # what ran this long did not fail at its start
_MOST_FAILURES = 5
_LOOK_SECONDS = 0.2


class _Slot:
    """What runs in it, its process, and how often in a row it failed at its start."""

    def __init__(self, what: str, start: Callable[[], Process], process: Process | None = None) -> None:
        self.what, self._start, self.failures = what, start, 0
        self.process, self._since = process or start(), time.monotonic()

    def renew_if_dead(self) -> None:
        """Start the process again if it has ended."""
        code = self.process.poll()
        if code is None:
            return
        quick = time.monotonic() - self._since < _HEALTHY_SECONDS and code != -signal.SIGKILL  # that is somebody's will
        self.failures = self.failures + 1 if quick else 0
        logger(__name__).warning(f"{self.what} ended, starting it again", pid=self.process.pid, exit_code=code)
        self._since = time.monotonic()
        try:
            self.process = self._start()
        except WarraqError as error:
            logger(__name__).warning(f"{self.what} does not start", error=str(error))

    @property
    def hopeless(self) -> bool:
        """Whether it failed too often."""
        return self.failures >= _MOST_FAILURES


def supervise(count: int, redis: RedisServer) -> int:
    """Run `count` worker nodes until SIGINT or SIGTERM, and `redis`, if we started it; the exit code.

    The URL goes through the environment, where `ps` does not show its password.
    """
    environment = os.environ | {"WARRAQ_REDIS_URL": redis.url}
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    nodes = [_Slot("worker", lambda: _spawn(environment)) for _ in range(count)]
    servers = [_Slot("Redis", redis.own.start, redis.own.process)] if redis.own else []
    while not stopping:
        for slot in (*servers, *nodes):
            slot.renew_if_dead()
        if any(slot.hopeless for slot in servers):
            logger(__name__).error("Redis does not start", log=str(redis.own and redis.own.log))
            break
        if all(slot.hopeless for slot in nodes):
            logger(__name__).error("workers do not start; see the lines above")
            break
        time.sleep(_LOOK_SECONDS)
    _stop([node.process for node in nodes])
    return 0 if stopping else 1


def _spawn(environment: dict[str, str]) -> Process:
    command = guarded([sys.executable, "-m", "worker.cli", "worker", "--concurrency", "1"])
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - the arguments are ours


def _stop(processes: list[Process]) -> None:
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
