"""Entities of Arabic articles. The sentences are ours."""

from __future__ import annotations

import pytest

from schemas import Article, Document, Entity
from tests.unit.tag.drafts import tagged
from worker.stages import process

VISIT = (
    "وصل وزير الخارجية الفرنسي جان مارك أيرولت إلى بيروت اليوم الثلاثاء.\n"
    "وقال أيرولت إنه التقى رئيس مجلس النواب نبيه بري، ثم غادر إلى للولايات المتحدة ومنها إلى ألمانيا.\n"
    "وقال المتحدث باسم وزارة الدفاع الأمريكية إن الوفد سيزور بغداد وأربيل."
)


@pytest.fixture(scope="module")
def visit() -> Document:
    return tagged(VISIT)


def entity(document: Document, name: str) -> Entity:
    return next(e for e in document.entities if name in e.name)


def test_people_places_and_organisations_are_found(visit: Document) -> None:
    """The three types, each outermost, in the order of the text."""
    named = [(e.type, e.name) for e in visit.entities if any(m.kind == "name" for m in e.mentions)]
    assert ("LOC", "بيروت") in named
    assert ("ORG", "وزارة الدفاع الأمريكية") in named
    assert any(kind == "PER" and "أيرولت" in name for kind, name in named)


def test_proclitics_stay_outside(visit: Document) -> None:
    """و and ل before a name are not part of it, unless ل has fused with the article."""
    spans = {m.span.text for e in visit.entities for m in e.mentions}
    assert {"للولايات المتحدة", "أربيل"} <= spans


def test_a_surname_joins_the_full_name(visit: Document) -> None:
    """The second mention, by surname, is of the same entity, and is marked as short."""
    kinds = [m.kind for m in entity(visit, "أيرولت").mentions]
    assert kinds.count("name") == kinds.count("short") == 1


def test_roles_belong_to_the_person_beside_them(visit: Document) -> None:
    """The office right before a name is a mention of that person."""
    roles = {m.span.text for m in entity(visit, "أيرولت").mentions if m.kind == "role"}
    assert roles == {"وزير الخارجية الفرنسي"}


def test_roles_without_a_name_are_kept(visit: Document) -> None:
    """An office whose holder is not named is a person of its own."""
    spokesman = entity(visit, "المتحدث باسم")
    assert (spokesman.type, spokesman.mentions[0].kind) == ("PER", "role")


def test_demonyms_are_mentions_of_their_country() -> None:
    """An adjective of nationality and the country's name are one entity."""
    document = tagged("أعلنت اليابان أمس أن الوفد الياباني سيصل غدا إلى طوكيو.")
    japan = next(e for e in document.entities if e.links.iso3166 == "JP" and e.links.geonames is None)
    assert [(m.span.text, m.kind) for m in japan.mentions] == [("اليابان", "name"), ("الياباني", "demonym")]


def test_cities_carry_their_geonames_id() -> None:
    """A city that is certain has its GeoNames id and its country."""
    document = tagged("سافر الوزير من بغداد إلى حلب يوم الأحد.")
    aleppo = next(e for e in document.entities if e.name == "حلب")
    assert (aleppo.links.geonames, aleppo.links.iso3166) == (170063, "SY")


def test_no_name_stands_in_an_expression_of_time() -> None:
    """خميس is a given name, and Thursday."""
    document = process(
        Article(text="مهرجان في المدينة\nويستمر المهرجان كل خميس حتى نهاية الشهر.", published_at="2024-09-20")
    )
    assert "كل خميس" in [time.span.text for time in document.times]
    assert not [entity for entity in document.entities if entity.type == "PER"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("نظمت جمعية محلية لقاء في مدينة وجدة بحضور سكان المنطقة.", ["وجدة"]),
        ("تربط الطريق بين وجدة والناظور.", ["وجدة", "الناظور"]),
        ("وصل الحجاج إلى مكة وجدة مساء أمس.", ["مكة", "جدة"]),
    ],
)
def test_a_governed_word_begins_with_no_conjunction(text: str, places: list[str]) -> None:
    """After a preposition or a noun in construct و is a letter of the name; else it is the conjunction."""
    assert [m.span.text for e in tagged(text).entities for m in e.mentions if e.type == "LOC"] == places
