"""What a process was doing can be read after its death, however it died."""

from __future__ import annotations

import os
import signal

import pytest

from worker.recorder import Recorder, flights, forget
from worker.store.protocol import Lease
from worker.wrecks import Wrecks

LEASE = Lease("خبر-1", 3, 2, b"", "token")


def in_child(steps):
    """Run `steps` in a forked process, wait for it, give its pid."""
    pid = os.fork()
    if pid == 0:
        try:
            steps()
        finally:
            os._exit(1)
    os.waitpid(pid, 0)
    return pid


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class Ledger:
    """Notes releases."""

    def __init__(self):
        self.released = []

    def release(self, lease, *, stage=None, error=None):
        self.released.append((lease, stage, error))


def test_a_killed_process_is_read(tmp_path):
    """After kill -9 the document, its attempt and the stage are known."""

    def work():
        recorder = Recorder(tmp_path)
        recorder.began(LEASE)
        recorder.stage("normalize")
        recorder.stage("tokens")
        die()

    pid = in_child(work)
    (flight,) = flights(tmp_path)
    assert (flight.pid, flight.parent, flight.alive) == (pid, os.getpid(), False)
    assert (flight.lease, flight.stage) == (LEASE, "tokens")


def test_a_living_process_is_seen_at_work(tmp_path):
    """While it works, its document and time are seen; between documents it holds nothing."""
    recorder = Recorder(tmp_path)
    assert [flight.lease for flight in flights(tmp_path)] == [None]
    recorder.began(LEASE)
    recorder.stage("tokens")
    (flight,) = flights(tmp_path)
    assert flight.alive
    assert flight.seconds is not None
    recorder.finished()
    (flight,) = flights(tmp_path)
    assert (flight.lease, flight.stage, flight.seconds) == (LEASE, "commit", None)
    recorder.idle()
    assert [flight.lease for flight in flights(tmp_path)] == [None]
    recorder.close()
    assert flights(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 256, "\N{GRINNING FACE}" * 256])
def test_the_longest_ids_fit(tmp_path, name):
    """An id of 256 characters, of any kind, is kept whole."""
    recorder = Recorder(tmp_path)
    recorder.began(Lease(name, 10**9, 100, b"", "t" * 32))
    assert [flight.lease.id for flight in flights(tmp_path)] == [name]
    recorder.close()


def test_the_dead_are_freed_once(tmp_path):
    """A dead process's lease is given back with its stage, once, whoever looks."""

    def work():
        recorder = Recorder(tmp_path)
        recorder.began(LEASE)
        recorder.stage("tokens")
        die()

    in_child(work)
    ledger = Ledger()
    for _ in range(2):
        Wrecks(tmp_path, ledger, 30).clear()
    ((lease, stage, error),) = ledger.released
    assert (lease, stage) == (LEASE, "tokens")
    assert error.startswith("process_died: ")


def test_a_process_that_died_idle_frees_nothing(tmp_path):
    """A process that held no document leaves nothing to free, and its file goes."""

    def work():
        Recorder(tmp_path)
        die()

    in_child(work)
    ledger = Ledger()
    Wrecks(tmp_path, ledger, 30).clear()
    assert (ledger.released, list(tmp_path.iterdir())) == ([], [])


def test_a_process_that_does_not_end_is_killed(tmp_path):
    """A process far beyond its document's time is killed, and then freed like any other dead one."""
    ready, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        recorder = Recorder(tmp_path)
        recorder.began(LEASE)
        os.write(tell, b".")
        signal.pause()
        os._exit(0)
    os.read(ready, 1)
    ledger = Ledger()
    Wrecks(tmp_path, ledger, -10).clear()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    Wrecks(tmp_path, ledger, 30).clear()
    assert [lease for lease, _, _ in ledger.released] == [LEASE]


def test_forgetting_is_done_by_one(tmp_path):
    """Of several that found a dead process one forgets it."""
    in_child(lambda: (Recorder(tmp_path).began(LEASE), die()))
    (flight,) = flights(tmp_path)
    assert [forget(flight), forget(flight)] == [True, False]
