"""The crew of a worker node: a parent process that talks to the broker, and the processes that work for it."""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable

from schemas import Article
from worker.bootstrap import Parts, build, node_dir
from worker.node.heartbeat import Heartbeat
from worker.node.place import private
from worker.node.watchdog import Watchdog
from worker.service.work import Service
from worker.settings import Settings
from worker.uncollected import seldom_collected

# One short text a language family loads what stages load at first use.
_WARM_UP = (
    'عنوان الخبر\nقال المتحدث باسم الوزارة يوم الثلاثاء 3 مايو: "وصل الوفد إلى عمّان".',
    'A headline\nThe minister said on Tuesday: "We arrived in Paris on 3 May."',
    "عنوان خبر\nوزیر گفت: «هیئت روز سه‌شنبه به تهران رسید.»",
)


class Crew:
    """The parts of each process of a node, and the word to stop, which all of them hear."""

    def __init__(self, settings: Settings, make: Callable[[Settings], Parts] = build) -> None:
        self.settings = settings
        self.directory = node_dir(settings)
        self.heartbeat = Heartbeat(self.directory)
        self.watchdog = Watchdog(settings.stall_seconds)
        self._make = make
        self._parts: dict[int, Parts] = {}  # by process: connections do not survive a fork
        self._services: dict[int, Service] = {}
        self._stop = mmap.mmap(-1, 1)  # memory that forked children share

    @property
    def parts(self) -> Parts:
        """The parts of this process."""
        pid = os.getpid()
        if pid not in self._parts:
            self._parts[pid] = self._make(self.settings)
        return self._parts[pid]

    @property
    def service(self) -> Service:
        """What works through messages in this process."""
        pid = os.getpid()
        if pid not in self._services:
            self._services[pid] = self.parts.service(self.stopping)
        return self._services[pid]

    def preload(self) -> None:
        """Load the text stack and its data; what is loaded now is never collected, so that forks can share it.

        Raises `Misconfigured` where the state directory is not ours.
        """
        private(self.directory)
        parts = self.parts
        for number, text in enumerate(_WARM_UP):
            parts.process(Article(id=f"warm-up-{number}", text=text), 1, lambda _: None)
        parts.fingerprint  # noqa: B018  reads every resource once
        seldom_collected()

    def stop(self) -> None:
        """Ask all processes of the node to hand back what they have not begun."""
        self._stop[0] = 1

    def stopping(self) -> bool:
        """Whether `stop` was called, in whichever process."""
        return self._stop[0] == 1

    def close(self) -> None:
        """This process ends."""
        self.heartbeat.end()
        parts = self._parts.pop(os.getpid(), None)
        if parts is not None:
            parts.close()
