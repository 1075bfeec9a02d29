"""Normalization keeps its promises on any Unicode text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.property.restoring import restored
from worker.normalize import clean
from worker.normalize.rules import RULES
from worker.text.alignment import Alignment

LANGUAGES = st.sampled_from(["ar", "fa", "ckb", "en", "fr", "ja", "hi", "und"])
ODD = "".join(sorted({c for rule in RULES for c in rule.example.before + rule.example.after})) + "".join(
    map(
        chr,
        [0x0, 0x9, 0xA, 0xD, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200F, 0x2028, 0x300, 0x323, 0x1161, 0xFDFA, 0xFEFB],
    )
)
PIECES = st.sampled_from(
    [
        "&amp;",
        "&lt;",
        "&#1575;",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "Ø§",
        "ظ„",
        "ـ",
        '""',
        "«",
        "»",
        " ،",
        "..",
        "هـ",
    ]
)
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.sampled_from(ODD)),
    st.lists(st.one_of(PIECES, st.text(st.sampled_from(ODD), max_size=3))).map("".join),
)


@given(TEXT, LANGUAGES)
def test_twice_is_once(text: str, language: str) -> None:
    """Clean text is left alone."""
    once = clean(Alignment.identity(text), language).text
    assert clean(Alignment.identity(once), language).text == once


@given(TEXT, LANGUAGES)
def test_raw_text_is_restored(text: str, language: str) -> None:
    """The changes lead back to the raw text, code point by code point."""
    cleaned = clean(Alignment.identity(text), language)
    assert restored(cleaned) == text
    assert cleaned.raw == text


@given(TEXT, LANGUAGES)
def test_no_surrogates_and_canonical_form(text: str, language: str) -> None:
    """Clean text can be written as UTF-8 and, hostile piles of marks aside, is in NFC."""
    cleaned = clean(Alignment.identity(text), language).text
    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)


@given(TEXT, LANGUAGES)
def test_no_doubled_or_outer_space(text: str, language: str) -> None:
    """One space between words, none around lines."""
    cleaned = clean(Alignment.identity(text), language).text
    assert cleaned == cleaned.strip(" \n")
    assert "  " not in cleaned
    assert " \n" not in cleaned
