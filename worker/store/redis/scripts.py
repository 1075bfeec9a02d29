"""The Lua scripts, and how they are called: by digest, many in one round trip, loaded where a server lacks them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from redis import Redis, RedisCluster
from redis.exceptions import NoScriptError

from worker.errors import Unavailable
from worker.store.faults import translate, translated
from worker.store.keys import KEYS, Shard

Args = tuple[str | bytes | int, ...]
Row = tuple[str, Args]  # a document's id, and what a script is to know of it


def weight(row: Row) -> int:
    """Bytes of a row, near enough."""
    return sum(len(arg) for arg in row[1] if not isinstance(arg, int))


@dataclass(frozen=True, slots=True)
class Script:
    """One Lua file. As its head says: `keys` are the kinds of key it takes, in order, `each` those of a document."""

    name: str
    text: str
    sha: str
    keys: tuple[str, ...]
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A script to run on one shard: `of` is the id or group in its keys, `args` its arguments."""

    script: Script
    keys: tuple[str | bytes, ...]
    args: Args


_WAIT_MS = 1000  # replicas on the same network confirm in one or two

_KEYS = re.compile(r"^-- KEYS: ([a-z ]+)$", re.MULTILINE)
_EACH = re.compile(r"^-- KEYS: .*\n-- EACH: ([a-z ]+)$", re.MULTILINE)


@cache
def script(name: str) -> Script:
    """The script `lua/<name>.lua`."""
    text = (files("worker.store") / "lua" / f"{name}.lua").read_text("utf-8")
    head, each = _KEYS.search(text), _EACH.search(text)
    assert head, f"{name}.lua does not say its keys"
    sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()  # what EVALSHA calls it by
    return Script(name, text, sha, tuple(head[1].split()), tuple(each[1].split()) if each else ())


def call(name: str, shard: Shard, of: str | None, *args: str | bytes | int, stream: str | None = None) -> Call:
    """`name` on `shard`, for the id or group `of`; `stream` is the kind of stream that read.lua is to read."""
    found = script(name)
    kinds = [stream if kind == "stream" and stream else kind for kind in found.keys]
    return Call(found, tuple(shard.key(kind, of if KEYS[kind].of else None) for kind in kinds), args)


def call_each(name: str, shard: Shard, args: Args, rows: Sequence[Row]) -> Call:
    """`name` on `shard` for several documents, which it answers for in order: of each its id and its arguments."""
    found = script(name)
    prefixes = [shard.key(kind, "").encode() for kind in found.each]
    keys: list[str | bytes] = [shard.key(kind) for kind in found.keys]
    keys += [prefix + id for id in (id.encode() for id, _ in rows) for prefix in prefixes]
    return Call(found, tuple(keys), args + tuple(arg for id, more in rows for arg in (id, *more)))


def run(client: Redis | RedisCluster, url: str, calls: Sequence[Call], *, replicas: int = 0) -> list[Any]:
    """The answers of `calls`, in order, in one round trip.

    A server that was restarted or is new knows no scripts: the calls it refused for that are sent again with
    the text of the script, in order. Raises the first error, as one of ours; every script is safe to run again.
    With `replicas` the answers are given when that many replicas have the changes; `Unavailable` if they do not
    get them: the changes are made, but would be lost with the primary.
    """
    with translated(url):
        answers = _send(client, calls, by_digest=True, replicas=replicas)
        unknown = [i for i, answer in enumerate(answers) if isinstance(answer, NoScriptError)]
        if unknown:
            again = _send(client, [calls[i] for i in unknown], by_digest=False, replicas=replicas)
            for i, answer in zip(unknown, again, strict=True):
                answers[i] = answer
    for answer in answers:
        if isinstance(answer, Exception):
            raise translate(answer, url) from answer
    return answers


def _send(client: Redis | RedisCluster, calls: Sequence[Call], *, by_digest: bool, replicas: int) -> list[Any]:
    pipeline = client.pipeline(transaction=False)
    for one in calls:
        # Not pipeline.evalsha: redis-py forbids it for clusters, where it works as long as one slot is touched.
        pipeline.execute_command(*command(one, by_digest=by_digest))
    if replicas:
        pipeline.execute_command(*wait(replicas))
    answers = pipeline.execute(raise_on_error=False)
    if replicas:
        confirm(answers.pop(), replicas)
    return answers


def command(one: Call, *, by_digest: bool = True) -> Args:
    """A call as Redis is to be sent it."""
    script = ("EVALSHA", one.script.sha) if by_digest else ("EVAL", one.script.text)
    return (*script, len(one.keys), *one.keys, *one.args)


def wait(replicas: int) -> Args:
    """What is sent behind calls that so many replicas are to have; Redis answers with how many do."""
    return ("WAIT", replicas, _WAIT_MS)


def confirm(have: int, replicas: int) -> None:
    """Raises `Unavailable` where fewer replicas have a change than are to have it."""
    if have < replicas:
        reason = f"{have} of {replicas} replicas confirmed the change within {_WAIT_MS} ms"
        raise Unavailable(reason)
