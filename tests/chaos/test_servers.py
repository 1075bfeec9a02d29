"""The ledger on more than one Redis keeps its promises in a storm of kills; the broker is a Redis of its own."""

from __future__ import annotations

import os
import signal
from functools import partial

from redis import Redis

from tests.chaos.lab import articles, check
from tests.chaos.storm import Storm
from tests.chaos.test_redis import submit_through
from tests.clusters import cluster, port_of, sentinel
from worker.local.embedded import redis_server


def test_kill_storm_on_a_cluster(make_lab):
    """Five shards on three primaries: nothing is lost or doubled."""
    with cluster() as url:
        lab = make_lab(redis_url=url, shards=5, max_attempts=20)
        ids = Storm(lab, "prefork", nodes=2, seed=1).rage(5, partial(submit_through, lab))
        lab.settle()
        check(lab, ids)
        lab.parts.close()  # before its servers end


def test_the_primary_dies_amid_a_kill_storm(make_lab, tmp_path):
    """What was answered for when a replica had it is there after the failover, once."""
    with sentinel(tmp_path) as watched:
        lab = make_lab(redis_url=watched.url, replicas=1, max_attempts=20)
        storm = Storm(lab, "prefork", nodes=2, seed=1)
        ids = storm.rage(3, partial(submit_through, lab))
        ids += submit_through(lab, articles(500, "amid-", do="short"))
        with Redis.from_url(watched.primary) as primary:
            os.kill(primary.info()["process_id"], signal.SIGKILL)
        with redis_server(options={"replicaof": f"127.0.0.1 {port_of(watched.replica)}"}):
            ids += storm.rage(6, partial(submit_through, lab))
            lab.settle()
            check(lab, ids)
            lab.parts.close()
