# /// script
# requires-python = ">=3.11"
# dependencies = ["warraq", "trafilatura>=2", "lxml_html_clean>=0.4", "warcio>=1.7.4"]
# ///
"""Web archives to Warraq: ``python warc_to_warraq.py crawl.warc.gz``.

trafilatura takes the article out of each page. A page is named by its address, so running it again changes nothing,
and a later crawl of a changed page is a new revision. It goes into the queue `bulk`, behind the news of the day.
"""

import hashlib
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pydantic import ValidationError
from trafilatura import bare_extraction
from warcio.archiveiterator import ArchiveIterator

from schemas import Article
from worker.bootstrap import build
from worker.settings import load


def articles(path: Path) -> Iterator[Article]:
    """The articles among an archive's pages; what cannot be one is named on stderr."""
    with path.open("rb") as archive:
        for record in ArchiveIterator(archive):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type == "response" and record.http_headers.get_statuscode() == "200" and "html" in kind:
                url = record.rec_headers.get_header("WARC-Target-URI")
                page = bare_extraction(record.content_stream().read(), url=url, with_metadata=True)
                if page is None or not page.text:
                    print(f"{url}: no article in it", file=sys.stderr)
                    continue
                try:
                    yield article(page, url)
                except ValidationError as error:
                    print(f"{url}: {error.errors()[0]['msg']}", file=sys.stderr)


def article(page: object, url: str) -> Article:
    """`page` is trafilatura's Document."""
    return Article(
        id=hashlib.sha256(url.encode()).hexdigest()[:32],
        text=page.text if page.text.startswith(page.title or "") else f"{page.title}\n\n{page.text}",
        title=page.title,
        url=url,
        source=page.sitename or page.hostname,
        published_at=page.date,
    )


if __name__ == "__main__":
    producer = build(load()).producer("bulk", patience_seconds=3600)
    for path in map(Path, sys.argv[1:]):
        found = articles(path)
        while batch := list(islice(found, 100)):
            print(*(f"{receipt.status} {receipt.id}" for receipt in producer.submit(batch)), sep="\n")
