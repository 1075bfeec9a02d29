"""Which organisation a name belongs to."""

from __future__ import annotations

from tests.unit.tag.drafts import tagged
from worker.tag.entities.organisations import key, wikidata
from worker.tag.entities.tagger import Tagged, outermost


def test_the_noun_before_a_name_makes_no_difference() -> None:
    """A club with and without the word for club is one."""
    assert key("نادي الهلال", "ar") == key("الهلال", "ar")


def test_names_of_one_body_share_a_key() -> None:
    """The United Nations are the same under each of their names."""
    assert key("الأمم المتحدة", "ar") == key("منظمة الأمم المتحدة", "ar")
    assert wikidata(key("للأمم المتحدة", "ar"), "ar") == "Q1065"


def test_an_acronym_in_brackets_joins_the_name_before_it() -> None:
    """The acronym is a short mention of the organisation, whether the model knows it or not."""
    document = tagged("أعلنت منظمة الأغذية والزراعة (FAO) أن الأسعار ارتفعت في مايو.")
    body = next(e for e in document.entities if e.type == "ORG")
    assert [(m.span.text, m.kind) for m in body.mentions] == [("منظمة الأغذية والزراعة", "name"), ("FAO", "short")]


def test_a_place_within_an_organisations_name_is_no_place() -> None:
    """Nested names are left out."""
    document = tagged("عقدت منظمة الأمن والتعاون في أوروبا اجتماعا طارئا.")
    assert [(e.type, e.name) for e in document.entities] == [("ORG", "منظمة الأمن والتعاون في أوروبا")]


def test_the_longer_of_two_overlapping_names_stays() -> None:
    """Names come out in order and none overlaps another."""
    names = [Tagged("LOC", 4, 5, 0.9), Tagged("ORG", 1, 5, 0.6), Tagged("ORG", 1, 5, 0.95), Tagged("PER", 0, 1, 0.5)]
    assert outermost(names) == [names[3], names[2]]
