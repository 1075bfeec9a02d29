"""What a text is, so that it is known again: a hash of its words and a signature that near copies share."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from schemas import Fingerprint
from worker.draft import Draft
from worker.pipeline import Stage
from worker.tag.fingerprint.minhash import signature

_NOT_CONTENT = frozenset({"attribution", "byline", "dateline", "boilerplate"})


def _fingerprint(draft: Draft) -> Draft:
    headline, body = _words(draft)
    folded, hashes = draft.tokens.folded, draft.tokens.hashes
    minhash = signature([hashes[i] for i in body or headline])
    return draft.evolve(
        fingerprint=Fingerprint(
            content=sha256(" ".join([folded[i] for i in headline + body]).encode()).hexdigest(),
            minhash=None if minhash is None else b64encode(minhash).decode(),
        )
    )


def _words(draft: Draft) -> tuple[list[int], list[int]]:
    """The words and numbers of the headline and of the body, by token; marks, bylines and boilerplate do not count.

    Papers that reprint a report write their own headline, so the signature is of the body alone.
    """
    headline: list[int] = []
    body: list[int] = []
    folded = draft.tokens.folded
    for block in draft.blocks:
        if block.kind not in _NOT_CONTENT:
            words = headline if block.kind == "headline" else body
            inside = draft.tokens.within(block.span.start, block.span.end)
            words += [i for i in inside if folded[i][:1].isalnum()]
    return headline, body


STAGE = Stage("fingerprint", _fingerprint, gives=("fingerprint",))
