"""The order of pipelines: by release, and within a release by which one the store met first."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\d+|[a-z]+")
_BEFORE_RELEASE = ("dev", "a", "b", "rc")


def release_of(pipeline: str) -> str:
    """A string that sorts as the release of a fingerprint ``release+digest`` does: 0.9 < 0.10.dev1 < 0.10.

    Numbers are padded; a pre-release word sorts before the end of the release, and the end before any further
    part. (Lua compares strings, not versions.)
    """
    parts = []
    for part in _PARTS.findall(pipeline.partition("+")[0].lower()):
        if part.isdigit():
            parts.append(f"n{part:0>6}")
        elif part in _BEFORE_RELEASE:
            parts.append(f"a{_BEFORE_RELEASE.index(part)}")
    return ".".join([*parts, "m"])
