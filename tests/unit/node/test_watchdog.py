"""A worker that gets nothing although messages wait connects again, and gives up if that does not help."""

from __future__ import annotations

import pytest

from worker.errors import Unavailable
from worker.node.watchdog import Deaf, Hopeless, Watchdog


@pytest.fixture
def dog(clock):
    return Watchdog(15, clock)


def look(dog, clock, at, *, arrived=0, busy=False, waiting=1):
    clock.now = at
    dog.look(arrived=arrived, busy=busy, waiting=lambda: waiting)


def connects_again_in_vain(dog, clock):
    """Found deaf and connected again, twice."""
    look(dog, clock, 0)
    for at in (16, 32):
        with pytest.raises(Deaf):
            look(dog, clock, at)
        dog.connected()


def test_silence_with_messages_waiting_is_deafness(dog, clock):
    """Nothing for the bound, and messages wait: deaf."""
    look(dog, clock, 0)
    look(dog, clock, 14)
    with pytest.raises(Deaf):
        look(dog, clock, 16)


@pytest.mark.parametrize("state", [{"waiting": 0}, {"busy": True}])
def test_an_idle_or_busy_worker_is_well(dog, clock, state):
    """Nothing to do, or long work, is no deafness."""
    for at in range(0, 100, 5):
        look(dog, clock, at, **state)


def test_arrivals_are_health(dog, clock):
    """While something arrives now and then all is well."""
    for at in range(0, 100, 10):
        look(dog, clock, at, arrived=at)


def test_after_an_outage_the_connection_is_not_trusted(dog, clock):
    """When the broker answers again, it connects again at once; a connection made since is good."""

    def away():
        raise Unavailable("away")

    dog.look(arrived=0, busy=True, waiting=away)
    with pytest.raises(Deaf):
        look(dog, clock, 1, busy=True)
    dog.connected()
    look(dog, clock, 2, busy=True)


def test_it_gives_up_when_connecting_again_does_not_help(dog, clock):
    """The third time the process is to end."""
    connects_again_in_vain(dog, clock)
    with pytest.raises(Hopeless):
        look(dog, clock, 48)


def test_an_arrival_forgives(dog, clock):
    """Once something arrives the count begins anew."""
    connects_again_in_vain(dog, clock)
    look(dog, clock, 40, arrived=1)
    with pytest.raises(Deaf):
        look(dog, clock, 60, arrived=1)
