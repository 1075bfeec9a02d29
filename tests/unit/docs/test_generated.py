"""What README and docs say that is made from the code is what the code says today (mend: ./scripts/docs)."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.publish import PUBLISHED, json_schema
from scripts import rooms_picture
from scripts.generated import BLOCKS, ROOT, Block


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page}:{block.name}")
def test_a_generated_block_is_what_its_maker_says(block: Block) -> None:
    """Settings, keys, scripts, models, recipes, the transcript: none is missing, none is invented."""
    assert block.written() == block.make()


def test_no_block_is_without_a_maker() -> None:
    """A block that says it is held by a test is."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        begun = {
            line for line in page.read_text("utf-8").splitlines() if line.startswith("<!--") and "written by" in line
        }
        assert begun == {block.begin for block in BLOCKS if block.path == page}


def test_the_picture_of_the_rooms_is_the_imports() -> None:
    """Who draws conclusions from it draws them from the code."""
    assert rooms_picture.FILE.read_text("utf-8") == rooms_picture.picture()


def test_every_module_is_in_one_room() -> None:
    """A new module must say where it belongs."""
    housed = [module for room in rooms_picture.ROOMS.values() for module in room.modules] + [*rooms_picture.EVERYWHERE]
    there = {path.stem for path in (ROOT / "worker").iterdir() if not path.name.startswith("_")}
    assert sorted(housed) == sorted(there)


def test_imports_go_down_in_the_picture() -> None:
    """A room is drawn above all that it imports."""
    rooms = rooms_picture.ROOMS
    upward = [(a, b) for a, below in rooms_picture.imports().items() for b in below if rooms[a].row >= rooms[b].row]
    assert upward == []


def _fields(name: str) -> list[tuple[str, dict[str, Any]]]:
    schema = json_schema(name)
    models = {name: schema, **schema["$defs"]}
    return [
        (f"{model}.{field}", its) for model, said in models.items() for field, its in said.get("properties", {}).items()
    ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_field_says_what_it_means(name: str) -> None:
    """A field without a meaning could be read in two ways; one that holds a model is described there."""
    silent = [field for field, its in _fields(name) if "description" not in str(its) and "$ref" not in str(its)]
    assert silent == []
