"""Keys by which names are compared: spellings of one name in Arabic letters share a key.

Foreign names come into Arabic by ear: كريكوريان and غريغوريان, ميرزويان and ميرزوين. A key keeps the
consonants, writes those that stand for one foreign sound alike, and drops long vowels and the article.
"""

from __future__ import annotations

from functools import lru_cache

from worker.text.fold import fold

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("غجقگ", "ك"),
        **dict.fromkeys("ظضذ", "د"),
        **dict.fromkeys("طث", "ت"),
        **dict.fromkeys("صزژ", "س"),
        **dict.fromkeys("چش", "ش"),
        **dict.fromkeys("ڤپبف", "ب"),
        **dict.fromkeys("حخ", "ه"),
        **dict.fromkeys("اويءع", None),
    }
)
_SHORT = 3  # consonants; with fewer a key says too little, and the folded spelling is compared instead


@lru_cache(maxsize=1 << 14)
def bare(word: str) -> str:
    """The folded word without the article."""
    folded = fold(word)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


@lru_cache(maxsize=1 << 14)
def key(word: str) -> str:
    """The spelling key of one word of a name."""
    form = bare(word)
    consonants = form.translate(_ALIKE).removesuffix("ه")
    return consonants if len(consonants) >= _SHORT else form
