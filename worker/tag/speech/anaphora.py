"""Anaphora: which organisation "the ministry" is — the last one named whose name begins with that word."""

from __future__ import annotations

from worker.tag.speech.page import Named, Page

_BACK = 64  # mentions looked back at


def antecedent(page: Page, start: int, end: int) -> Named | None:
    """The organisation that the single word with an article at ``text[start:end]`` is: الوزارة."""
    token = page.first_token(start)
    if token >= len(page.tokens) or page.tokens.end[token] != end or page.bare(token) == page.word(token):
        return None
    last = page.first_named(start)
    for at in range(last - 1, max(-1, last - 1 - _BACK), -1):
        mention = page.named[at]
        if mention.type == "ORG" and page.bare(page.first_token(mention.start)) == page.bare(token):
            return mention
    return None
