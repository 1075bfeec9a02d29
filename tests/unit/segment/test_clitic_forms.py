"""What is shipped of the clitics of common forms is what the model says of them."""

from __future__ import annotations

import pytest

from worker.segment.clitics import analyse
from worker.segment.clitics.analysis import weighed
from worker.segment.clitics.words import closed, known
from worker.text.frequency import forms

_EVERY = 20  # of 171,000: to weigh all takes seconds, and other weights would change more than one in a hundred


def test_the_forms_are_those_whose_frequency_is_known() -> None:
    """The two files are of one length and order: who builds one builds the other."""
    assert known().keys() == forms().keys() | closed().keys()


def test_the_forms_have_the_clitics_that_the_model_gives_them() -> None:
    """A change of weights or forms without a new table shows here (scripts/train-clitics makes both)."""
    sample = list(forms())[::_EVERY]
    assert [form for form in sample if known()[form] != weighed(form)] == []


def test_closed_class_words_go_before_the_model() -> None:
    """The table of closed-class words holds for a form that is common too."""
    assert [word for word, clitics in closed().items() if known()[word] != clitics] == []


@pytest.mark.parametrize(("word", "cuts"), [("وسيستكشفونها", (1, 2, 10)), ("مستكشفو", ())])
def test_a_form_that_is_not_known_is_weighed(word: str, cuts: tuple[int, ...]) -> None:
    """Beyond the table there is the model."""
    assert word not in known()
    assert analyse(word).cuts == cuts
