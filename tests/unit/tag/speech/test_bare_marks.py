"""Words of which folding leaves nothing: a vowel mark that stands alone."""

from schemas import Article
from worker.stages import process


def test_a_mark_alone_after_a_verb_of_speech_is_no_addressee() -> None:
    """Such a word has no first letter; the document is made all the same."""
    text = "وقال \u064b إن الوفد وصل."
    assert process(Article(id="a", text=text)).text
