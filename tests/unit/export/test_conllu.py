"""CoNLL-U, read back by the conllu package."""

from __future__ import annotations

import io
from collections import Counter

import conllu
import pytest

from tests.unit.export.articles import TEXTS, document, mentions
from worker.export import render

_SPACES = {"\\s": " ", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\p": "|", "\\\\": "\\"}


def sentences(language: str) -> list[conllu.TokenList]:
    return conllu.parse(render(document(language), "conllu").decode() + "\n")


def surface(sentence: conllu.TokenList) -> list[tuple[str, str]]:
    """(form, what stands behind it) of each surface token: a multiword token hides its words."""
    found, hidden = [], 0
    for token in sentence:
        if isinstance(token["id"], tuple):
            hidden = token["id"][2]
        elif token["id"] <= hidden:
            continue
        misc = token["misc"] or {}
        gap = "" if misc.get("SpaceAfter") == "No" else misc.get("SpacesAfter", " ")
        for escape, space in _SPACES.items():
            gap = gap.replace(escape, space)
        found.append((token["form"], gap))
    return found


@pytest.mark.parametrize("language", TEXTS)
def test_another_library_reads_every_word_and_restores_the_text(language: str) -> None:
    """Forms and gaps, as another library reads them, are the clean text."""
    parsed = sentences(language)
    assert "".join(form + gap for sentence in parsed for form, gap in surface(sentence)) == document(language).text
    assert len(parsed) == len(document(language).sentences)


@pytest.mark.parametrize("language", TEXTS)
def test_numbers_run_and_comments_agree_with_the_words(language: str) -> None:
    """The rules of UD's level 1: words count from 1, ranges cover them, # text is the surface."""
    names = [sentence.metadata["sent_id"] for sentence in sentences(language)]
    assert len(set(names)) == len(names)
    for sentence in sentences(language):
        numbers = [token["id"] for token in sentence if isinstance(token["id"], int)]
        assert numbers == list(range(1, len(numbers) + 1))
        told = "".join(form + (" " if gap else "") for form, gap in surface(sentence))
        assert sentence.metadata["text"] == told.rstrip(" ")


def test_clitics_are_words_of_a_multiword_token() -> None:
    """وقالت is one token of two words, و and قالت."""
    sentence = sentences("ar")[1]
    ranges = {token["form"]: token["id"] for token in sentence if isinstance(token["id"], tuple)}
    first, _, last = ranges["وقالت"]
    assert [token["form"] for token in sentence if token["id"] in {first, last}] == ["و", "قالت"]


def test_entities_are_labelled_on_words() -> None:
    """A mention that begins behind a clitic labels the word, not the clitic."""
    (france,) = (token for token in sentences("en")[-1] if token["form"] == "France")
    assert france["misc"]["NER"] == "B-LOC"
    labels = [token["misc"]["NER"] for s in sentences("ar") for token in s if (token["misc"] or {}).get("NER")]
    alone = Counter(f"B-{type_}" for type_, _, _ in mentions(document("ar")))
    assert alone
    assert Counter(labels) >= alone


@pytest.mark.parametrize("language", TEXTS)
def test_the_official_validator_agrees(language: str) -> None:
    """UD's own validator (GPL, hence not among our dependencies), wherever it is installed.

    Level 1 passes; at level 2 nothing is wrong but that there are no heads, for Warraq does no parsing.
    """
    udtools = pytest.importorskip("udtools", reason="UD's validator is not installed: pip install udtools")

    def said(level: int) -> set[str]:
        lines, told = io.StringIO(render(document(language), "conllu").decode() + "\n"), io.StringIO()
        state = udtools.Validator(lang=language, level=level, output=told).validate_file_handle(lines)
        return {error.testid for error in state.error_tracker}

    assert said(1) == set()
    assert said(2) == {"invalid-head", "unknown-head"}
