"""Which model finds entities: the only settings of the text stages, read once from the environment.

Corpora disagree on what a name is. The model has learnt three guidelines: ours (`inhouse`), ANERcorp's, and
that of the encyclopedic corpora AQMAR and Wojood (`wiki`). A transformer of the user's can stand in for it, in
any language. What is chosen is part of the pipeline's fingerprint.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

GUIDELINE, TRANSFORMERS = "WARRAQ_ENTITY_GUIDELINE", "WARRAQ_ENTITY_TRANSFORMERS"
GUIDELINES = ("inhouse", "anercorp", "wiki")


@cache
def guideline() -> str:
    """The guideline chosen for this process. Raises `ValueError` for one that there is not."""
    chosen = os.environ.get(GUIDELINE, GUIDELINES[0])
    if chosen not in GUIDELINES:
        raise ValueError(f"{GUIDELINE}={chosen!r}: choose one of {', '.join(GUIDELINES)}")
    return chosen


@cache
def transformers() -> Mapping[str, Path]:
    """The directory of the transformer chosen for a language, e.g. ``en=/models/a,fr=/models/b``.

    Raises `ValueError` for what does not read so.
    """
    chosen = {}
    for entry in filter(None, os.environ.get(TRANSFORMERS, "").split(",")):
        language, equals, directory = entry.partition("=")
        if not (language and equals and directory):
            raise ValueError(f"{TRANSFORMERS}: {entry!r} is not LANGUAGE=DIRECTORY")
        chosen[language.strip()] = Path(directory.strip())
    return MappingProxyType(chosen)


def described() -> str:
    """The choices in one line, for the fingerprint."""
    return " ".join([guideline(), *(f"{language}={path}" for language, path in sorted(transformers().items()))])
