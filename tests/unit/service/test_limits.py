"""One document cannot take more time or memory than its bounds, and leaves no trace on the next."""

from __future__ import annotations

import resource
import signal
import threading

import pytest

from worker.service.limits import Limits, TimedOut


def for_ever():
    while True:
        pass


def test_a_loop_is_ended():
    """Work that never ends is ended by an exception inside it."""
    with pytest.raises(TimedOut), Limits(0.05).applied():
        for_ever()


def test_a_loop_that_swallows_exceptions_is_ended():
    """An `except Exception` around the loop delays the end, but does not prevent it."""
    swallowed = []

    def stubborn():
        while len(swallowed) < 1:
            try:
                for_ever()
            except Exception as error:
                swallowed.append(error)
        for_ever()

    with pytest.raises(TimedOut), Limits(0.05).applied():
        stubborn()
    assert len(swallowed) == 1


def test_nothing_rings_afterwards():
    """After the work the alarm is off and the handler is what it was."""
    before = signal.getsignal(signal.SIGALRM)
    with Limits(30).applied():
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == before


def test_eating_memory_raises():
    """Work that asks for more than its bound gets MemoryError, and memory is free again afterwards."""
    bounds = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), Limits(30, memory_mib=64).applied():
        bytearray(512 * 1024 * 1024)
    assert resource.getrlimit(resource.RLIMIT_AS) == bounds
    bytearray(128 * 1024 * 1024)


def test_no_bound_means_none():
    """0 MiB sets no bound."""
    bounds = resource.getrlimit(resource.RLIMIT_AS)
    with Limits(30, memory_mib=0).applied():
        assert resource.getrlimit(resource.RLIMIT_AS) == bounds


def test_limits_grow_with_the_article():
    """A long text takes longer and needs more memory; where there is no bound there is none for it either."""
    limits = Limits(30, memory_mib=1024, seconds_per_mib=10)
    assert limits.of(0) == limits
    assert limits.of(2 * 2**20).seconds == 50
    assert limits.of(2 * 2**20).memory_mib > limits.memory_mib
    assert Limits(30).of(2 * 2**20).memory_mib == 0


def test_a_thread_may_use_them():
    """Outside the main thread, where no alarm can ring, the work just runs."""
    done = []

    def work():
        with Limits(30).applied():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
