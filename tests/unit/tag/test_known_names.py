"""Names by lists, whatever the model says."""

from __future__ import annotations

import pytest

from tests.unit.tag.drafts import segmented
from worker.tag.entities.known import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار رئيس جنوب السودان جوبا.", [("LOC", "جنوب السودان")]),
        ("هبط الوفد وغينيا بيساو تنتظر.", [("LOC", "وغينيا بيساو")]),
        ("قالت الأمم المتحدة في السودان.", [("ORG", "الأمم المتحدة")]),
        ("زار السودان.", []),
    ],
)
def test_countries_of_several_words_and_bodies_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """A country whose name holds another's is found whole; single words are left to the model."""
    draft = segmented(text)
    found = [(n.type, text[draft.tokens.start[n.first] : draft.tokens.end[n.end - 1]]) for n in told(draft, "ar")]
    assert found == expected
