"""A worker's life: it stops in order, hears again when it went deaf, serves single articles before imports."""

from __future__ import annotations

import os
import re
import signal

import pytest
from pydantic import SecretStr

from schemas import Article
from tests.chaos.lab import ROOT, Lab, articles, check, until
from tests.chaos.passing import passed_by_a_single_article
from worker.bootstrap import node_dir
from worker.node.health import check as healthy


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_a_stop_hands_back(make_lab, pool):
    """SIGTERM in the middle of a message: the document at work is finished, the others wait for the next worker."""
    lab = make_lab(max_attempts=1, document_time_limit=20)
    worker = lab.worker(pool=pool)
    ids = lab.catch(worker, 96, do="slow")
    assert worker.stop() == 0
    status = lab.parts.store.status()
    assert status.leased == 0
    assert status.queued > 0
    lab.worker(children=4)
    lab.settle()
    check(lab, ids)
    assert lab.parts.store.status().dead == 0


def test_quit_in_the_middle(make_lab):
    """SIGQUIT (Celery's soft shutdown) loses nothing either."""
    lab = make_lab(max_attempts=2)
    worker = lab.worker()
    ids = lab.catch(worker, 64, do="slow")
    os.kill(worker.pid, signal.SIGQUIT)
    worker.thaw()
    until(lambda: not worker.alive, "the worker ends")
    lab.worker(children=4)
    lab.settle()
    check(lab, ids)


def test_children_are_replaced_without_loss(make_lab):
    """A child that outgrew its bound is replaced between two messages: nothing is lost and no attempt charged."""
    lab = make_lab(child_max_memory_mib=256, ids_per_message=8, max_attempts=1, document_time_limit=20)
    worker = lab.worker(children=1)
    until(lambda: worker.children, "it has a child")
    before = worker.children
    ids = lab.submit([Article(id=f"g{i}", text="x", metadata={"do": "grow"}) for i in range(64)])
    lab.settle()
    until(lambda: worker.children and worker.children != before, "the child was replaced")
    check(lab, ids)
    assert lab.parts.store.status().dead == 0


def test_a_single_article_passes_an_import(make_lab):
    """While an import of thousands waits, a single article is served after at most a few messages."""
    lab = make_lab()
    assert passed_by_a_single_article(lab) <= 4 * lab.settings.ids_per_message


def test_a_worker_lives_with_its_rights(make_lab, tmp_path):
    """Celery, the broker and all duties need no more than the worker's user of docs/redis-users.acl may do."""
    users = (ROOT / "docs" / "redis-users.acl").read_text()
    (tmp_path / "users.acl").write_text(users.replace("user default off", "user default on nopass ~* &* +@all"))
    lab = make_lab("--aclfile", str(tmp_path / "users.acl"))
    with lab.server.client() as client:
        if int(client.info()["redis_version"].partition(".")[0]) < 7:
            pytest.skip("rights to read or to write a key came with Redis 7")
        password = re.search(r"user worker on >(\S+)", users)
        assert password
        url = f"redis://worker:{password[1]}@127.0.0.1:{lab.server.port}/0"
        lab.settings = lab.settings.model_copy(update={"redis_url": SecretStr(url)})
        worker = lab.worker()
        ids = lab.submit([*articles(100), *articles(1, "poison", do="exit")])
        lab.settle()
        assert worker.stop() == 0
        check(lab, ids)
        assert [entry["object"] for entry in client.acl_log()] == []
        assert worker.said(password[1]) == 0


def test_health(lab: Lab):
    """Well while a worker runs; not well without one, nor without Redis."""
    assert healthy(lab.settings) == 1
    worker = lab.worker()
    until(lambda: healthy(lab.settings) == 0, "well")
    worker.kill_group()
    (beat,) = node_dir(lab.settings).glob("*.beat")
    os.utime(beat, (0, 0))  # as if it had been killed long ago
    assert healthy(lab.settings) == 1


def test_a_deaf_worker_hears_again(lab: Lab):
    """A consumer that asks for nothing although messages wait is noticed, connects again, and works."""
    worker = lab.worker(app="tests.chaos.deaf_app")
    until(lambda: worker.said("gone deaf"), "it went deaf")
    ids = lab.submit(articles(10))
    lab.settle()
    check(lab, ids)
    assert worker.said("deaf: connecting again")
