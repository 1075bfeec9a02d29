"""Text can be read on every ground it stands on: WCAG's contrast, computed from the style sheet's colours."""

from __future__ import annotations

import re

import pytest

from worker.export.html import stylesheet

_GROUNDS = ("paper", "card", "per", "org", "loc", "time", "quote", "report", "del", "ins")
_SCHEMES = ("light", "dark")


def colours(scheme: str) -> dict[str, tuple[float, ...]]:
    """The variables of a scheme, as shares of red, green and blue."""
    blocks = re.findall(r":root \{([^}]*)\}", stylesheet())
    found = re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[_SCHEMES.index(scheme)])
    return {name: tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)) for name, value in found}


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance ."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_text_holds_seven_to_one_and_asides_four_and_a_half(scheme: str) -> None:
    """Ink on every ground (AAA); what is soft, linked or marked on paper and cards (AA)."""
    found = colours(scheme)
    for ground in _GROUNDS:
        assert contrast(found["ink"], found[ground]) >= 7, ground
    for name in ("soft", "accent", "cue"):
        for ground in ("paper", "card"):
            assert contrast(found[name], found[ground]) >= 4.5, (name, ground)
    assert contrast(found["cue"], found["quote"]) >= 4.5
    assert contrast(found["warn"], found["warn-ground"]) >= 4.5
    assert contrast(found["card"], found["accent"]) >= 4.5  # buttons


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_dimmed_text_can_still_be_read(scheme: str) -> None:
    """Boilerplate is dimmed, not hidden: AA with its opacity."""
    (opacity,) = re.findall(r"\.boilerplate \{ opacity: ([\d.]+)", stylesheet())
    found, share = colours(scheme), float(opacity)
    dimmed = tuple(share * ink + (1 - share) * card for ink, card in zip(found["ink"], found["card"], strict=True))
    assert contrast(dimmed, found["card"]) >= 4.5
