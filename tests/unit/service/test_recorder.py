"""What a process was doing can be read after its death, however it died."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from worker.service.recorder import Recorder, flights, forget
from worker.service.wrecks import Wrecks
from worker.store.protocol import Lease

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

    def release(self, lease, *, stage=None, error=None, charge=True):
        self.released.append((lease.id, stage, error, charge))


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
    assert [(flight.lease, flight.held) for flight in flights(tmp_path)] == [(None, ())]
    recorder.holds([LEASE.id, "b"], LEASE.token)
    recorder.began(LEASE)
    recorder.stage("tokens")
    (flight,) = flights(tmp_path)
    assert flight.alive
    assert flight.seconds is not None
    recorder.finished()
    (flight,) = flights(tmp_path)
    assert (flight.lease, flight.stage, flight.seconds) == (None, "commit", None)
    assert [(held.id, held.token) for held in flight.held] == [(LEASE.id, LEASE.token), ("b", LEASE.token)]
    recorder.idle()
    assert [(flight.lease, flight.held) for flight in flights(tmp_path)] == [(None, ())]
    recorder.close()
    assert flights(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 256, "\N{GRINNING FACE}" * 256])
def test_the_longest_ids_fit(tmp_path, name):
    """An id of 256 characters, of any kind, is kept whole, and so are 32 of them."""
    recorder = Recorder(tmp_path)
    recorder.holds([name] * 32, "t" * 32)
    recorder.began(Lease(name, 10**9, 100, b"", "t" * 32))
    (flight,) = flights(tmp_path)
    assert (flight.lease.id, [held.id for held in flight.held]) == (name, [name] * 32)
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
        Wrecks(tmp_path, ledger, lambda _: 30).clear()
    ((name, stage, error, charge),) = ledger.released
    assert (name, stage, charge) == (LEASE.id, "tokens", True)
    assert error.startswith("process_died: ")


def test_the_document_at_work_pays_and_the_others_do_not(tmp_path):
    """Of several that a dead process held, one is charged; the others go on at once."""

    def work():
        recorder = Recorder(tmp_path)
        recorder.holds(["a", LEASE.id, "c"], LEASE.token)
        recorder.began(LEASE)
        die()

    in_child(work)
    ledger = Ledger()
    Wrecks(tmp_path, ledger, lambda _: 30).clear()
    assert [(name, charge) for name, _, _, charge in ledger.released] == [(LEASE.id, True), ("a", False), ("c", False)]


@pytest.mark.parametrize("at_work_before", [True, False])
def test_between_two_documents_nobody_is_known_to_be_guilty(tmp_path, at_work_before):
    """A process that dies while it claims or commits: its documents are given back as if their leases had run out."""

    def work():
        recorder = Recorder(tmp_path)
        recorder.holds([LEASE.id, "b"], LEASE.token)
        if at_work_before:
            recorder.began(LEASE)
            recorder.finished()
        die()

    in_child(work)
    ledger = Ledger()
    Wrecks(tmp_path, ledger, lambda _: 30).clear()
    stage = "commit" if at_work_before else "claim"
    assert [(name, at, charge) for name, at, _, charge in ledger.released] == [
        (LEASE.id, stage, None),
        ("b", stage, None),
    ]


def test_a_process_that_died_idle_frees_nothing(tmp_path):
    """A process that held no document leaves nothing to free, and its file goes."""

    def work():
        Recorder(tmp_path)
        die()

    in_child(work)
    ledger = Ledger()
    Wrecks(tmp_path, ledger, lambda _: 30).clear()
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
    Wrecks(tmp_path, ledger, lambda _: -10).clear()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    Wrecks(tmp_path, ledger, lambda _: 30).clear()
    assert [name for name, *_ in ledger.released] == [LEASE.id]


def test_a_process_may_take_longer_for_a_large_article(tmp_path):
    """How long is told by the article's bytes, which the record keeps."""
    recorder = Recorder(tmp_path)
    recorder.began(replace(LEASE, payload=b"x" * 5000))
    asked = []
    Wrecks(tmp_path, Ledger(), lambda size: asked.append(size) or 30).clear()
    (flight,) = flights(tmp_path)
    assert (asked, flight.size, flight.lease) == ([5000], 5000, LEASE)
    recorder.close()


def test_forgetting_is_done_by_one(tmp_path):
    """Of several that found a dead process one forgets it."""
    in_child(lambda: (Recorder(tmp_path).began(LEASE), die()))
    (flight,) = flights(tmp_path)
    assert [forget(flight), forget(flight)] == [True, False]
