"""Countries and cities by name, in ten languages."""

from __future__ import annotations

import pytest

from schemas import Document
from tests.unit.tag.drafts import tagged


def places(document: Document) -> list[tuple[str, str | None]]:
    return sorted((m.span.text, e.links.iso3166) for e in document.entities for m in e.mentions if e.type == "LOC")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "نخست‌وزیر از ایران به روسیه رفت.", [("ایران", "IR"), ("روسیه", "RU")]),
        ("ur", "وفد پاکستان سے بھارت پہنچا۔", [("بھارت", "IN"), ("پاکستان", "PK")]),
        ("tr", "Bakan dün Türkiye'nin önerisini Mısır'a iletti.", [("Mısır", "EG"), ("Türkiye", "TR")]),
        ("ru", "Министр вылетел из России в Саудовскую Аравию.", [("России", "RU"), ("Саудовскую Аравию", "SA")]),
        ("fr", "La ministre quitte les États-Unis pour la Tunisie.", [("Tunisie", "TN"), ("États-Unis", "US")]),
        ("fr", "L'envoyé d'Iran a quitté l’Arabie saoudite.", [("Arabie saoudite", "SA"), ("Iran", "IR")]),
        ("de", "Die Ministerin flog von Österreich nach Ägypten.", [("Ägypten", "EG"), ("Österreich", "AT")]),
        ("es", "El ministro viajó de España a Nueva Zelanda.", [("España", "ES"), ("Nueva Zelanda", "NZ")]),
        ("he", "השרה טסה מירדן למצרים", [("ירדן", "JO"), ("מצרים", "EG")]),
        ("en", "The envoy left Guinea-Bissau for the UK.", [("Guinea-Bissau", "GW"), ("UK", "GB")]),
    ],
)
def test_countries_carry_their_iso_code(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """A country is found in the document's language, whatever clitic or case ending it stands in."""
    assert places(tagged(text, language)) == sorted(expected)


@pytest.mark.parametrize(
    ("language", "text", "city", "country"),
    [
        ("fa", "هیئت از تهران به مسکو رفت.", 112931, "IR"),
        ("ur", "وفد لاہور سے روانہ ہوا۔", 1172451, "PK"),
        ("tr", "Bakan dün Ankara'dan ayrıldı.", 323786, "TR"),
        ("ru", "Министр вернулся из Тель-Авива.", 293397, "IL"),
        ("fr", "La ministre est arrivée à Genève.", 2660646, "CH"),
        ("de", "Die Ministerin flog nach München.", 2867714, "DE"),
        ("es", "El ministro viajó a La Meca.", 104515, "SA"),
        ("he", "השרה נחתה בלונדון", 2643743, "GB"),
    ],
)
def test_large_cities_carry_their_identifiers(language: str, text: str, city: int, country: str) -> None:
    """A city is found by its name in the document's language, with its GeoNames id and its country."""
    links = {(e.links.geonames, e.links.iso3166) for e in tagged(text, language).entities}
    assert (city, country) in links


def test_cities_that_are_other_words_are_left_out() -> None:
    """Hebrew for Mecca is also the word for a blow."""
    assert places(tagged("השרה ספגה מכה", "he")) == []


def test_lower_case_words_are_no_countries() -> None:
    """Where a script has capitals, a name begins with one."""
    assert places(tagged("We ate turkey off the best china near a chad.", "en")) == []


def test_the_longest_name_wins() -> None:
    """Guinea inside Papua New Guinea is not found again."""
    text = "Papúa Nueva Guinea y Guinea acordaron."
    assert places(tagged(text, "es")) == [("Guinea", "GN"), ("Papúa Nueva Guinea", "PG")]


def test_names_do_not_cross_lines() -> None:
    """The end of a headline and the start of the next line are not one name."""
    assert places(tagged("Ayuda para Papúa Nueva\nGuinea acordó.", "es")) == [("Guinea", "GN")]


def test_one_entity_for_all_names_of_a_country() -> None:
    """Mentions of a country by different names belong to one entity."""
    (entity,) = tagged("Britain left. The United Kingdom regrets it.", "en").entities
    assert entity.links.iso3166 == "GB"
    assert [m.span.text for m in entity.mentions] == ["Britain", "United Kingdom"]


def test_an_unknown_language_is_named_as_missing() -> None:
    """No list of names: the layer is empty and provenance says why."""
    document = tagged("Tere, maailm! Eesti on siin.", "et")
    assert document.entities == ()
    assert ("entities", "language") in {(m.layer, m.reason) for m in document.provenance.missing}


def test_partial_coverage_is_said() -> None:
    """Where only countries and large cities are known, provenance says so."""
    document = tagged("La ministre quitte la Tunisie.", "fr")
    (missing,) = (m for m in document.provenance.missing if m.layer == "entities")
    assert (missing.reason, missing.detail) == ("partial", "countries and large cities only")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whole_layers_are_not_called_missing(language: str) -> None:
    """A language with a model has people, places and organisations, and provenance does not say otherwise."""
    assert "entities" not in {m.layer for m in tagged("UN", language).provenance.missing}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "England beat Scotland in the UK.", ["England", "Scotland", "UK"]),
        ("fr", "L'Angleterre a battu l'Écosse au Royaume-Uni.", ["Angleterre", "Écosse", "Royaume-Uni"]),
        ("ar", "فازت إنجلترا على اسكتلندا في بريطانيا.", ["إنجلترا", "اسكتلندا", "بريطانيا"]),
    ],
)
def test_parts_of_a_country_are_places_of_their_own(language: str, text: str, names: list[str]) -> None:
    """They carry the country's code, and are not joined with it or with each other."""
    entities = tagged(text, language).entities
    assert [(entity.name, entity.links.iso3166) for entity in entities] == [(name, "GB") for name in names]
