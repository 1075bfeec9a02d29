"""Every key of the ledger: its name, type, lifetime and what it holds; and which shard an id belongs to.

A key is ``<namespace>:{<shard>}:<name>`` or ``<namespace>:{<shard>}:<name>:<id or group>``. The braces are a
Redis Cluster hash tag: all keys of a shard live in one slot, so every script touches one slot only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zlib import crc32

from worker.errors import Misconfigured

NAMESPACE = "warraq"


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of key. `of`: what stands behind its name. `lifetime`: None for as long as the shard."""

    type: Literal["hash", "string", "zset", "stream"]
    holds: str
    of: Literal["id", "group"] | None = None
    lifetime: str | None = None


_KEPT = "until dropped, or the retention time after its commit"

KEYS: dict[str, Key] = {
    "record": Key("hash", "revision, state, digest, queue, attempts … of a document", "id", _KEPT),
    "article": Key("string", "the submitted article, JSON", "id", _KEPT),
    "result": Key("string", "the newest Document, JSON", "id", "the retention time after its commit"),
    "letter": Key("string", "the Rejection of a dead letter, JSON", "id", "until replayed or dropped"),
    "open": Key("zset", "ids that are queued or leased; score: when submitted"),
    "waiting": Key("zset", "queued ids that are published; score: when published last"),
    "retry": Key("zset", "queued ids that were released; score: when to publish again"),
    "leased": Key("zset", "ids at work; score: when the lease runs out"),
    "done": Key("zset", "ids that have a result; score: when committed"),
    "dead": Key("zset", "ids of dead letters; score: when buried"),
    "results": Key("stream", "one entry a committed revision: id, revision, number, perhaps traceparent"),
    "deadletters": Key("stream", "one entry a burial: id, revision; the newest 100,000 or so"),
    "inbox": Key("stream", "articles from any program, field `article`; shard 0 only"),
    "aside": Key("stream", "entries that a group's consumers failed on too often", "group"),
    "groups": Key("hash", "for each consumer group the last entry number seen, and how many it missed"),
    "sources": Key("hash", "how many open documents each source has in the lane of articles"),
    "layout": Key("hash", "over how many shards the documents are spread; shard 0 only"),
    "pipelines": Key("hash", "pipeline fingerprints, each with its place in their order"),
    "counters": Key("hash", "how often each thing happened"),
}


def shard_of(id: str, shards: int) -> int:
    """The shard of `id`: the same in every process and release, whatever Python's hash seed."""
    return crc32(id.encode()) % shards


@dataclass(frozen=True, slots=True)
class Shard:
    """One shard's keys."""

    number: int
    namespace: str = NAMESPACE

    def __post_init__(self) -> None:
        if not self.namespace or set("{}* ") & set(self.namespace):
            reason = f"namespace {self.namespace!r}: a word without braces, stars or spaces"
            raise Misconfigured(reason)

    def key(self, name: str, of: str | None = None) -> str:
        """The full name of a key; `of` is the id or group where the kind of key has one."""
        base = f"{self.namespace}:{{{self.number}}}:{name}"
        if KEYS[name].of is None:
            return base
        assert of is not None, f"{name} needs an id or group"
        return f"{base}:{of}"


def parse(key: str) -> tuple[str, str | None]:
    """The kind of key `key` is, and its id or group. Raises `KeyError` where it is none of ours."""
    _, _, rest = key.partition("}:")
    name, _, of = rest.partition(":")
    return name, of if KEYS[name].of else None
