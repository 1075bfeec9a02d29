"""Which guideline the entity model follows: the one setting of the text stages, read once from the environment.

Corpora disagree on what a name is. The model has learnt three guidelines: ours (`inhouse`), ANERcorp's, and
that of the encyclopedic corpora AQMAR and Wojood (`wiki`). What is chosen is part of the pipeline's fingerprint.
"""

from __future__ import annotations

import os
from functools import cache

VARIABLE = "WARRAQ_ENTITY_GUIDELINE"
GUIDELINES = ("inhouse", "anercorp", "wiki")


@cache
def guideline() -> str:
    """The guideline chosen for this process. Raises `ValueError` for one that there is not."""
    chosen = os.environ.get(VARIABLE, GUIDELINES[0])
    if chosen not in GUIDELINES:
        raise ValueError(f"{VARIABLE}={chosen!r}: choose one of {', '.join(GUIDELINES)}")
    return chosen
