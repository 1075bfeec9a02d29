"""Entities of Arabic articles. The sentences are ours."""

from __future__ import annotations

import pytest

from schemas import Article, Document, Entity
from tests.unit.tag.drafts import tagged
from worker.draft import Draft
from worker.stages import process
from worker.tag.entities import tagger
from worker.tag.entities.tagger import Tagged

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


def model_finds(monkeypatch: pytest.MonkeyPatch, kind: str, words: str) -> None:
    """Let the model find nothing but the first of these words, as it may have cut them."""

    def tag(draft: Draft, *_: object) -> list[Tagged]:
        tokens, wanted = draft.tokens.words, words.split()
        first = next(i for i in range(len(tokens)) if list(tokens[i : i + len(wanted)]) == wanted)
        return [Tagged(kind, first, first + len(wanted), 0.99)]  # type: ignore[arg-type]

    monkeypatch.setattr(tagger, "tag", tag)


def test_no_name_stands_in_an_expression_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """خميس is a given name, and Thursday."""
    model_finds(monkeypatch, "PER", "خميس")
    kept = process(Article(text="مهرجان في المدينة\nوافتتح المهرجان خميس أمام الجمهور."))
    document = process(Article(text="مهرجان في المدينة\nويستمر المهرجان كل خميس حتى نهاية الشهر."))
    assert "كل خميس" in [time.span.text for time in document.times]
    assert [entity.name for entity in kept.entities if entity.type == "PER"] == ["خميس"]
    assert not [entity for entity in document.entities if entity.type == "PER"]


def test_a_name_cut_between_marks_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the model finds goes on to the closing mark."""
    model_finds(monkeypatch, "ORG", "إذاعة « صوت لبنان")
    document = tagged("وفي حديث إلى إذاعة «صوت لبنان» أمس قال إن.")
    assert [entity.name for entity in document.entities if entity.type == "ORG"] == ["إذاعة «صوت لبنان»"]


def test_people_joined_by_and_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model takes for one name."""
    model_finds(monkeypatch, "PER", "ميركل وهولاند")
    document = tagged("التقت ميركل وهولاند أمس.")
    assert [entity.name for entity in document.entities if entity.type == "PER"] == ["ميركل", "هولاند"]


def test_a_surname_is_found_where_the_model_was_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands by its full name elsewhere."""
    model_finds(monkeypatch, "PER", "فايز السراج")
    (person,) = (e for e in tagged("التقى فايز السراج وفدا. وقال السراج إن.").entities if e.type == "PER")
    assert [mention.span.text for mention in person.mentions] == ["فايز السراج", "السراج"]
