"""Releases sort as people count them."""

from __future__ import annotations

from worker.store.pipelines import release_of


def test_releases_in_order() -> None:
    """Numbers by value; development and pre-releases before the release; the digest does not count."""
    in_order = [
        "0.1.0.dev0+ffff",
        "0.1.0a1+0000",
        "0.1.0b2+0000",
        "0.1.0rc1+0000",
        "0.1.0+ffff",
        "0.1.0.post1+0",
        "0.1.1+0000",
        "0.9.0+0000",
        "0.10.0.dev3+0",
        "0.10.0+0000",
        "1.0.0+0000",
    ]
    assert sorted(in_order, key=release_of) == in_order
    assert release_of("0.1.0+aaaa") == release_of("0.1.0+bbbb")
