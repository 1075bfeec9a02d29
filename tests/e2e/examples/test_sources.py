"""Feeds and archives become articles, and the same again changes nothing."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.examples.conftest import Run, submitted

pytestmark = pytest.mark.redis

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Nahr</title><link>http://nahr.example/</link><description/>
<item><guid isPermaLink="false">nahr 1</guid><title>افتتاح الجسر</title><link>http://nahr.example/1</link>
<pubDate>Fri, 20 Sep 2024 09:30:00 +0300</pubDate>
<description>&lt;p&gt;افتتح الوزير &lt;b&gt;الجسر&lt;/b&gt; {when}.&lt;/p&gt;</description></item>
<item><guid>nahr-2</guid></item>
</channel></rss>"""

PAGE = """<html><head><title>جسر جديد على النهر</title><meta property="og:site_name" content="Nahr">
<meta property="article:published_time" content="2024-09-20"></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>جسر جديد على النهر</h1><p>افتتح وزير الأشغال العامة صباح اليوم الجسر الجديد على النهر بعد عامين.</p>
<p>وقال الوزير إن الجسر يخدم أكثر من عشرين ألف سيارة يوميا، وإن العمل انتهى قبل موعده بشهر كامل.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_feed_is_submitted_once(run: Run, tmp_path: Path) -> None:
    """Its item has the feed's id, its link and its moment in UTC; again, nothing; rewritten, a revision."""
    (tmp_path / "feed.xml").write_text(FEED.format(when="اليوم"), encoding="utf-8")
    with served(tmp_path) as url:
        first = run("rss_to_warraq.py", f"{url}/feed.xml")
        assert "nahr-2: Value error, no visible character" in first
        [said] = [line.split() for line in first.splitlines() if line.startswith("new")]
        assert f"unchanged {said[1]}" in run("rss_to_warraq.py", f"{url}/feed.xml")
        (tmp_path / "feed.xml").write_text(FEED.format(when="أمس"), encoding="utf-8")
        assert f"revised {said[1]}" in run("rss_to_warraq.py", f"{url}/feed.xml")
    [article] = submitted(said[1])
    assert article.text.startswith("افتتاح الجسر\n\n<p>افتتح الوزير")
    assert article.url == "http://nahr.example/1"
    assert article.published_at == "2024-09-20T06:30:00Z"


def test_a_feed_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    """A page that is no feed ends it with a sentence."""
    (tmp_path / "feed.xml").write_text("<rss", encoding="utf-8")
    assert "feed.xml: " in run("rss_to_warraq.py", str(tmp_path / "feed.xml"), code=1)


def archive(path: Path, *pages: tuple[str, str, str]) -> None:
    """A WARC file of responses, each record compressed by itself (ISO 28500)."""
    with path.open("wb") as file:
        for url, status, page in pages:
            http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
                f"WARC-Date: 2024-09-20T09:30:00Z\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))


def test_an_archive_is_submitted_once(run: Run, tmp_path: Path) -> None:
    """Its pages with an article in them; the others are named or passed over."""
    url = "https://nahr.example/jisr"
    pages = [(url, "200 OK", PAGE), (f"{url}/gone", "404 Not Found", PAGE), (f"{url}/empty", "200 OK", "<html></html>")]
    archive(tmp_path / "crawl.warc.gz", *pages)
    first = run("warc_to_warraq.py", str(tmp_path / "crawl.warc.gz"))
    assert f"{url}/empty: no article in it" in first
    [said] = [line.split() for line in first.splitlines() if line.startswith("new")]
    assert f"unchanged {said[1]}" in run("warc_to_warraq.py", str(tmp_path / "crawl.warc.gz"))
    [article] = submitted(said[1])
    assert article.text.splitlines()[0] == "جسر جديد على النهر"
    assert "قبل موعده" in article.text
    assert "الحقوق" not in article.text
    assert (article.url, article.published_at) == (url, "2024-09-20")
