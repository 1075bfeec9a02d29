"""Countries by name, in ten languages."""

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
        ("de", "Die Ministerin flog von Österreich nach Ägypten.", [("Ägypten", "EG"), ("Österreich", "AT")]),
        ("es", "El ministro viajó de España a Nueva Zelanda.", [("España", "ES"), ("Nueva Zelanda", "NZ")]),
        ("he", "השרה טסה מירדן למצרים", [("ירדן", "JO"), ("מצרים", "EG")]),
        ("en", "The envoy left Guinea-Bissau for the UK.", [("Guinea-Bissau", "GW"), ("UK", "GB")]),
    ],
)
def test_countries_carry_their_iso_code(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    """A country is found in the document's language, whatever clitic or case ending it stands in."""
    assert places(tagged(text, language)) == sorted(expected)


def test_lower_case_words_are_no_countries() -> None:
    """Where a script has capitals, a name begins with one."""
    assert places(tagged("We ate turkey off the best china near a chad.", "en")) == []


def test_the_longest_name_wins() -> None:
    """Guinea inside Papua New Guinea is not found again."""
    assert places(tagged("Papua New Guinea and Guinea agreed.", "en")) == [("Guinea", "GN"), ("Papua New Guinea", "PG")]


def test_names_do_not_cross_lines() -> None:
    """The end of a headline and the start of the next line are not one name."""
    assert places(tagged("Aid for Papua New\nGuinea agreed.", "en")) == [("Guinea", "GN")]


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
    """Where only countries are known, provenance says so."""
    document = tagged("La ministre quitte la Tunisie.", "fr")
    assert ("entities", "partial") in {(m.layer, m.reason) for m in document.provenance.missing}
