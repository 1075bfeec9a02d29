"""The chaos tests' app, whose consumer goes deaf once: it behaves as if it still had unacknowledged messages."""

from __future__ import annotations

import logging
from typing import Any

from celery import bootsteps

from tests.chaos.app import app


class GoesDeaf(bootsteps.StartStopStep):
    """Deafness at the first connection only."""

    requires = ("celery.worker.consumer.tasks:Tasks",)
    times = 0

    def start(self, consumer: Any) -> None:
        """Make the client believe that it may not fetch more."""
        if type(self).times == 0:
            consumer.task_consumer.channel.qos.can_consume = lambda: False
            logging.getLogger(__name__).warning("gone deaf")
        type(self).times += 1


app.steps["consumer"].add(GoesDeaf)
