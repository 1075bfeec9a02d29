"""A stream with consumer groups, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as delivered to a consumer."""

    position: str
    fields: Fields
    delivered: int


@dataclass(slots=True)
class Pending:
    """An entry that a consumer has and has not acknowledged."""

    consumer: str
    since: int
    delivered: int


@dataclass(slots=True)
class Reading:
    """Where one group stands: the next entry's index, what is pending, what was put aside."""

    next: int = 0
    pending: dict[str, Pending] = field(default_factory=dict)
    aside: list[Row] = field(default_factory=list)
    consumers: dict[str, int] = field(default_factory=dict)  # when each came last
    missed: int = 0


@dataclass(slots=True)
class Stream:
    """Entries in order. Deleted ones leave a gap in `entries`, so that indexes stay."""

    entries: list[tuple[str, Fields] | None] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    groups: dict[str, Reading] = field(default_factory=dict)

    def add(self, now: int, *fields: tuple[bytes, bytes]) -> None:
        """Append an entry. (Its position tells it from others of the same millisecond by its index.)."""
        position = f"{now}-{len(self.entries)}"
        self.places[position] = len(self.entries)
        self.entries.append((position, fields))

    def read(
        self, group: str, consumer: str, now: int, *, limit: int, idle_ms: int, max_deliveries: int | None
    ) -> list[Row]:
        """Rows for one consumer, as lua/read.lua picks them."""
        reading = self.groups.setdefault(group, Reading(next=min(self.places.values(), default=len(self.entries))))
        reading.consumers[consumer] = now
        for mine in (True, False):
            for position, pending in list(reading.pending.items()):
                silent = pending.consumer == consumer if mine else now - pending.since >= idle_ms
                if silent and (row := self._again(reading, position, consumer, now, max_deliveries)):
                    return [row]
        return self._new(reading, consumer, now, limit)

    def ack(self, group: str, position: str) -> None:
        """The group is done with an entry."""
        if group in self.groups:
            self.groups[group].pending.pop(position, None)

    def delete(self, position: str) -> None:
        """Take an entry out of the stream."""
        if (place := self.places.pop(position, None)) is not None:
            self.entries[place] = None

    def cut(self, most: int | None) -> tuple[int, int]:
        """Take out what no group needs, then the oldest beyond `most`; how many of each."""
        needed = [
            min([reading.next, *(self.places[p] for p in reading.pending if p in self.places)])
            for reading in self.groups.values()
        ]
        present = [position for position, place in self.places.items() if place < min(needed, default=0)]
        beyond = list(self.places)[len(present) :][: max(0, len(self.places) - len(present) - most)] if most else []
        for position in (*present, *beyond):
            self.delete(position)
        return len(present), len(beyond)

    def retire(self, before: int) -> None:
        """Forget consumers that hold nothing and have not come since `before`."""
        for reading in self.groups.values():
            holding = {pending.consumer for pending in reading.pending.values()}
            for consumer in [c for c, came in reading.consumers.items() if came < before and c not in holding]:
                del reading.consumers[consumer]

    def _again(self, reading: Reading, position: str, consumer: str, now: int, most: int | None) -> Row | None:
        delivered = reading.pending[position].delivered
        place = self.places.get(position)
        entry = self.entries[place] if place is not None else None
        if entry is None or (most is not None and delivered >= most):
            del reading.pending[position]
            if entry is not None:
                reading.aside.append(Row(*entry, delivered))
            return None
        reading.pending[position] = Pending(consumer, now, delivered + 1)
        return Row(*entry, delivered + 1)

    def _new(self, reading: Reading, consumer: str, now: int, limit: int) -> list[Row]:
        rows: list[Row] = []
        while reading.next < len(self.entries) and len(rows) < limit:
            entry = self.entries[reading.next]
            reading.next += 1
            if entry is None:
                reading.missed += 1
            else:
                reading.pending[entry[0]] = Pending(consumer, now, 1)
                rows.append(Row(*entry, 1))
        return rows
