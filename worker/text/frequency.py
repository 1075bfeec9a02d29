"""How frequent Arabic word forms are, on the Zipf scale: the base-10 logarithm of occurrences per billion words.

Built by scripts/build-form-frequencies: forms without diacritics, from about one in eight million words up.
"""

from __future__ import annotations

import zlib
from functools import cache

from worker.resources import read_bytes

RESOURCE = "ar/forms.z"


@cache
def forms() -> dict[str, float]:
    """Every known form and its Zipf value. 170,000 forms; read once."""
    table: dict[str, float] = {}
    for line in zlib.decompress(read_bytes(RESOURCE)).decode().splitlines():
        if line.startswith("#"):
            continue
        value, _, words = line.partition("\t")
        table.update(dict.fromkeys(words.split(" "), int(value) / 10))
    return table


def zipf(form: str) -> float:
    """The Zipf value of `form` (5: one in ten thousand words); 0 where it is not known."""
    return forms().get(form, 0.0)
