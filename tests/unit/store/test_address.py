"""Addresses of one server, a cluster, and a primary that sentinels know."""

from __future__ import annotations

import pytest

from worker.errors import Misconfigured
from worker.store.address import Address
from worker.store.connection import connect


def test_one_server_is_left_as_it_is() -> None:
    """Whatever redis-py reads."""
    for url in ("redis://:pw@h:1/2?db=3", "rediss://h"):
        assert Address.of(url) == Address("server", url)


def test_a_cluster_by_some_of_its_nodes() -> None:
    """User, password and options go to each."""
    address = Address.of("rediss+cluster://u:p@a:7000,b,c:7002?ssl_ca_certs=/ca.pem")
    assert address.first == "rediss://u:p@a:7000/0?ssl_ca_certs=/ca.pem"
    assert address.hosts == (("a", 7000), ("b", 6379), ("c", 7002))


def test_a_primary_by_its_sentinels() -> None:
    """Its name, and the database on it."""
    address = Address.of("redis+sentinel://:pw@a,b:26380/main/3")
    assert (address.primary, address.first) == ("main", "redis://:pw@a:26379/3")
    assert address.hosts == (("a", 26379), ("b", 26380))
    assert Address.of("redis+sentinel://a/main").first == "redis://a:26379/0"


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("http+cluster://h", "scheme"),
        ("redis+magic://h", "scheme"),
        ("redis+cluster://h/3", "database 0 only"),
        ("redis+sentinel://h", "which primary"),
        ("redis+cluster://h:port", "port is not a number"),
        ("http://h", "scheme"),
    ],
)
def test_what_is_wrong_is_said(url: str, hint: str) -> None:
    """With what is to be written instead."""
    with pytest.raises(Misconfigured, match=hint):
        connect(url)


def test_passwords_are_not_shown() -> None:
    """In no repr."""
    assert "s3cret" not in repr(Address.of("redis+sentinel://:s3cret@h/main"))
