"""What an extra lacks is told from the package's own metadata."""

import importlib.metadata

import pytest

from worker.cli import needs
from worker.errors import Misconfigured
from worker.extras import missing


def test_nothing_is_missing_where_all_is_installed() -> None:
    """The tests run with the text stack."""
    assert missing("worker") == []


def test_what_is_not_installed_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A base install says what `process` and `worker` need."""
    requirements = ["celery>=5.7", "no-such-text-stack>=1; extra == 'worker'", 'other-part>=1; extra == "web"']
    monkeypatch.setattr("worker.extras.requires", lambda _name: requirements)
    assert missing("worker") == ["no-such-text-stack"]
    with pytest.raises(Misconfigured, match=r"no-such-text-stack.*pip install 'warraq\[worker\]'"):
        needs.text_stack()


def test_the_package_declares_a_worker_extra() -> None:
    """Renaming the extra would silence the check: this fails first."""
    declared = importlib.metadata.metadata("warraq").get_all("Provides-Extra") or []
    assert "worker" in declared
