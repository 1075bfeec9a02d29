"""The inbox on Redis: a stream that any program may XADD to, read by the workers' group `intake`."""

from __future__ import annotations

from collections.abc import Sequence

from worker.store.redis.scripts import call
from worker.store.redis.streams import RedisStreams
from worker.store.values import Item

GROUP = "intake"
FIELD = b"article"


class RedisInbox(RedisStreams):
    """See `worker.store.protocol.Inbox`."""

    def receive(self, consumer: str, *, limit: int, block_ms: int | None = None) -> list[Item]:
        # No bound on deliveries: an inbox entry that cannot be taken in is rejected by its reader, never put aside.
        rows = self.read_rows("inbox", GROUP, consumer, limit=limit, block_ms=block_ms, max_deliveries=None)
        return [Item(row.position, dict(row.fields).get(FIELD), row.fields, row.delivered) for row in rows]

    def done(self, positions: Sequence[str]) -> None:
        inbox = self.shards[0].key("inbox")
        pipeline = self.client.pipeline(transaction=False)
        if positions:
            pipeline.xack(inbox, GROUP, *positions)
            pipeline.xdel(inbox, *positions)
        with self.translated():
            pipeline.execute()

    def reject(self, position: str, id: str, rejection: bytes) -> None:
        self.note_layout()
        # First the letter, then the entry: cut off between the two, the entry comes again to the same letter.
        self.run([call("bury", self.shard(id), id, id, 0, self.pack(rejection))])
        self.done([position])
