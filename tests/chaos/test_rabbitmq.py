"""Another broker: messages hold ids only, so RabbitMQ serves as well as Redis."""

from __future__ import annotations

import shutil

import pytest

from tests.chaos.lab import articles, check, until
from tests.chaos.passing import passed_by_a_single_article
from tests.chaos.rabbit import PROGRAM, Rabbit
from tests.chaos.storm import Storm

pytestmark = pytest.mark.skipif(
    not PROGRAM.exists() or shutil.which("epmd") is None, reason="needs a RabbitMQ: apt-get install rabbitmq-server"
)


@pytest.fixture(scope="module")
def rabbit(tmp_path_factory):
    rabbit = Rabbit(tmp_path_factory.mktemp("rabbit"))
    yield rabbit
    rabbit.stop()


def test_kill_storm_with_rabbitmq(make_lab, rabbit):
    """Kills over quorum queues lose nothing and double nothing, and a worker stops in order."""
    lab = make_lab(broker_url=rabbit.url, max_attempts=20)
    ids = lab.submit(articles(1000))
    storm = Storm(lab, "prefork", nodes=2, seed=1)
    ids += storm.rage(5, lab.submit)
    lab.settle()
    check(lab, ids)
    until(lambda: lab.workers[-1].said("ready."), "the last worker is ready")
    assert lab.workers[-1].stop() == 0


def test_a_single_article_passes_an_import_with_rabbitmq(make_lab, rabbit):
    """It serves the lanes alike, and gives a worker few messages of each: an import delays nobody by its length."""
    lab = make_lab(broker_url=rabbit.url, namespace="import")
    assert passed_by_a_single_article(lab) <= 4 * lab.settings.ids_per_message
