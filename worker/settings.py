"""Every setting, read from the environment once: `WARRAQ_` and the field's name in capitals."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from worker.errors import Misconfigured
from worker.store.address import Address
from worker.tracing.context import valid_traceparent

PREFIX = "WARRAQ_"
MEBIBYTE = 1024 * 1024

_REDIS = ("redis://", "rediss://", "redis+", "rediss+")

# Upper bounds that only refuse a slip of the keyboard, and numbers that a kernel or Redis cannot take.
_MOST_MIB = 1024 * 1024
_DAY = 86_400
_HOURS = 24 * 366 * 100


def _state_dir() -> Path:
    return Path(tempfile.gettempdir()) / f"warraq-{os.getuid()}"


class Settings(BaseSettings):
    """Immutable; `load` reads it with messages for people."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    redis_url: SecretStr = Field(
        SecretStr("redis://127.0.0.1:6379/0"),
        description="Redis that keeps the ledger: redis[s]://USER:PASSWORD@HOST:PORT/DB, or redis+cluster://, redis+sentinel://.",
    )
    broker_url: SecretStr | None = Field(
        None, description="Celery broker for the wake-up messages, which hold ids only. Default: the Redis above."
    )
    namespace: str = Field(
        "warraq",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$",
        description="First part of every key and queue name (a-z, 0-9, - and _); a Redis may hold several.",
    )
    shards: int = Field(1, ge=1, le=256, description="Hash tags that keys are spread over, for Redis Cluster.")

    max_attempts: int = Field(3, ge=1, le=100, description="Times a document may fail before it is a dead letter.")
    document_time_limit: float = Field(
        30.0, gt=0, le=60, description="Seconds for one document; then it failed. Bound by the message's time limit."
    )
    document_seconds_per_mib: float = Field(
        20.0,
        ge=0,
        le=60,
        description="Seconds more, and as much more lease, for each MiB of the article: work grows with the text.",
    )
    document_memory_mib: int = Field(
        1024,
        ge=0,
        le=_MOST_MIB,
        description="MiB that one document may add to its process, beside 128 for each MiB of the article; "
        "then it failed. 0: no bound.",
    )
    lease_margin: float = Field(
        10.0, ge=2, le=300, description="Seconds after the time limit at which others may take a document over."
    )
    max_article_bytes: int = Field(
        16 * MEBIBYTE, ge=1024, le=256 * MEBIBYTE, description="Larger articles (as JSON) are refused."
    )

    max_queued: int = Field(
        1_000_000,
        ge=1,
        le=10**9,
        description="While this many documents wait, no more are taken: submit waits, then says so.",
    )

    result_ttl_hours: float | None = Field(
        None, gt=0, le=_HOURS, description="Hours after which a result may be forgotten. Default: never."
    )
    replicas: int = Field(
        0, ge=0, le=100, description="Replicas that must have a submission or result before it is answered for (WAIT)."
    )
    compress: bool = Field(False, description="Keep articles and results compressed (zstd): a quarter of the memory.")  # noqa: FBT003

    ids_per_message: int = Field(32, ge=1, le=32, description="Documents per broker message.")
    concurrency: int | None = Field(None, ge=1, le=1024, description="Child processes of a worker. Default: one a CPU.")
    child_max_memory_mib: int = Field(
        2048,
        ge=256,
        le=_MOST_MIB,
        description="A child process that has grown past this is replaced between two messages.",
    )
    overdue_seconds: float = Field(
        30.0,
        gt=0,
        le=_DAY,
        description="A queued document is announced again after this, if the broker has no message left.",
    )
    stall_seconds: float = Field(
        15.0, gt=0, le=_DAY, description="A worker that gets nothing for this long, while messages wait, reconnects."
    )
    state_dir: Path = Field(
        default_factory=_state_dir,
        description="Directory for heartbeats and flight recorders. Default: warraq-UID in the temporary directory.",
    )

    operator_token: SecretStr | None = Field(
        None, min_length=16, description="Whoever knows it may replay dead letters in `warraq serve`. Default: nobody."
    )

    metrics_port: int | None = Field(
        None, ge=1, le=65535, description="Port for Prometheus on each machine with workers. Default: none."
    )
    metrics_host: str = Field("127.0.0.1", description="Address that this port listens on.")

    tracing: bool = Field(
        False,  # noqa: FBT003
        description="Record spans with OpenTelemetry, extra `[otel]`; its OTEL_* variables say where they go.",
    )
    traceparent: str | None = Field(
        None, description="W3C trace context of what this process submits, where nothing else names one."
    )

    # The next two are read by the entity stage itself, which knows no settings; here they are checked and documented.
    entity_guideline: Literal["inhouse", "anercorp", "wiki"] = Field(
        "inhouse", description="What counts as a name: our guideline, ANERcorp's, or that of AQMAR and Wojood."
    )
    entity_transformers: str = Field(
        "",
        pattern=r"^([a-z]{2,3}=[^,=]+(,[a-z]{2,3}=[^,=]+)*)?$",
        description="Local transformer models instead of ours: `en=/models/a,fr=/models/b`; extra `[transformers]`.",
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="The least level logged.")
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="json, console (for people), or auto: console on a terminal."
    )

    @field_validator("redis_url", "broker_url")
    @classmethod
    def _is_url(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and "://" not in url.get_secret_value():
            raise ValueError("not a URL (redis://HOST:PORT/DB)")
        if url is not None and Address.of(url.get_secret_value()).kind == "server":
            _check_server(url.get_secret_value())
        return url

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(_REDIS):
            raise ValueError("the scheme is redis or rediss, or redis+cluster, redis+sentinel, rediss+…")
        return url

    @field_validator("operator_token", "traceparent", mode="before")
    @classmethod
    def _given_or_none(cls, value: Any) -> Any:
        """An empty variable, as compose files pass on what is not set, is none."""
        return value or None

    @field_validator("traceparent")
    @classmethod
    def _is_traceparent(cls, value: str | None) -> str | None:
        if value is not None and valid_traceparent(value) is None:
            raise ValueError("not of W3C Trace Context's form, 00-<32 hex digits>-<16 hex digits>-<2 hex digits>")
        return value and valid_traceparent(value)

    @model_validator(mode="after")
    def _has_a_broker(self) -> Self:
        if Address.of(self.broker.get_secret_value()).kind == "cluster":
            raise ValueError(
                "WARRAQ_BROKER_URL: a Redis Cluster carries no Celery messages; name one Redis or RabbitMQ"
            )
        return self

    @property
    def broker(self) -> SecretStr:
        """The broker's URL."""
        return self.broker_url or self.redis_url

    @property
    def lease_ms(self) -> int:
        """Milliseconds that a claimed document belongs to its worker, its size left out of account."""
        return round((self.document_time_limit + self.lease_margin) * 1000)

    def seconds_for(self, size: int) -> float:
        """How long a document may take whose article has `size` bytes as JSON."""
        return self.document_time_limit + size / MEBIBYTE * self.document_seconds_per_mib


def _check_server(url: str) -> None:
    """Raise ValueError for what a library would complain of later, showing a part of the password, or take for 0."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        raise ValueError("no HOST:PORT can be read in it (in a password, # / ? are written %23 %2F %3F)") from None
    database = parts.path.strip("/")
    if url.startswith(_REDIS) and database and not (database.isascii() and database.isdecimal()):
        raise ValueError("what stands behind the port is the number of a database: redis://HOST:PORT/0")


def load(**overrides: Any) -> Settings:
    """The settings of the environment, some overridden. Raises `Misconfigured`, naming each wrong variable.

    The message never repeats a value: it may hold a password.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise Misconfigured("\n".join(_explain(dict(item)) for item in error.errors(include_input=False))) from None


def _explain(item: dict[str, Any]) -> str:
    name = "_".join(str(part) for part in item["loc"]).upper()
    if item["type"] == "string_pattern_mismatch":
        return f"{PREFIX}{name}: not of its form. {Settings.model_fields[name.lower()].description}"
    if item["type"] == "too_short":
        return f"{PREFIX}{name}: fewer than {item['ctx']['min_length']} characters"
    message = str(item["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{name}: {message}" if name else message
