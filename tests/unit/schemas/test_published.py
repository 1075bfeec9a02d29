"""The JSON Schemas in schemas/json say what the models say."""

import json

import pytest

from schemas.publish import PUBLISHED, path, text


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_schema_is_the_models(name: str) -> None:
    """A change of a model shows in its published schema (mend: ./scripts/docs)."""
    assert path(name).read_text(encoding="utf-8") == text(name)


@pytest.mark.parametrize("name", PUBLISHED)
def test_unknown_fields_are_refused_by_the_schema_too(name: str) -> None:
    """What the models refuse, a validator in another language refuses as well."""
    assert json.loads(path(name).read_text(encoding="utf-8"))["additionalProperties"] is False


def test_no_other_file_pretends_to_be_published() -> None:
    """Each file in schemas/json is one that the models stand behind."""
    assert {f.name for f in path("article").parent.glob("*.json")} == {path(name).name for name in PUBLISHED}
