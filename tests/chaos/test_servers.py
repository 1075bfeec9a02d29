"""The ledger on more than one Redis keeps its promises in a storm of kills; the broker is a Redis of its own."""

from __future__ import annotations

import os
import signal

from redis import Redis

from tests.chaos.lab import articles, check
from tests.chaos.storm import Storm
from tests.chaos.test_redis import submit_through
from tests.clusters import cluster, port_of, sentinel
from worker.embedded import redis_server


def test_kill_storm_on_a_cluster(make_lab):
    """Five shards on three primaries: nothing is lost or doubled."""
    with cluster() as url:
        lab = make_lab(redis_url=url, shards=5, max_attempts=20)
        ids = lab.submit(articles(1000))
        storm = Storm(lab, "prefork", nodes=2, seed=1)
        ids += lab.submit(articles(500, "slow", do="short"))
        storm.rage(5, 30)
        lab.settle(90)
        check(lab, ids)
        lab.parts.close()  # before its servers end


def test_the_primary_dies_amid_a_kill_storm(make_lab, tmp_path):
    """What was answered for when a replica had it is there after the failover, once."""
    with sentinel(tmp_path) as watched:
        lab = make_lab(redis_url=watched.url, replicas=1, max_attempts=20)
        ids = lab.submit(articles(500))
        storm = Storm(lab, "prefork", nodes=2, seed=1)
        ids += lab.submit(articles(500, "before-", do="short"))
        storm.rage(3, 20)
        with Redis.from_url(watched.primary) as primary:
            os.kill(primary.info()["process_id"], signal.SIGKILL)
        with redis_server(options={"replicaof": f"127.0.0.1 {port_of(watched.replica)}"}):
            ids += submit_through(lab, articles(500, "after-", do="short"))
            storm.rage(6, 20)
            lab.settle(90)
            check(lab, ids)
            lab.parts.close()
