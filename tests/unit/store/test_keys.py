"""Every key has one name, in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import Misconfigured
from worker.store.keys import KEYS, Shard, parse, shard_of
from worker.store.redis.scripts import script

SCRIPTS = [
    "submit",
    "claim",
    "commit",
    "release",
    "bury",
    "replay",
    "drop",
    "requeue",
    "reap",
    "status",
    "read",
    "groups",
]


def test_a_shard_never_moves() -> None:
    """The shard of an id is part of the data: it must not change with a release."""
    assert [shard_of(id, 16) for id in ("a", "b", "article-1", "خبر")] == [3, 9, 6, 5]
    assert shard_of("anything", 1) == 0


@given(st.text(min_size=1), st.sampled_from(sorted(KEYS)))
def test_keys_are_read_back(of: str, name: str) -> None:
    """What was made of a name and an id is taken apart to the same, braces and colons or not."""
    key = Shard(3).key(name, of)
    assert key.startswith("warraq:{3}:")
    assert parse(key) == (name, of if KEYS[name].of else None)


@pytest.mark.parametrize("namespace", ["", "a{b", "x}", "a*", "a b"])
def test_a_namespace_is_a_word(namespace: str) -> None:
    """It must not break the hash tag."""
    with pytest.raises(Misconfigured, match="namespace"):
        Shard(0, namespace)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_says_its_keys_and_arguments(name: str) -> None:
    """Its head names them, and its first line of code takes the keys in that order."""
    found = script(name)
    assert set(found.keys + found.each) - {"stream"} <= set(KEYS)
    assert "-- Answer:" in found.text
    taken = f"unpack(KEYS, 1, {len(found.keys)})" if found.each else "unpack(KEYS)"
    assert f"local {', '.join(found.keys)} = {taken}" in found.text


def test_every_kind_of_key_is_used() -> None:
    """The table names nothing that no script knows, but for what plain commands note, so that consumers may read it."""
    used = {kind for name in SCRIPTS for kind in script(name).keys + script(name).each}
    assert set(KEYS) - used == {"layout"}
