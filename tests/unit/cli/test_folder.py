"""Files named by ids: whole or not there, and never outside their directory."""

from __future__ import annotations

import pytest

from worker.cli.folder import Folder


@pytest.mark.parametrize("id", ["a", "../../etc/passwd", "..", ".hidden", "a/b\\c:d", "خبر 1", "%2F", "ن" * 256])
def test_every_id_has_its_file_in_the_directory(tmp_path, id):
    """Also those that look like paths, or are longer than a file's name may be."""
    folder = tmp_path / "out"
    Folder(folder, "html").write(id, b"content")
    (found,) = folder.iterdir()
    assert found.read_bytes() == b"content"
    assert found.name.endswith(".html")
    assert not found.name.startswith(".")
    assert list(tmp_path.iterdir()) == [folder]


def test_ids_that_begin_alike_have_different_files(tmp_path):
    """A name that is cut holds a digest of the whole id."""
    for last in "ab":
        Folder(tmp_path, "html").write("ن" * 255 + last, last.encode())
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"a", b"b"]


def test_a_newer_revision_takes_the_older_ones_place(tmp_path):
    """One file a document."""
    for content in (b"old, and longer", b"new"):
        Folder(tmp_path, "json").write("a", content)
    assert (tmp_path / "a.json").read_bytes() == b"new"
