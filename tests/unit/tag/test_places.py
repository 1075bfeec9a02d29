"""Which place a name means."""

from __future__ import annotations

import pytest

from schemas import Links
from worker.tag.entities.places import links

NOWHERE: frozenset[str] = frozenset()


@pytest.mark.parametrize(("name", "code"), [("الأردن", "JO"), ("سلطنة عمان", "OM"), ("أميركا", "US")])
def test_countries_by_iso_code(name: str, code: str) -> None:
    """A country's names lead to its code."""
    assert links(name, NOWHERE, "ar") == Links(iso3166=code)


def test_namesakes_are_told_apart_by_the_countries_around() -> None:
    """Tripoli is the one of the country that the text speaks of; with neither, it is not certain."""
    assert links("طرابلس", frozenset({"LB"}), "ar").geonames == 266826
    assert links("طرابلس", frozenset({"LY"}), "ar").geonames == 2210247
    assert links("طرابلس", NOWHERE, "ar") == Links()


def test_a_country_or_a_city_of_one_name() -> None:
    """عمان is Oman or Amman: the countries around decide, else neither is certain."""
    assert links("عمان", frozenset({"OM"}), "ar") == Links(iso3166="OM")
    assert links("عمان", frozenset({"JO"}), "ar") == Links(iso3166="JO", geonames=250441)
    assert links("عمان", NOWHERE, "ar") == Links()


def test_a_place_that_no_list_has() -> None:
    """An unknown name has no links."""
    assert links("وادي القصب الأعلى", NOWHERE, "ar") == Links()


def test_an_adjective_of_nationality_tells_the_city() -> None:
    """طرابلس اللبنانية needs no other word of the text; an adjective of a country without such a city tells nothing."""
    assert links("طرابلس اللبنانية", NOWHERE, "ar").geonames == 266826
    assert links("طرابلس الليبية", NOWHERE, "ar").geonames == 2210247
    assert links("طرابلس الفرنسية", NOWHERE, "ar") == Links()
