# /// script
# requires-python = ">=3.11"
# dependencies = ["warraq", "feedparser>=6.0.11"]
# ///
"""RSS and Atom feeds to Warraq: ``python rss_to_warraq.py https://example.org/feed.xml``.

Run it as often as you like. An item is named by its feed's id for it, so one that was submitted already changes
nothing, and one that the paper has rewritten becomes a new revision.
"""

import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import feedparser
from pydantic import ValidationError

from schemas import Article
from worker.bootstrap import build
from worker.settings import load


def articles(feed_url: str) -> Iterator[Article]:
    """The feed's items; one without text is named on stderr and passed over."""
    feed = feedparser.parse(feed_url)
    if feed.bozo and not feed.entries:
        sys.exit(f"{feed_url}: {feed.bozo_exception}")
    for item in feed.entries:
        try:
            yield article(item, feed_url)
        except ValidationError as error:
            print(f"{item.get('link')}: {error.errors()[0]['msg']}", file=sys.stderr)


def article(item: feedparser.FeedParserDict, feed_url: str) -> Article:
    """The title stands above the text, as on the page; markup may stay, Warraq takes it out."""
    body = item.content[0].value if "content" in item else item.get("summary", "")
    moment = item.get("published_parsed") or item.get("updated_parsed")
    name = item.get("id") or item.get("link") or body
    return Article(
        id=hashlib.sha256(name.encode()).hexdigest()[:32],
        text=f"{item.get('title', '')}\n\n{body}",
        title=item.get("title"),
        url=item.get("link"),
        source=feed_url,
        published_at=datetime(*moment[:6], tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None,
    )


if __name__ == "__main__":
    producer = build(load()).producer(patience_seconds=60)
    for feed_url in sys.argv[1:]:
        for receipt in producer.submit(list(articles(feed_url))):
            print(receipt.status, receipt.id)
