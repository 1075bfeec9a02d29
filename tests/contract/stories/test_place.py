from itertools import count
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.stories.conftest import Make, until
from tests.contract.stories.texts import mixture, signed, text
from worker.stories import Stories
from worker.stories.memory import MemoryStories


def test_a_document_alone_has_a_cluster_of_its_own(stories: Stories) -> None:
    """So that the next that says the same can join it."""
    one, other = stories.place("a", 1, signed(text(1))), stories.place("b", 1, signed(text(2)))
    assert one.id
    assert one.id != other.id
    assert one.nearest == other.nearest == ()


def test_copies_share_a_cluster_and_know_each_other(stories: Stories) -> None:
    """Similarity 1 for the same words."""
    first = stories.place("a", 1, signed(text(1)))
    second = stories.place("b", 1, signed(text(1)))
    assert second.id == first.id
    assert [(near.id, near.similarity) for near in second.nearest] == [("a", 1.0)]


def test_near_copies_are_found_with_their_similarity(stories: Stories) -> None:
    """Nine tenths of the text in common: a Jaccard similarity near 0.8."""
    first = stories.place("a", 1, signed(text(1)))
    second = stories.place("b", 1, mixture(1, 2, 0.9))
    assert second.id == first.id
    assert 0.65 < second.nearest[0].similarity < 0.95


def test_texts_that_share_a_fifth_are_not_copies(stories: Stories) -> None:
    """A quotation in common makes no duplicate."""
    first = stories.place("a", 1, signed(text(1)))
    assert stories.place("b", 1, mixture(1, 2, 0.2)).id != first.id


def test_placing_again_changes_nothing(stories: Stories) -> None:
    """A message that is delivered twice, a document that is processed again."""
    stories.place("a", 1, signed(text(1)))
    before = stories.place("b", 1, mixture(1, 2, 0.9))
    assert stories.place("b", 1, mixture(1, 2, 0.9)) == before
    assert [story.size for story in stories.biggest(10)] == [2]


def test_the_document_placed_first_learns_of_later_ones_when_placed_again(stories: Stories) -> None:
    """Reprocessing fills in what was not there yet."""
    stories.place("a", 1, signed(text(1)))
    stories.place("b", 1, signed(text(1)))
    assert [near.id for near in stories.place("a", 1, signed(text(1))).nearest] == ["b"]


def test_a_bridge_makes_one_cluster_of_two(stories: Stories) -> None:
    """Under the id of the older, which the newer's documents learn when they are placed again."""
    left, right = signed(text(1)), mixture(1, 2, 0.5)
    bridge = mixture(1, 2, 0.72)
    one, other = stories.place("a", 1, left), stories.place("b", 1, right)
    assert one.id != other.id
    joined = stories.place("c", 1, bridge)
    assert {near.id for near in joined.nearest} == {"a", "b"}
    assert joined.id == one.id == stories.place("b", 1, right).id
    assert [(story.id, story.size, set(story.documents)) for story in stories.biggest(5)] == [
        (one.id, 3, {"a", "b", "c"})
    ]
    assert stories.story(one.id) == stories.story(other.id or "") == stories.biggest(1)[0]


def test_an_edited_document_keeps_its_cluster(stories: Stories) -> None:
    """A correction is the same story, and the old revision is nobody's neighbour any more."""
    before = stories.place("a", 1, signed(text(1)))
    after = stories.place("a", 2, mixture(1, 2, 0.9))
    assert after.id == before.id
    assert after.nearest == ()
    assert stories.biggest(5) == []
    assert [near.id for near in stories.place("b", 1, signed(text(1))).nearest] == ["a"]
    assert [story.documents for story in stories.biggest(5)] == [("a", "b")]


def test_a_rewritten_document_leaves_its_cluster(stories: Stories) -> None:
    """It has nothing in common with it any more."""
    first = stories.place("a", 1, signed(text(1)))
    stories.place("b", 1, signed(text(1)))
    assert stories.place("b", 2, signed(text(2))).id != first.id
    assert stories.biggest(5) == []


def test_an_older_revision_that_comes_late_changes_nothing(stories: Stories) -> None:
    """Messages overtake each other."""
    newest = stories.place("a", 2, signed(text(2)))
    late = stories.place("a", 1, signed(text(1)))
    assert late.id == newest.id
    assert stories.place("b", 1, signed(text(1))).nearest == ()


def test_documents_leave_the_window(make: Make) -> None:
    """What is older than the window is no neighbour, and a story that has ended is not listed."""
    stories = make(window_ms=500)
    pairs = ((f"a{number}", f"b{number}") for number in count())
    until(lambda: _listed(stories, *next(pairs)))  # at once, but where this process stands still for half a second
    until(lambda: not _found(stories, "z", 2) and not stories.biggest(5))
    probes = (f"probe{number}" for number in count())
    until(lambda: "a0" not in _found(stories, next(probes), 1))
    assert all("a0" not in story.documents for story in stories.newest(5))


def _listed(stories: Stories, *copies: str) -> bool:
    for id in copies:
        stories.place(id, 1, signed(text(1)))
    return any(set(copies) <= set(story.documents) for story in stories.biggest(5))


def _found(stories: Stories, id: str, subject: int) -> set[str]:
    return {near.id for near in stories.place(id, 1, signed(text(subject))).nearest}


def test_lists_are_in_order_and_bounded(stories: Stories) -> None:
    """The biggest stories; and those that grew last."""
    for number, size in ((1, 2), (2, 4), (3, 3)):
        for copy in range(size):
            stories.place(f"{number}-{copy}", 1, signed(text(number)))
    stories.place("alone", 1, signed(text(9)))
    assert [story.size for story in stories.biggest(10)] == [4, 3, 2]
    assert [story.size for story in stories.biggest(1)] == [4]
    assert stories.newest(1)[0].size == 3
    assert stories.biggest(1)[0].documents == ("2-0", "2-1", "2-2", "2-3")


def test_a_story_is_found_by_its_id(stories: Stories) -> None:
    """However many grew later; what is no story, or one of another index, is not found."""
    for copy in ("a", "b"):
        first = stories.place(copy, 1, signed(text(1)))
    alone = stories.place("alone", 1, signed(text(9)))
    for copy in ("c", "d"):
        stories.place(copy, 1, signed(text(2)))
    found = stories.story(first.id or "")
    assert found is not None
    assert (found.id, found.size, found.documents) == (first.id, 2, ("a", "b"))
    epoch, _, number = str(first.id).partition("-")
    for id in (alone.id, f"{epoch}-zzz", f"{epoch}-", f"1{epoch}-{number}", number, "", "-", f"{epoch}-{'9' * 99}"):
        assert stories.story(id or "") is None


def test_a_popular_text_costs_no_more_than_another(stories: Stories) -> None:
    """Two hundred copies: one cluster, and each is told of five neighbours at most."""
    placed = [stories.place(f"copy{i}", 1, signed(text(1))) for i in range(200)]
    assert len({cluster.id for cluster in placed}) == 1
    assert max(len(cluster.nearest) for cluster in placed) <= 5
    assert stories.biggest(1)[0].size == 200


def test_odd_ids_come_back_as_they_went(stories: Stories) -> None:
    """Any script, any length that the wire contract allows."""
    long = "م" * 256
    stories.place(long, 1, signed(text(1)))
    assert stories.place("b", 70_000, signed(text(1))).nearest[0].id == long


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30))
def test_clusters_do_not_depend_on_the_order_of_arrival(seed: int) -> None:
    """Sixty documents of twenty stories, in two orders."""
    random = Random(seed)
    documents = [
        (f"{story}-{copy}", mixture(story, 1000 + 10 * story + copy, random.choice([1.0, 0.95, 0.9])))
        for story in range(20)
        for copy in range(3)
    ]
    assert _partition(documents) == _partition(random.sample(documents, len(documents)))


def _partition(documents: list[tuple[str, bytes]]) -> set[frozenset[str]]:
    stories = MemoryStories()
    for id, signature in documents:
        stories.place(id, 1, signature)
    groups: dict[str | None, set[str]] = {}
    for id, signature in documents:
        groups.setdefault(stories.place(id, 1, signature).id, set()).add(id)
    return {frozenset(group) for group in groups.values()}
