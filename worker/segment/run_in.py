"""A headline that scraping ran into the first sentence: no mark parts them, but the lead says the same again."""

from __future__ import annotations

import re

from worker.segment.paragraphs import dangling, lead_words
from worker.text.fold import fold

_WORD = re.compile(r"[^\W_][\w\u064b-\u0652]*")
_STOP = re.compile(r"[.!?؟…]")
_LEAST, _MOST = 4, 18  # words of a headline
_AHEAD = 30  # words of the lead that are compared with it
_SHARED = 2  # content words that both must have
_SHORTEST = 4  # letters of a content word, which are also what two forms of one must share
_PROCLITICS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")


def lead(text: str, start: int, end: int, language: str) -> int | None:
    """Where the lead begins in ``text[start:end]`` if a headline stands before it on the same line."""
    openers = lead_words(language)
    if not openers:
        return None
    stop = _STOP.search(text, start, end)
    words = [found.span() for found in _WORD.finditer(text, start, stop.start() if stop else end)][: _MOST + _AHEAD]
    folded = [fold(text[first:last]) for first, last in words]
    for i in range(_LEAST, min(_MOST, len(words) - _LEAST) + 1):
        if folded[i] in openers and folded[i - 1] not in dangling(language) and _parted(text, words[i - 1], words[i]):
            before, after = _content(folded[:i]), _content(folded[i : i + _AHEAD])
            if len(before & after) >= _SHARED:
                return words[i][0]
    return None


def _parted(text: str, before: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether nothing but a space, and perhaps a closing mark, stands between the words."""
    return text[before[1] : word[0]].strip(" \"”»')") == ""


def _content(words: list[str]) -> set[str]:
    """The stems of the longer words, cut to the letters that inflection leaves alone."""
    return {stem[:_SHORTEST] for word in words if len(stem := _bare(word)) >= _SHORTEST}


def _bare(word: str) -> str:
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic) and len(word) - len(proclitic) >= _SHORTEST:
            return word[len(proclitic) :]
    return word
