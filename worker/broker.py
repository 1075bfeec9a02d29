"""The Celery application: the engine that spreads work. Each setting has its reason beside it.

Messages hold ids; the truth is in the ledger. So a message may be lost, doubled or late: that costs time,
never a document.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, get_args
from urllib.parse import urlsplit

from celery import Celery
from celery.app.amqp import AMQP
from kombu import Connection
from kombu import Queue as Lane
from kombu.transport import resolve_transport

from worker.errors import Misconfigured
from worker.settings import Settings
from worker.store.address import Address
from worker.store.faults import public
from worker.store.protocol import Queue

TASK = "warraq.process"
QUEUES: tuple[Queue, ...] = get_args(Queue)  # in this order workers serve them

# A message that took this long is stuck: its process is killed, and its documents go to others. Each document
# has a bound of its own; this one is for what is outside of documents.
MESSAGE_SECONDS = 240


def message_seconds(settings: Settings) -> int:
    """The same, with what the largest article may take beyond an ordinary one: it may be a message's last."""
    return MESSAGE_SECONDS + ceil(settings.seconds_for(settings.max_article_bytes) - settings.document_time_limit)


def lane(settings: Settings, queue: Queue) -> str:
    """The broker's name of a queue."""
    return f"{settings.namespace}.{queue}"


# What workers tell each other: nobody listens, and it costs a second at each start.
_QUIET = {"without_gossip": True, "without_mingle": True, "without_heartbeat": True}


# What kombu raises for an item in the broker's list that is no message, and what would end the worker.
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


class PromptConnection(Connection):  # type: ignore[misc]
    """Work goes on at once after an outage, and after rubbish in the broker.

    It tries to connect every half second, where kombu's pauses grow to half a minute; and an item that cannot
    be read (it is off the list by then) costs a new connection instead of the worker.
    """

    @property
    def connection_errors(self) -> tuple[type[Exception], ...]:
        """What to connect again for."""
        return (*super().connection_errors, *UNREADABLE)

    def _ensure_connection(self, *args: Any, **options: Any) -> Any:
        pauses = {"interval_start": 0.5, "interval_step": 0, "interval_max": 0.5}
        return super()._ensure_connection(*args, **(options | pauses))


class PromptAMQP(AMQP):  # type: ignore[misc]
    """Celery's messaging with that connection."""

    Connection = PromptConnection


class Engine(Celery):  # type: ignore[misc]
    """Celery with prompt connections and quiet workers."""

    amqp_cls = PromptAMQP

    @property
    def Worker(self) -> Callable[..., Any]:  # noqa: N802  Celery's name
        """Makes a worker, for `celery worker` and `warraq worker` alike."""
        make = super().Worker
        return lambda **options: make(**(options | _QUIET))


def celery_app(settings: Settings) -> Celery:
    """An app with our settings and no task. Connects when first used.

    Raises `Misconfigured` where the broker's URL is of a kind that kombu does not know, or lacks a package for.
    """
    app = Engine("warraq", set_as_current=False)
    app.conf.update(_queues(settings) | _messages(settings) | _worker(settings))
    return app


def _queues(settings: Settings) -> dict[str, Any]:
    durable = {"x-queue-type": "quorum"} if settings.broker.get_secret_value().startswith("amqp") else None
    return {
        "task_queues": [Lane(lane(settings, queue), queue_arguments=durable) for queue in QUEUES],
        "task_default_queue": lane(settings, "articles"),
        "task_create_missing_queues": False,  # a misspelt queue is an error, not a new queue that nobody serves
        "broker_url": _url(settings.broker.get_secret_value()),
        "broker_transport_options": _transport(settings),
    }


def _known(url: str) -> str:
    """`url`, whose scheme kombu can speak."""
    try:
        resolve_transport(url.partition("://")[0])
    except (KeyError, ImportError) as error:
        reason = f"no broker at {public(url)}: {error.args[0]}; set WARRAQ_BROKER_URL to redis:// or amqp://"
        raise Misconfigured(reason) from None
    return url


def _url(url: str) -> str:
    """The broker's URL as kombu writes it: of a primary that sentinels know, one URL a sentinel."""
    address = Address.of(url)
    if address.kind != "sentinel":
        return _known(url)
    parts = urlsplit(address.first)
    access, at, _ = parts.netloc.rpartition("@")
    return ";".join(f"sentinel://{access}{at}{host}:{port}{parts.path}" for host, port in address.hosts)


def _transport(settings: Settings) -> dict[str, Any]:
    if not settings.broker.get_secret_value().startswith(("redis", "rediss", "sentinel")):
        return {}
    primary = Address.of(settings.broker.get_secret_value()).primary
    return {
        **({"master_name": primary} if primary else {}),
        "global_keyprefix": f"{settings.namespace}:broker:",  # one pattern for Redis's access rules
        "queue_order_strategy": "priority",  # articles before bulk, always; needs no lists of Celery's priorities
        "priority_steps": [0],  # one list a queue instead of four
        # A message not finished in a lease's time is taken for lost, with its worker. Should it be at work still,
        # another worker takes what is not begun: the ledger lets nobody have a document that is leased or done.
        "visibility_timeout": round(settings.lease_ms / 1000),
        "unacked_restore_interval": 5,  # look for messages of dead workers every 5 s ...
        "unacked_restore_throttle": 1,  # ... at every look, instead of every tenth
        "socket_timeout": 30,  # a frozen Redis is noticed
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 25,  # firewalls drop idle connections silently
        # No retry_on_timeout: with it kombu publishes singly, not in pipelines.
    }


def _messages(settings: Settings) -> dict[str, Any]:
    return {
        "accept_content": ["json"],  # never pickle: a message must not run code
        "task_serializer": "json",
        "task_ignore_result": True,  # results go to the ledger; Celery's result backend leaks subscriptions
        "task_store_errors_even_if_ignored": False,
        "task_acks_late": True,  # a message is done when its documents are
        "task_reject_on_worker_lost": True,  # the bystanders of a killed process go on at once
        "task_acks_on_failure_or_timeout": True,  # the ledger knows what is not done
        "task_time_limit": message_seconds(settings),
        "task_publish_retry": False,  # the publisher resends whole batches: ids may repeat
        "task_send_sent_event": False,
    }


def _worker(settings: Settings) -> dict[str, Any]:
    return {
        "worker_concurrency": settings.concurrency,
        "worker_prefetch_multiplier": 1,  # a message waits in the broker, where others can take it
        "worker_max_memory_per_child": settings.child_max_memory_mib * 1024,  # KiB; preloaded data counts
        "worker_proc_alive_timeout": 60,  # a child that starts on a busy machine is not dead
        "worker_lost_wait": 0.5,  # Celery waits ten seconds for the result of a dead child; ours are in the ledger
        "worker_soft_shutdown_timeout": 3,  # SIGQUIT gives the documents at work this long, and always waits it
        "worker_send_task_events": False,
        "worker_enable_remote_control": False,  # its replies fill Redis; health has its own command
        "worker_hijack_root_logger": False,  # our log configuration stands
        "worker_redirect_stdouts": False,
        # A connection lost is no reason to kill work: the ledger takes the result when Redis is back.
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_enable_prefetch_count_reduction": False,  # after a reconnect all children work again at once
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,  # for ever: a worker outlives any outage
        "broker_channel_error_retry": True,  # Redis's errors while it restarts (LOADING, READONLY) count as outage
        "enable_utc": True,
    }
