"""What is told of a document at work: to the flight recorder, and in its span."""

from __future__ import annotations

from tests.unit.service.parts import Record, Stops, service_on, submit


def test_the_recorder_knows_what_is_held(store):
    """From the claim to the commit, and no longer."""
    record = Record()
    service_on(store, record=record).work(submit(store, a="one", bad="raise"))
    held, *told = record.told
    assert held == ["a", "bad"]
    assert told == ["a", "obey", "place", "serialise", "finished", "bad", "obey", "finished", "idle"]


def test_nothing_is_held_after_giving_up(store):
    """A message that is handed back leaves no lease in the flight recorder: the worker is not busy."""
    record = Record()
    ids = submit(store, a="one", b="two")
    service_on(store, record=record, stopping=Stops(after=1)).work(ids)
    assert record.told[-1] == "idle"


def test_a_failed_document_fails_its_span(store):
    """With its code; the spans of the others are sound, and each ends."""
    spans = []

    class Span:
        traceparent = None

        def __init__(self, name, id):
            self.name, self.id, self.reason, self.ended = name, id, None, False
            spans.append(self)

        def stage(self, name):
            pass

        def fail(self, reason):
            self.reason = reason

        def end(self):
            self.ended = True

    class Tracing:
        def start(self, name, _parent, *, id, **_):
            return Span(name, id)

    service_on(store, tracing=Tracing()).work(submit(store, a="raise", b="one"))
    assert [(span.name, span.id, span.reason) for span in spans] == [
        ("document", "a", "stage_error"),
        ("document", "b", None),
        ("commit", "b", None),
    ]
    assert all(span.ended for span in spans)


class Meter:
    """Counts by keeping what it is told."""

    def __init__(self):
        self.told = []

    def processed(self, document, seconds):
        assert seconds > 0
        self.told.append(("processed", document.id))

    def failed(self, stage, code):
        self.told.append(("failed", stage, code))

    def buried(self, stage, code):
        self.told.append(("buried", stage, code))


def test_what_becomes_of_documents_is_counted(store):
    """Each that is made, each attempt that fails, each that is given up."""
    meter = Meter()
    service = service_on(store, meter=meter)
    service.work(submit(store, a="one", bad="raise"))
    service.work(["bad"])
    failed = ("failed", "obey", "stage_error")
    assert meter.told == [("processed", "a"), failed, failed, ("buried", "obey", "stage_error")]


def test_a_document_that_another_buried_is_counted_by_that_one(store, monkeypatch):
    """Two workers may find it exhausted; it is one dead letter."""
    meter = Meter()
    submit(store, bad="raise")
    monkeypatch.setattr(store, "bury", lambda *_: False)
    for _ in range(2):
        service_on(store, meter=meter).work(["bad"])
    assert [told[0] for told in meter.told] == ["failed", "failed"]
