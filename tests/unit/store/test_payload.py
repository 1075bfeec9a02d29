"""Payloads say themselves how they are stored."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.errors import Misconfigured
from worker.store import payload


@given(st.text(), st.booleans())
def test_what_comes_out_is_what_went_in(text: str, compress: bool) -> None:
    """Compressed or not."""
    json = f'{{"text": "{text}"}}'.encode("utf-8", "surrogatepass")
    assert payload.unpack(payload.pack(json, compress=compress)) == json


def test_without_compression_nothing_is_added() -> None:
    """Any redis-cli reads it."""
    assert payload.pack(b"{}", compress=False) == b"{}"


def test_compression_compresses() -> None:
    """An article of news takes less than half."""
    article = "قال الوزير إن الحكومة ستعلن الخطة الأسبوع المقبل، وأضاف أنها تشمل كل المحافظات. ".encode() * 30
    assert len(payload.pack(article, compress=True)) < len(article) / 2


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the standard library has zstd")
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user learns what to install."""
    payload._codec.cache_clear()
    monkeypatch.setitem(sys.modules, "zstandard", None)
    try:
        with pytest.raises(Misconfigured, match=r"pip install 'warraq\[zstd\]'"):
            payload.pack(b"{}", compress=True)
    finally:
        payload._codec.cache_clear()
