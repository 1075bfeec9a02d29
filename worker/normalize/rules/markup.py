"""HTML residue: character references, tags, comments, scripts and styles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from worker.normalize.rule import Example, Rule
from worker.resources import read_table
from worker.text.alignment import Replacement

# Escaped twice or more (&amp;amp;quot;) is one reference. Without a semicolon only names that browsers
# accept so and that no word begins with.
_REFERENCE = re.compile(
    r"&(?:amp;)*(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,31};|(?:nbsp|quot|laquo|raquo|amp)(?![\w;]))"
)
_MARKUP = re.compile(
    r"<!--|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])[^<>]*>|<!(?:doctype|\[CDATA\[)[^<>]*>|\]\]>",
    re.IGNORECASE,
)
_STANDS_FOR = {"block": "\n", "cell": " ", "inline": "", "hidden": ""}


@cache
def _elements() -> dict[str, str]:
    """HTML element names and their kind."""
    return {row[0]: row[1] for row in read_table("normalize/elements.tsv")}


def _references(text: str, _language: str) -> Iterator[Replacement]:
    for found in _REFERENCE.finditer(text):
        reference = "&" + found[1]
        plain = html.unescape(reference)
        if plain != reference or len(found[0]) > len(reference):
            yield Replacement(*found.span(), plain)


def _tags(text: str, _language: str) -> Iterator[Replacement]:
    done = 0
    unclosed: set[str] = set()  # what nothing further on closes: not searched for again, so that time stays linear
    for found in _MARKUP.finditer(text):
        if found.start() < done:
            continue
        closing = _closing(found)
        end = found.end() if closing is None else _end_of_hidden(text, closing, found.end(), unclosed)
        new = _stand_in(found["name"])
        if end is not None and new is not None:
            yield Replacement(found.start(), end, new)
            done = end


def _closing(found: re.Match[str]) -> str | None:
    """What ends the text that this piece of markup hides; None where it hides none."""
    if found[0] == "<!--":
        return "-->"
    name = (found["name"] or "").lower()
    hides = _elements().get(name) == "hidden" and not found["close"] and not found[0].endswith("/>")
    return f"</{name}" if hides else None


def _end_of_hidden(text: str, closing: str, start: int, unclosed: set[str]) -> int | None:
    """Where the text hidden from `start` ends. Nothing closes it: a tag hides nothing, a comment is none (None)."""
    if closing not in unclosed:
        pattern = re.escape(closing) + ("" if closing == "-->" else r"[^<>]*>")
        if end := re.compile(pattern, re.IGNORECASE).search(text, start):
            return end.end()
        unclosed.add(closing)
    return None if closing == "-->" else start


def _stand_in(name: str | None) -> str | None:
    """What markup leaves behind: nothing, or by the element of that name; None: no HTML element, so not a tag."""
    if name is None:
        return ""
    kind = _elements().get(name.lower())
    return None if kind is None else _STANDS_FOR[kind]


RULES = (
    Rule(
        "character-reference",
        _references,
        reason="Scraped text keeps HTML escapes, sometimes escaped again.",
        source="HTML Living Standard, 13.5 Named character references",
        example=Example("قال &quot;نعم&quot; &amp;amp; مضى", 'قال "نعم" & مضى'),
        triggers=frozenset("&"),
    ),
    Rule(
        "markup",
        _tags,
        reason="Tags, comments, scripts and styles are not text; a block element leaves a line break. "
        "Only names of HTML elements count, so that <عاجل> and a < b stay.",
        source="HTML Living Standard, 4 The elements of HTML",
        example=Example("<p>وصل <b>الوفد</b></p><script>var x = 1;</script><p>ثم غادر</p>", "وصل الوفد\n\nثم غادر"),
        triggers=frozenset("<]"),
    ),
)
