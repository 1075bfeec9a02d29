"""Topics, keywords and fingerprints of any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tag.topics.drafts import draft
from worker.draft import Draft
from worker.pipeline import run
from worker.tag import fingerprint, keywords, topics
from worker.tag.fingerprint.minhash import VALUES, signature, similarity
from worker.text.tokens import word_hash

_STAGES = (topics.STAGE, keywords.STAGE, fingerprint.STAGE)
_SAID = "الحكومة للجان والانتخابات وقف إطلاق النار قال 12 ، . لاعب the election court «"
_WORDS = st.sampled_from(_SAID.split())
_TEXTS = st.one_of(st.text(min_size=1).filter(str.strip), st.lists(_WORDS, min_size=1).map(" ".join))


def _tagged(text: str) -> Draft:
    return run(_STAGES, draft(text))[0]


@given(_TEXTS.filter(lambda text: "\0" not in text and any(c.isprintable() and not c.isspace() for c in text)))
def test_every_span_repeats_its_characters_and_every_score_is_a_share(text: str) -> None:
    """Whatever the text."""
    made = _tagged(text)
    spans = [span for topic in made.topics for span in topic.evidence]
    spans += [span for keyword in made.keywords for span in keyword.spans]
    assert all(made.text[span.start : span.end] == span.text for span in spans)
    assert all(0 <= item.score <= 1 for item in (*made.topics, *made.keywords))


@given(st.lists(_WORDS, min_size=5, max_size=60), st.lists(_WORDS, min_size=5, max_size=60))
def test_similarity_is_symmetric_and_whole_for_the_same_words(one: list[str], other: list[str]) -> None:
    """And a signature is always of one length."""
    a, b = (signature([word_hash(word) for word in words]) for words in (one, other))
    assert a is not None
    assert b is not None
    assert len(a) == VALUES
    assert similarity(a, a) == 1.0
    assert similarity(a, b) == similarity(b, a)
