"""A message is settled document by document; what one of them does is no other's affair."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from schemas import Article, Cluster, Rejection
from tests.documents import document_of
from worker.errors import Unavailable
from worker.pipeline import StageFailed
from worker.producer import submission
from worker.service.limits import Limits
from worker.service.work import Rules, Service
from worker.store.memory import MemoryStore
from worker.store.protocol import Policy

PIPELINE = "1.0+test"
RULES = Rules(Limits(5.0, 512), max_attempts=2, message_seconds=60, lease_seconds=60, patience_seconds=0)
PATIENT = replace(RULES, patience_seconds=30)


class Record:
    """A flight recorder that keeps all it was told."""

    def __init__(self):
        self.told = []

    def holds(self, ids, _token):
        self.told.append([*ids])

    def began(self, lease):
        self.told.append(lease.id)

    def stage(self, name):
        self.told.append(name)

    def finished(self):
        self.told.append("finished")

    def idle(self):
        self.told.append("idle")


def pipeline(article: Article, revision: int, entered):
    """Does what the article's text says."""
    entered("obey")
    match article.text:
        case "raise":
            raise StageFailed("obey", ValueError("no")) from ValueError("no")
        case "memory":
            raise StageFailed("obey", MemoryError()) from MemoryError()
        case "loop":
            while True:
                pass
    return document_of(article, revision, PIPELINE)


@pytest.fixture
def store():
    return MemoryStore(Policy(max_attempts=2))


@pytest.fixture
def service(store):
    return service_on(store)


def service_on(store, **changes):
    options = {"rules": RULES, "record": Record()} | changes
    return Service(store, pipeline, PIPELINE, **options)


def submit(store, **texts):
    store.submit([submission(Article(id=name, text=text)) for name, text in texts.items()])
    return list(texts)


def letter(store, name):
    return Rejection.model_validate_json(store.dead_letter(name))


def test_good_documents_get_results(store, service):
    """Every document of a message has its result when the message is done."""
    ids = submit(store, a="one", b="two")
    assert service.work(ids)
    assert [json.loads(store.result(name))["text"] for name in ids] == ["one", "two"]
    assert store.status().done == 2


def test_what_other_documents_tell_of_one_is_in_its_result(store):
    """The story index is asked before the commit."""
    stories = service_on(store, place=lambda document: document.model_copy(update={"cluster": Cluster(id="s-1")}))
    assert stories.work(submit(store, a="one"))
    assert json.loads(store.result("a"))["cluster"]["id"] == "s-1"


def test_an_index_that_is_away_is_no_documents_failure(store):
    """The worker stops, as when the ledger is away; nothing is released, charged or buried."""

    def place(_):
        raise Unavailable("Redis does not answer")

    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(store, place=place).work(ids)
    assert (store.status().leased, store.status().dead) == (1, 0)


def test_a_message_that_comes_again_changes_nothing(store, service):
    """The same message twice gives one result and one stream entry a document."""
    ids = submit(store, a="one")
    assert service.work(ids)
    assert service.work(ids * 3)
    assert len(store.read("g", "c", limit=10)) == 1


def test_unknown_ids_are_skipped(store, service):
    """An id that nobody submitted is passed over."""
    ids = submit(store, a="one")
    assert service.work(["nobody", *ids])
    assert store.status().done == 1


def test_a_bad_document_fails_alone(store, service):
    """Its neighbours get their results in the same pass and are charged nothing."""
    submit(store, a="one", bad="raise", b="two")
    assert service.work(["a", "bad", "b"])
    status = store.status()
    assert (status.done, status.queued, status.dead) == (2, 1, 0)


@pytest.mark.parametrize(("text", "code"), [("raise", "stage_error"), ("memory", "memory"), ("loop", "timeout")])
def test_a_document_that_always_fails_becomes_a_dead_letter(store, text, code):
    """After its last attempt, with stage, cause, attempts and the article kept."""
    service = service_on(store, rules=replace(RULES, limits=Limits(0.05, 512)))
    submit(store, bad=text)
    assert service.work(["bad"])
    assert store.status().dead == 0
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.stage, dead.cause.code, dead.attempts, dead.revision) == ("obey", code, 2, 1)
    assert dead.pipeline == PIPELINE
    assert dead.article is not None
    assert dead.article.text == text


def test_killed_attempts_end_in_a_dead_letter(store, service):
    """Attempts that ended with their process count; the letter has what was last known."""
    submit(store, bad="fine")
    for _ in range(2):
        (lease,) = store.claim(["bad"], pipeline=PIPELINE)
        store.release(lease, stage="tokens", error="process_died: killed")
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.stage, dead.cause.code, dead.cause.message, dead.attempts) == ("tokens", "process_died", "killed", 2)


def test_what_is_no_article_is_not_tried_again(store, service):
    """A payload that no release can read is a dead letter at once, its bytes kept."""
    good = submission(Article(id="bad", text="x"))
    store.submit([type(good)(id="bad", payload=b"{}", digest="d")])
    assert service.work(["bad"])
    dead = letter(store, "bad")
    assert (dead.cause.code, dead.attempts, dead.payload, dead.article) == ("invalid_article", 1, "e30=", None)


def test_stopping_leaves_the_rest_untouched(store):
    """When the worker stops, the document at work is finished and the others are not begun."""
    ids = submit(store, a="one", b="two", c="three")
    assert not service_on(store, stopping=Stops(after=1)).work(ids)
    status = store.status()
    assert (status.done, status.queued, status.leased) == (1, 2, 0)
    assert [claim.attempt for claim in store.claim(ids[1:], pipeline=PIPELINE)] == [1, 1]


def test_a_message_has_an_end(store):
    """A message that has used its time is handed back."""
    ids = submit(store, a="one")
    assert not service_on(store, rules=replace(RULES, message_seconds=-1)).work(ids)
    assert store.status().queued == 1


def test_a_store_that_is_away_is_waited_for(store):
    """A result in hand is committed when the store is back."""
    ids = submit(store, a="one")
    flaky = Flaky(store, failures=2)
    assert service_on(flaky, rules=PATIENT).work(ids)
    assert store.status().done == 1


def test_a_claim_whose_answer_is_lost_costs_one_attempt(store):
    """Every try of a claim has the same name: the document is not locked out by its own lost lease."""
    ids = submit(store, a="one", b="two")
    assert service_on(Deaf(store, losses=2), rules=PATIENT).work(ids)
    status = store.status()
    assert (status.done, status.counters["claimed"]) == (2, 2)
    assert "refused_leased" not in status.counters


def test_each_claim_has_a_name_of_its_own(store):
    """A second message does not take a lease that another holds."""
    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(Deaf(store, losses=1)).work(ids)
    service_on(store).work(ids)
    status = store.status()
    assert (status.leased, status.counters["refused_leased"]) == (1, 1)


def test_a_store_that_stays_away_is_said(store):
    """After its patience the error leaves, for the message to be handed back."""
    ids = submit(store, a="one")
    with pytest.raises(Unavailable):
        service_on(Flaky(store, failures=1)).work(ids)


def test_nothing_is_held_after_giving_up(store):
    """A message that is handed back leaves no lease in the flight recorder: the worker is not busy."""
    record = Record()
    ids = submit(store, a="one", b="two")
    service_on(store, record=record, stopping=Stops(after=1)).work(ids)
    assert record.told[-1] == "idle"


def test_the_recorder_knows_what_is_held(store):
    """From the claim to the commit, and no longer."""
    record = Record()
    service_on(store, record=record).work(submit(store, a="one", bad="raise"))
    held, *told = record.told
    assert held == ["a", "bad"]
    assert told == ["a", "obey", "place", "serialise", "finished", "bad", "obey", "finished", "idle"]


def test_what_may_have_ended_a_process_is_worked_on_alone(store):
    """After a worker died with several documents, each is claimed by itself, and the first result is safe by then."""
    ids = submit(store, a="one", b="two", c="three")
    for lease in store.claim(ids, pipeline=PIPELINE):
        store.release(lease, charge=None)
    record = Record()
    assert service_on(store, record=record).work(ids)
    assert [told for told in record.told if isinstance(told, list)] == [ids, ["a"], ["b"], ["c"]]
    assert store.status().done == 3


def test_a_lease_that_grows_old_is_changed_for_a_new_one(store):
    """A document whose neighbours took long is claimed again before it is begun, and charged once."""
    ids = submit(store, a="one", b="two", c="three")
    assert service_on(store, rules=replace(RULES, lease_seconds=0)).work(ids)
    status = store.status()
    assert (status.done, status.counters["claimed"], status.counters["released"]) == (3, 3 + 2 + 1, 2 + 1)
    assert [entry.id for entry in store.read("g", "c", limit=9)] == ids


def test_quick_documents_are_committed_together(store):
    """And no result waits for a message that goes on."""
    counted = Counted(store)
    assert service_on(counted).work(submit(store, **{f"d{n}": "short" for n in range(20)}))
    assert sum(counted.commits) == 20
    assert len(counted.commits) < 20


def test_a_slow_document_is_committed_at_once(store):
    """Its consumers have waited long enough."""
    counted = Counted(store)
    service = service_on(counted, place=lambda document: time.sleep(0.01) or document)
    assert service.work(submit(store, a="one", b="two"))
    assert counted.commits == [1, 1]


def test_large_articles_come_one_after_the_other(store):
    """Those that a claim left for later are claimed when the others are settled."""
    ids = submit(store, a="x" * 2**20, b="y" * 2**20, c="z")
    assert service_on(store).work(ids)
    assert store.status().done == 3


class Stops:
    """Asked to stop, after so many answers that say no."""

    def __init__(self, after):
        self._left = after

    def __call__(self):
        self._left -= 1
        return self._left < 0


class Counted:
    """A store that notes how many results come at a time."""

    def __init__(self, store):
        self._store, self.commits = store, []

    def __getattr__(self, name):
        return getattr(self._store, name)

    def commit(self, results):
        self.commits.append(len(results))
        return self._store.commit(results)


class Flaky:
    """A store whose first claims fail."""

    def __init__(self, store, failures):
        self._store, self._failures = store, failures

    def __getattr__(self, name):
        return getattr(self._store, name)

    def claim(self, *args, **kwargs):
        if self._failures:
            self._failures -= 1
            raise Unavailable("away")
        return self._store.claim(*args, **kwargs)

    def commit(self, results):
        if self._failures:
            self._failures -= 1
            raise Unavailable("away")
        return self._store.commit(results)


class Deaf:
    """A store whose first claims are done, and their answers lost."""

    def __init__(self, store, losses):
        self._store, self._losses = store, losses

    def __getattr__(self, name):
        return getattr(self._store, name)

    def claim(self, *args, **kwargs):
        answer = self._store.claim(*args, **kwargs)
        if self._losses:
            self._losses -= 1
            raise Unavailable("away")
        return answer


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
