"""Nobody else may write what workers believe."""

from __future__ import annotations

import os

import pytest

from worker.errors import Misconfigured
from worker.node.place import private


def test_it_is_made_for_us_alone(tmp_path):
    """Directory and parent are made, and closed to others."""
    place = private(tmp_path / "a" / "b")
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0
    assert private(place) == place


@pytest.mark.parametrize("which", ["a", "a/b"])
def test_a_directory_open_to_others_is_refused(tmp_path, which):
    """What others can write to is not believed, and the setting is named."""
    private(tmp_path / "a" / "b")
    (tmp_path / which).chmod(0o777)
    if os.geteuid() == 0:
        os.chown(tmp_path / which, 12345, 12345)
    with pytest.raises(Misconfigured, match="WARRAQ_STATE_DIR"):
        private(tmp_path / "a" / "b")


def test_a_place_that_cannot_be_is_said(tmp_path):
    """A file in the way is the user's mistake, said in words."""
    (tmp_path / "a").write_text("")
    with pytest.raises(Misconfigured, match="WARRAQ_STATE_DIR"):
        private(tmp_path / "a" / "b")
