# /// script
# requires-python = ">=3.11"
# dependencies = ["warraq"]
# ///
"""Warraq to OpenSearch (or Elasticsearch): ``python warraq_to_opensearch.py http://localhost:9200 news``.

Exactly once in the index: a document's id is its `_id` and its revision its version, so writing it again, or an older
revision after a newer one, changes nothing (409, which is success here). Entries are acknowledged after the write: a
crash in between means that they are written again.
"""

import json
import sys
from collections.abc import Sequence
from urllib.request import Request, urlopen

from schemas import Document
from worker.bootstrap import build
from worker.consumer import Consumer, Delivery
from worker.settings import load

CONFLICT = 409


def fields(document: Document) -> dict[str, object]:
    """What is searched: the text, and names and topics to filter by."""
    return {
        "text": document.text,
        "language": document.language.code,
        "source": document.article.source,
        "published_at": document.article.published_at,
        "entities": [entity.name for entity in document.entities],
        "topics": [topic.code for topic in document.topics],
    }


def write(deliveries: Sequence[Delivery], url: str, index: str) -> None:
    """Index in one request; raises where a document was refused for another reason than its version."""
    lines = []
    for document in (delivery.document for delivery in deliveries):
        action = {"_id": document.id, "version": document.revision, "version_type": "external"}
        lines += [json.dumps({"index": action}), json.dumps(fields(document))]
    body = "".join(f"{line}\n" for line in lines).encode()
    with urlopen(Request(f"{url}/{index}/_bulk", body, {"Content-Type": "application/x-ndjson"})) as answer:
        results = [item["index"] for item in json.load(answer)["items"]]
    if refused := [result for result in results if result["status"] >= 300 and result["status"] != CONFLICT]:
        sys.exit(f"not indexed: {refused[0]}")


if __name__ == "__main__":
    url, index = sys.argv[1:3]
    # A name that stays: after a crash, what this writer had not acknowledged comes first.
    consumer = Consumer(
        build(load()).store, group=f"opensearch-{index}", name="writer-1", follow="--follow" in sys.argv
    )
    while (deliveries := consumer.receive(500)) or "--follow" in sys.argv:
        if deliveries:
            write(deliveries, url, index)
            consumer.ack(deliveries)
