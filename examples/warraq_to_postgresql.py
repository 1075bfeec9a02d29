# /// script
# requires-python = ">=3.11"
# dependencies = ["warraq", "pg8000>=1.31"]
# ///
"""Warraq to PostgreSQL: ``python warraq_to_postgresql.py postgresql://user:password@localhost/news``.

Exactly once in the tables: one row a document, replaced by a newer revision only, in one transaction with its entities.
Entries are acknowledged after the commit: a crash in between means that they are written again, which changes nothing.
"""

import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from pg8000.dbapi import Connection, connect

from worker.bootstrap import build
from worker.consumer import Consumer, Delivery
from worker.settings import load

TABLES = """
CREATE TABLE IF NOT EXISTS documents (id text PRIMARY KEY, revision integer NOT NULL, language text NOT NULL,
    source text, published_at text, body text NOT NULL, document jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS entities (document text REFERENCES documents ON DELETE CASCADE, type text, name text);
CREATE INDEX IF NOT EXISTS entities_by_name ON entities (name);
"""
UPSERT = """
INSERT INTO documents VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET (revision, language, source, published_at, body, document) =
    (excluded.revision, excluded.language, excluded.source, excluded.published_at, excluded.body, excluded.document)
WHERE documents.revision < excluded.revision
"""


def write(database: Connection, deliveries: Sequence[Delivery]) -> None:
    """All of them or none."""
    cursor = database.cursor()
    for delivery in deliveries:
        d, payload = delivery.document, delivery.newest.decode()
        info = (d.language.code, d.article.source, d.article.published_at)
        cursor.execute(UPSERT, (d.id, d.revision, *info, d.text, payload))
        if cursor.rowcount:  # not there yet in this revision
            cursor.execute("DELETE FROM entities WHERE document = %s", (d.id,))
            for entity in d.entities:
                cursor.execute("INSERT INTO entities VALUES (%s, %s, %s)", (d.id, entity.type, entity.name))
    database.commit()


if __name__ == "__main__":
    at = urlsplit(sys.argv[1])
    database = connect(at.username, at.hostname, at.path[1:], at.port or 5432, at.password)
    database.cursor().execute(TABLES)
    # A name that stays: after a crash, what this writer had not acknowledged comes first.
    consumer = Consumer(build(load()).store, group="postgresql", name="writer-1", follow="--follow" in sys.argv)
    while (deliveries := consumer.receive(500)) or "--follow" in sys.argv:
        write(database, deliveries)
        consumer.ack(deliveries)
