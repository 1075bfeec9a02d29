"""The same job on other task queues, as their documentation shows it.

One task an article, the text in the message, the result in their result backend. Each module-level name is
what a worker command loads.
"""

from __future__ import annotations

import os
from functools import partial
from typing import Any

URL = os.environ.get("WARRAQ_REDIS_URL", "redis://127.0.0.1:6379/0")
NOTHING = os.environ.get("BENCH_NOTHING") == "1"


def work(text: str) -> str:
    """The Document of `text` as JSON, or the text itself where the pipeline is left out."""
    if NOTHING:
        return text
    from schemas import Article
    from worker.stages import process

    return process(Article(text=text)).model_dump_json()


def celery_app() -> Any:
    """Plain Celery."""
    from celery import Celery

    app = Celery("others", broker=URL, backend=URL)
    app.conf.update(worker_send_task_events=False)
    app.task(name="work")(work)
    return app


def dramatiq_broker() -> Any:
    """Dramatiq with its Redis broker and results."""
    import dramatiq
    from dramatiq.brokers.redis import RedisBroker
    from dramatiq.results import Results
    from dramatiq.results.backends import RedisBackend

    broker = RedisBroker(url=URL)
    broker.add_middleware(Results(backend=RedisBackend(url=URL)))
    dramatiq.set_broker(broker)
    dramatiq.actor(work, actor_name="work", store_results=True)
    return broker


def taskiq_broker() -> Any:
    """Taskiq with taskiq-redis."""
    from taskiq_redis import ListQueueBroker, RedisAsyncResultBackend

    broker = ListQueueBroker(URL).with_result_backend(RedisAsyncResultBackend(URL, prefix_str="taskiq-result"))
    broker.register_task(work, task_name="work")
    return broker


_MADE = {"app": celery_app, "broker": dramatiq_broker, "taskiq": taskiq_broker}


def __getattr__(name: str) -> Any:
    """Only what is asked for is imported and made, once."""
    if name not in _MADE:
        raise AttributeError(name)
    return globals().setdefault(name, partial(_MADE[name])())
