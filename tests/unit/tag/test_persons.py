"""Which mentions are of one person."""

from __future__ import annotations

from worker.tag.entities.persons import Persons


def numbers(*names: str) -> list[int]:
    persons = Persons()
    return [persons.number(name)[0] for name in names]


def test_a_surname_is_the_latest_person_of_it() -> None:
    """A surname alone belongs to the person last named with it."""
    assert numbers("سامي الحداد", "ليلى الحداد", "الحداد") == [0, 1, 1]


def test_a_fuller_name_joins_the_surname_before_it() -> None:
    """Headlines give the surname, the text then the whole name."""
    assert numbers("غرانوفسكي", "بيتر غرانوفسكي", "غرانوفسكي") == [0, 0, 0]


def test_spellings_of_foreign_names_are_one_person() -> None:
    """Letters that stand for one foreign sound are alike."""
    assert numbers("أرمين غريغوريان", "كريكوريان") == [0, 0]


def test_the_article_makes_no_difference() -> None:
    """A surname with or without its article is one."""
    assert numbers("نادر الخطيب", "خطيب") == [0, 0]


def test_relatives_are_not_joined() -> None:
    """Different first names before one surname are different persons."""
    assert numbers("كريم منصور", "رانيا منصور") == [0, 1]


def test_a_first_name_joins_only_if_one_person_has_it() -> None:
    """Where two persons share a first name, the first name alone is somebody new."""
    assert numbers("مراد الصافي", "مراد") == [0, 0]
    assert numbers("مراد الصافي", "مراد الكيلاني", "مراد") == [0, 1, 2]


def test_shortened_names_are_told() -> None:
    """A mention is short where the person was named more fully before."""
    persons = Persons()
    assert [persons.number(name)[1] for name in ("بيتر غرانوفسكي", "غرانوفسكي")] == [False, True]


def test_a_father_is_not_his_son() -> None:
    """What follows بن in a name is the name of somebody else."""
    assert numbers("ماجد بن راشد بن حمدان", "راشد بن حمدان", "حمدان", "ماجد بن راشد") == [0, 1, 2, 0]
    assert numbers("راشد بن حمدان", "ماجد بن راشد بن حمدان") == [0, 1]
    assert numbers("Majid bin Rashid", "Rashid") == [0, 1]


def test_a_person_may_be_called_by_the_father() -> None:
    """With بن before it the father's name means the child."""
    assert numbers("ماجد بن راشد بن حمدان", "بن راشد", "راشد", "بن راشد") == [0, 0, 1, 0]
    assert numbers("بن غالب", "سعيد بن غالب", "بن غالب") == [0, 0, 0]


def test_a_family_name_is_no_fathers_though_it_sounds_alike() -> None:
    """The last word of a name is the family's."""
    assert numbers("خالد بن عبد المحسن المحيسن", "المحيسن") == [0, 0]
