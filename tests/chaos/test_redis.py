"""Redis dies, freezes, fills up or comes back empty-handed: the workers wait, and go on without help."""

from __future__ import annotations

import contextlib
import time

import pytest
from pydantic import SecretStr
from redis import Redis

from tests.chaos.lab import Lab, articles, check, until
from tests.proxy import proxy
from worker.errors import Unavailable


def submit_through(lab: Lab, given) -> list[str]:
    """Submit like a producer that tries again until it is told that all is stored."""
    while True:
        with contextlib.suppress(Unavailable):
            return lab.submit(given)


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_redis_killed_under_load(make_lab, pool):
    """With `appendfsync always` five power cuts lose nothing, and work goes on each time."""
    lab = make_lab("--appendfsync", "always", max_attempts=20)
    worker = lab.worker(pool=pool)
    ids = submit_through(lab, articles(100))
    until(lambda: lab.parts.store.status().done > 0, "work has begun")
    for cut in range(5):
        ids += submit_through(lab, articles(300, f"cut{cut}-", do="short"))
        lab.server.kill()
        lab.server.start()
        done = lab.parts.store.status().done
        until(lambda: lab.settled() or lab.parts.store.status().done > done, "work goes on")  # noqa: B023
    lab.settle()
    check(lab, ids)
    assert worker.alive


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_an_outage_longer_than_patience(lab: Lab, pool):
    """Workers that gave up waiting, and handed their messages back to nobody, go on when Redis is back."""
    worker = lab.worker(pool=pool)
    ids = lab.catch(worker)
    lab.server.kill()
    worker.thaw()
    until(lambda: worker.said("message handed back"), "the worker gives up")
    lab.server.start()
    lab.settle()
    check(lab, ids)
    assert worker.alive


def test_redis_frozen_under_load(lab: Lab):
    """A Redis that stands still and goes on later: nothing is lost or doubled."""
    worker = lab.worker()
    ids = lab.submit(articles(1500, do="short"))
    until(lambda: lab.parts.store.status().done > 10, "work has begun")
    for _ in range(2):
        lab.server.freeze()
        time.sleep(lab.settings.lease_ms / 1000 + 0.5)  # all leases run out: the length is the experiment
        lab.server.thaw()
    lab.settle()
    check(lab, ids)
    assert worker.alive


def test_messages_deleted_by_hand(lab: Lab):
    """Whoever deletes the broker's lists delays documents, and loses none."""
    ids = lab.submit(articles(200))
    with lab.server.client() as client:
        broker = list(client.scan_iter(f"{lab.settings.namespace}:broker:*"))
        assert broker
        client.delete(*broker)
    lab.worker()
    lab.settle()
    check(lab, ids)


def test_a_full_redis(make_lab):
    """At its maxmemory what is at work is done and nothing is begun; with more memory the workers go on from there."""
    lab = make_lab("--maxmemory-policy", "noeviction", max_attempts=50)
    worker = lab.worker()
    ids = lab.catch(worker)
    with lab.server.client() as client:
        client.config_set("maxmemory", 1)
        worker.thaw()
        until(lambda: lab.parts.store.status().leased == 0, "what is at work is done")
        assert lab.parts.store.status().queued > 0
        client.config_set("maxmemory", 0)
    lab.settle()
    check(lab, ids)
    assert worker.alive


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_a_full_disk(lab: Lab, pool):
    """While the disk under the AOF is full submissions fail and say why; with space all goes on, and all is on disk."""
    worker = lab.worker(pool=pool)
    ids = lab.catch(worker)
    lab.server.fill_disk()
    worker.thaw()
    until(lambda: worker.said("waiting for the store"), "the worker waits")
    before = lab.parts.store.status()
    with pytest.raises(Unavailable, match="cannot write to its disk"):
        lab.submit(articles(10, "refused-"))
    assert lab.parts.store.status().counters == before.counters
    lab.server.free_disk()
    ids += submit_through(lab, articles(10, "refused-"))
    lab.settle()
    check(lab, ids)
    assert worker.alive
    until(lab.server.written, "all is written")
    lab.server.kill()
    lab.server.start()
    check(lab, ids)


def test_a_full_disk_where_redis_gives_up(make_lab):
    """With `appendfsync always` Redis ends itself when its disk is full; started with space, it has lost nothing."""
    lab = make_lab("--appendfsync", "always", max_attempts=20)
    worker = lab.worker()
    ids = lab.catch(worker)
    lab.server.fill_disk()
    worker.thaw()
    until(lambda: not lab.server.alive, "Redis ends")
    with pytest.raises(Unavailable):
        lab.submit(articles(10, "refused-"))
    lab.server.start()
    ids += submit_through(lab, articles(10, "refused-"))
    lab.settle()
    check(lab, ids)
    assert worker.alive


def test_connections_cut(lab: Lab):
    """Connections that are closed under the workers are opened again."""
    worker = lab.worker()
    ids = lab.submit(articles(1000, do="short"))
    until(lambda: lab.parts.store.status().done > 5, "work has begun")
    with Redis(port=lab.server.port) as client:
        for _ in range(5):
            client.client_kill_filter(skipme=True)
            done = lab.parts.store.status().done
            until(lambda: lab.settled() or lab.parts.store.status().done > done, "work goes on")  # noqa: B023
    lab.settle()
    check(lab, ids)
    assert worker.alive


def test_a_network_that_is_slow_and_breaks(lab: Lab):
    """Between workers and Redis each piece takes 20 ms and connections break: nothing is lost or doubled."""
    direct = lab.settings
    with proxy(f"redis://127.0.0.1:{lab.server.port}/0") as (between, url):
        lab.settings = direct.model_copy(update={"redis_url": SecretStr(url)})
        worker = lab.worker()
        lab.settings = direct
        ids = lab.submit(articles(300))
        until(lambda: lab.parts.store.status().done > 5, "work has begun")
        between.delay = 0.02
        for _ in range(4):
            done = lab.parts.store.status().done
            until(lambda: lab.settled() or lab.parts.store.status().done > done + 10, "work goes on")  # noqa: B023
            between.cut()
        lab.settle()
        check(lab, ids)
        assert worker.alive


def test_a_redis_that_comes_back_empty(lab: Lab):
    """After a failover to an empty Redis the workers work on, and a producer that submits again loses nothing."""
    worker = lab.worker()
    given = articles(400, do="short")
    lab.submit(given)
    until(lambda: lab.parts.store.status().done > 5, "work has begun")
    lab.server.kill()
    lab.server.lose()
    lab.server.start()
    assert lab.parts.store.status().submitted == 0
    ids = lab.submit(given)
    lab.settle()
    check(lab, ids)
    assert worker.alive
