"""Entities of English articles. The sentences are ours."""

from __future__ import annotations

import pytest

from schemas import Document, Entity
from tests.unit.tag.drafts import tagged

TALKS = (
    "Saudi minister meets US adviser in Jeddah\n"
    "JEDDAH, Saudi Arabia (AP) — Foreign Minister Faisal bin Nasser met the U.S. national security adviser, Daniel "
    "Whitcombe, in Jeddah on Monday. Mr. Whitcombe, a former deputy secretary of state, flew in from Beirut.\n"
    '"We made progress," Whitcombe told reporters.\n'
    "The Organization of Islamic Cooperation (OIC) welcomed the talks. The OIC is based in Jeddah.\n"
    "Lebanon's new prime minister spoke to President Laura Kessler. Kessler's office confirmed it."
)


@pytest.fixture(scope="module")
def talks() -> Document:
    return tagged(TALKS, "en")


def entity(document: Document, name: str) -> Entity:
    return next(e for e in document.entities if name in e.name)


def said(document: Document, name: str) -> list[tuple[str, str]]:
    return [(m.span.text, m.kind) for m in entity(document, name).mentions]


def test_people_places_and_organisations_are_found(talks: Document) -> None:
    """The three types, titles and 's outside."""
    named = {(e.type, e.name) for e in talks.entities if any(m.kind == "name" for m in e.mentions)}
    assert {("PER", "Faisal bin Nasser"), ("PER", "Laura Kessler"), ("LOC", "Lebanon"), ("LOC", "Beirut")} <= named
    assert ("ORG", "Organization of Islamic Cooperation") in named


def test_a_surname_joins_the_full_name(talks: Document) -> None:
    """With Mr. before it, alone, or with 's behind it."""
    assert said(talks, "Whitcombe").count(("Whitcombe", "short")) == 2
    assert ("Kessler", "short") in said(talks, "Kessler")


def test_roles_belong_to_the_person_beside_them(talks: Document) -> None:
    """Right before the name, or in commas before or behind it."""
    assert said(talks, "Faisal")[0] == ("Foreign Minister", "role")
    assert ("U.S. national security adviser", "role") in said(talks, "Whitcombe")
    assert ("former deputy secretary of state", "role") in said(talks, "Whitcombe")
    assert said(talks, "Kessler")[0] == ("President", "role")


def test_roles_without_a_name_are_kept(talks: Document) -> None:
    """An office whose holder is not named is a person of its own."""
    assert said(talks, "prime minister") == [("Lebanon's new prime minister", "role")]


def test_an_acronym_in_brackets_joins_the_name_before_it(talks: Document) -> None:
    """Also where it stands later."""
    mentions = said(talks, "Islamic Cooperation")
    assert mentions == [("Organization of Islamic Cooperation", "name"), ("OIC", "short"), ("OIC", "short")]


def test_an_acronym_of_another_body_does_not_join() -> None:
    """Letters that the name does not hold are no acronym of it."""
    document = tagged("The European Commission (NATO) met in Brussels.", "en")
    assert said(document, "European Commission") == [("European Commission", "name")]


def test_places_carry_identifiers(talks: Document) -> None:
    """Countries by ISO 3166, cities by GeoNames, in capitals or not."""
    assert entity(talks, "Jeddah").links.geonames == 105343
    assert ("JEDDAH", "name") in said(talks, "Jeddah")
    assert entity(talks, "Saudi Arabia").links.iso3166 == "SA"


def test_demonyms_are_mentions_of_their_country(talks: Document) -> None:
    """An adjective of nationality and the country's name are one entity."""
    assert said(talks, "Saudi Arabia") == [("Saudi", "demonym"), ("Saudi Arabia", "name")]


def test_a_demonym_within_a_name_is_no_mention() -> None:
    """The name of a body is not cut up."""
    document = tagged("The Bank of England and the Egyptian Football Association signed on Monday.", "en")
    assert "demonym" not in {m.kind for e in document.entities for m in e.mentions}


def test_names_that_end_in_s_keep_it() -> None:
    """McDonald's is the name; Tesla's is not."""
    document = tagged("Shares of McDonald's fell. Tesla's rose.", "en")
    assert {m.span.text for e in document.entities for m in e.mentions} >= {"McDonald's", "Tesla"}


def test_bodies_of_all_the_world_are_known() -> None:
    """With their Wikidata ids, under each of their names."""
    document = tagged("The United Nations warned of famine. The UN has asked for help.", "en")
    body = entity(document, "United Nations")
    assert (body.links.wikidata, len(body.mentions)) == ("Q1065", 2)


def test_particles_do_not_part_a_person() -> None:
    """Lower-case particles belong to the name, and the surname alone is the same person."""
    document = tagged("Ludwig van der Meer won on Sunday. Van der Meer beat Carlos de la Fuente.", "en")
    assert [m.span.text for m in entity(document, "Ludwig").mentions] == ["Ludwig van der Meer", "Van der Meer"]


def test_a_city_that_may_be_another_has_no_id() -> None:
    """Geneva is named beside the United States: it is not taken for Geneva, Illinois."""
    document = tagged("The United States sent an envoy to Geneva on Friday.", "en")
    assert entity(document, "Geneva").links.geonames is None


def test_common_words_are_no_names() -> None:
    """Capitals at the start of a sentence say nothing."""
    document = tagged("Rain fell all night. May I sit here? Nobody knew. Most of the trees had gone by spring.", "en")
    assert document.entities == ()


def test_the_same_text_gives_the_same_entities() -> None:
    """What was read before makes no difference."""
    first = tagged(TALKS, "en").entities
    tagged("Kessler, a village, lies near Whitcombe.", "en")
    assert tagged(TALKS, "en").entities == first


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Vice-President Laura Kessler spoke in Beirut on Monday.", "Vice-President"),
        ("Laura Kessler, 45, foreign minister of Yemen, met reporters in Beirut.", "foreign minister of Yemen"),
        ("Foreign Minister Dr. Laura Kessler met reporters in Beirut.", "Foreign Minister"),
        ("The prime minister of Yemen's government, Laura Kessler, resigned.", "prime minister of Yemen's government"),
        ("The minister of defence and the interior, Laura Kessler, left.", "minister of defence and the interior"),
    ],
)
def test_a_role_has_all_its_words_and_no_others(sentence: str, role: str) -> None:
    """Hyphens, what the office is of, and past an age or a title to the person."""
    assert (role, "role") in said(tagged(sentence, "en"), "Laura Kessler")


def test_a_spokesman_of_somebody_is_not_that_person() -> None:
    """A role ends before the person it serves."""
    document = tagged("A spokesman of Laura Kessler, Daniel Whitcombe, denied it in Beirut.", "en")
    assert [kind for _, kind in said(document, "Laura Kessler")] == ["name"]
