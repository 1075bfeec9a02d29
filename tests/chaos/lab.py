"""What the chaos tests work with: a Redis that can be killed, workers that can be killed, and the count."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from schemas import Article
from worker.bootstrap import Parts, build
from worker.local.ports import free_port
from worker.settings import Settings, load
from worker.store.protocol import Queue

ROOT = Path(__file__).parents[2]


def until(condition: Callable[[], object], what: str, seconds: float = 180.0) -> float:
    """Wait until `condition` is true; how long it took. Fails, saying what was waited for.

    `seconds` end what hangs; a worker that starts in two has taken forty on a machine with much else to do.
    """
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            reason = f"after {seconds:.0f} s still not: {what}"
            raise AssertionError(reason)
        time.sleep(0.01)
    return time.monotonic() - begun


class Server:
    """A redis-server with its data in a directory, to be killed, frozen and started again."""

    def __init__(self, home: Path, *options: str) -> None:
        self._home, self._options = home, options
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        base = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._home), "--save", ""]
        program = shutil.which("redis-server")
        assert program, "the chaos tests need a redis-server"
        log = (self._home / "redis.log").open("ab")
        with log:
            # restore_signals=False: like Python itself it is told of a file that may not grow, instead of killed.
            self._process = subprocess.Popen(
                [program, *base, *self._options], stdout=log, stderr=log, restore_signals=False
            )
        until(lambda: self._answers() or not self.alive, "redis-server answers")
        assert self.alive, (self._home / "redis.log").read_text("utf-8", "replace")[-2000:]

    def _answers(self) -> bool:
        try:
            with Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except RedisError:
            return False

    def kill(self) -> None:
        """Power cut."""
        self._process.kill()
        self._process.wait()

    def fill_disk(self) -> None:
        """No file of it can grow any more. The error is EFBIG for ENOSPC; Redis treats all alike."""
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def free_disk(self) -> None:
        """There is space again."""
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def lose(self) -> None:
        """Lose all data, while it is not running."""
        shutil.rmtree(self._home / "appendonlydir", ignore_errors=True)  # Redis 7 and later
        (self._home / "appendonly.aof").unlink(missing_ok=True)

    def freeze(self) -> None:
        """It keeps its connections and says nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._process.send_signal(signal.SIGCONT)

    def written(self) -> bool:
        """Whether all is with the kernel: while the disk is slow, `everysec` keeps what was answered for seconds."""
        with self.client() as client:
            return client.info("persistence")["aof_buffer_length"] == 0

    def client(self) -> Redis:
        """A client, to be closed by the caller."""
        return Redis(port=self.port)


class Worker:
    """A worker node in a process group of its own.

    A dead parent is not waited for before its group is: until then its pid, which names the group, is nobody else's.
    """

    def __init__(self, settings: Settings, home: Path, *, pool: str, children: int, app: str, clock: int) -> None:
        environment = os.environ | {
            f"WARRAQ_{name.upper()}": str(value)
            for name, value in settings.model_dump(exclude_unset=True).items()
            if not name.endswith("_url")
        }
        environment["WARRAQ_REDIS_URL"] = settings.redis_url.get_secret_value()
        if settings.broker_url:
            environment["WARRAQ_BROKER_URL"] = settings.broker_url.get_secret_value()
        celery = ["tests.chaos.clock", str(clock)] if clock else ["celery"]
        command = [sys.executable, "-m", *celery, "-q", "-A", app, "worker", "-P", pool, "-c", str(children)]
        self.log = home / f"worker-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.pid = self._process.pid

    @property
    def children(self) -> list[int]:
        """The pids of its child processes."""
        try:
            return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]
        except FileNotFoundError:
            return []

    @property
    def alive(self) -> bool:
        """Whether its parent process runs."""
        return self._process.returncode is None and self._end(os.WNOHANG) is None

    def _end(self, how: int = 0) -> object:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | how)

    def kill_group(self) -> None:
        """Parent and children at once."""
        if self._process.returncode is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def kill_parent(self) -> None:
        """The parent alone; its children find out."""
        os.kill(self.pid, signal.SIGKILL)
        self._end()

    def kill_child(self, which: int = 0) -> bool:
        """One child, if it has any."""
        children = self.children
        if not children:
            return False
        try:
            os.kill(children[which % len(children)], signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def freeze(self) -> None:
        """Parent and children stand still, wherever they are."""
        os.killpg(self.pid, signal.SIGSTOP)
        until(lambda: all(map(_stands_still, (self.pid, *self.children))), "it stands still")

    def thaw(self) -> None:
        """They go on."""
        os.killpg(self.pid, signal.SIGCONT)

    def stop(self, seconds: float = 120) -> int:
        """Ask it to end, frozen or not; its exit code."""
        self._process.terminate()
        self.thaw()
        return self._process.wait(seconds)

    def said(self, event: str) -> int:
        """How many lines of its log hold `event`."""
        return self.log.read_text("utf-8", "replace").count(event)


def _stands_still(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in {"T", "Z"}


@dataclass
class Lab:
    """A Redis, settings made for haste, and the workers started so far."""

    server: Server
    home: Path
    changes: dict[str, object] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        haste = {"document_time_limit": 2.0, "lease_margin": 2.0, "overdue_seconds": 2.0, "stall_seconds": 5.0}
        ours = {"redis_url": self.server.url, "state_dir": self.home / "state", "log_level": "INFO"}
        if "redis_url" in self.changes:  # the ledger is elsewhere: the server is the broker
            ours["broker_url"] = self.server.url
        self.settings = load(**(haste | ours | self.changes))
        self.parts: Parts = build(self.settings)

    def worker(
        self, *, pool: str = "prefork", children: int = 2, app: str = "tests.chaos.app", clock: int = 0
    ) -> Worker:
        """Start a worker; its clock is `clock` seconds fast."""
        worker = Worker(self.settings, self.home, pool=pool, children=children, app=app, clock=clock)
        self.workers.append(worker)
        return worker

    def submit(self, articles: Iterable[Article], queue: Queue = "articles") -> list[str]:
        """Submit articles; their ids."""
        given = list(articles)
        producer = self.parts.producer(queue)
        for start in range(0, len(given), 500):
            producer.submit(given[start : start + 500])
        return [article.id for article in given]

    def catch(self, worker: Worker, count: int = 400, do: str = "short") -> list[str]:
        """Freeze `worker` with documents in its hand and others waiting, and leave it so; all that was submitted.

        A test that only saw work begin, and came late, might find it done: this one submits again until it is in time.
        """
        ids: list[str] = []
        while True:
            if self.settled():
                ids += self.submit(articles(count, f"{do}{len(ids)}-", do=do))
                count *= 2  # should this process come too late for so many
            # Not frozen before: a worker that runs for moments only would not come so far.
            until(lambda: self._amid() or self.settled(), "it has documents in hand")
            worker.freeze()
            self.parts.store.status()  # what it sent before is done when this is answered
            if self._amid():
                return ids
            worker.thaw()

    def _amid(self) -> bool:
        """Whether some documents are at work, and others wait."""
        status = self.parts.store.status()
        return status.leased > 0 and status.queued > 0

    def settled(self) -> bool:
        """Whether nothing is queued or at work."""
        status = self.parts.store.status()
        return status.queued == status.leased == 0

    def settle(self) -> None:
        """Wait until nothing is queued or at work, for as long as the work goes on."""
        while not self.settled():
            before = self._ended()
            until(lambda: self.settled() or self._ended() > before, "a further document settled")  # noqa: B023

    def _ended(self) -> int:
        counters = self.parts.store.status().counters
        return counters.get("committed", 0) + counters.get("buried", 0)

    def close(self) -> None:
        """Kill what still runs."""
        for worker in self.workers:
            worker.kill_group()
        self.parts.close()
        self.server.kill()


def articles(count: int, prefix: str = "d", **metadata: str) -> list[Article]:
    """Articles with ids of `prefix` and a number."""
    return [Article(id=f"{prefix}{i}", text=f"خبر {i}", metadata=dict(metadata)) for i in range(count)]


def check(lab: Lab, ids: Iterable[str]) -> None:
    """Nothing lost, nothing twice: each id is a result or a dead letter, one stream entry a revision, counts agree."""
    wanted = set(ids)
    store = lab.parts.store
    done = set(store.ids())
    dead = {letter.id for letter in store.dead()}
    assert not wanted - done - dead, f"lost: {sorted(wanted - done - dead)[:10]}"
    assert not done & dead
    client = store.client
    entries = Counter(
        (fields[b"id"], fields[b"revision"])
        for key in client.scan_iter(f"{lab.settings.namespace}:*:results")
        for _, fields in client.xrange(key)
    )
    assert [key for key, count in entries.items() if count > 1] == [], "entries doubled"
    assert {name.decode() for name, _ in entries} == done
    assert all(found is not None for found in store.results(sorted(done)))
    status = store.status()
    assert (status.queued, status.leased, status.done, status.dead) == (0, 0, len(done), len(dead))
    assert status.counters["committed"] == len(entries)
