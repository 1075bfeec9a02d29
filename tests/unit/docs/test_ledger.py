"""What docs/ledger.md says of keys and scripts is true."""

from __future__ import annotations

import pytest

from scripts.ledger_tables import tables, written


@pytest.mark.parametrize("name", sorted(tables()))
def test_the_tables_are_the_code(name: str) -> None:
    """Every key and script is documented, none is invented (mend: python -m scripts.ledger_tables)."""
    assert written(name) == tables()[name]
