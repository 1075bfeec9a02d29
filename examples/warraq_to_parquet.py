# /// script
# requires-python = ">=3.11"
# dependencies = ["warraq", "pyarrow>=18"]
# ///
"""Warraq to Parquet: ``python warraq_to_parquet.py news/``, one writer a folder.

Exactly once in the folder: a file appears whole or not at all (written aside, then renamed), entries are acknowledged
after that, and what a crash in between delivers again is known by its id and revision and left out. Every revision has
a row; the newest of an id is the one to read.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet

from worker.bootstrap import build
from worker.consumer import Consumer, Delivery
from worker.settings import load

STRING = pa.string()
ENTITY = pa.struct({"type": STRING, "name": STRING, "mentions": pa.int32()})
SCHEMA = pa.schema(
    {"id": STRING, "revision": pa.int32(), "language": STRING, "source": STRING, "published_at": STRING}
    | {"text": STRING, "entities": pa.list_(ENTITY), "document": STRING}
)


def row(delivery: Delivery) -> dict[str, object]:
    """A few columns to ask for, and all of the Document as JSON."""
    d = delivery.document
    entities = [{"type": e.type, "name": e.name, "mentions": len(e.mentions)} for e in d.entities]
    info = {"language": d.language.code, "source": d.article.source, "published_at": d.article.published_at}
    whole = delivery.newest.decode()
    return {"id": d.id, "revision": d.revision, **info, "text": d.text, "entities": entities, "document": whole}


def write(folder: Path, deliveries: Sequence[Delivery]) -> None:
    """One new file."""
    aside = folder / "unfinished"
    pyarrow.parquet.write_table(pa.Table.from_pylist([row(d) for d in deliveries], SCHEMA), aside, compression="zstd")
    aside.rename(folder / f"{uuid4().hex}.parquet")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    there = pyarrow.dataset.dataset(sorted(map(str, folder.glob("*.parquet"))), schema=SCHEMA)
    written = {(r["id"], r["revision"]) for r in there.to_table(columns=["id", "revision"]).to_pylist()}
    consumer = Consumer(build(load()).store, group="parquet", name="writer-1", follow="--follow" in sys.argv)
    while (deliveries := consumer.receive(5000)) or "--follow" in sys.argv:
        if fresh := [d for d in deliveries if (d.entry.id, d.document.revision) not in written]:
            write(folder, fresh)
            written |= {(d.entry.id, d.document.revision) for d in fresh}
        consumer.ack(deliveries)
