import numpy as np

from worker.resources import read_table
from worker.tag.topics.codes import codes, top_count
from worker.tag.topics.features import BUCKETS
from worker.tag.topics.model import model


def test_all_17_top_codes_and_at_least_60_narrower_ones_are_given() -> None:
    """The promise of docs/topics.md."""
    assert top_count() == 17
    assert len(codes()) - 17 >= 60
    assert len({code.code for code in codes()}) == len(codes())


def test_every_topic_has_words_in_both_languages() -> None:
    """A topic that no word points to could never be given."""
    wanted = {code.code.removeprefix("medtop:") for code in codes()}
    for language in ("ar", "en"):
        assert {code for code, _ in read_table(f"{language}/topics.tsv")} == wanted


def test_every_label_is_named_in_both_languages() -> None:
    """Labels are for people."""
    for code in codes():
        assert code.label.en.isascii()
        assert any("\u0600" < letter < "\u06ff" for letter in code.label.ar)


def test_the_model_has_a_column_for_each_top_code_and_a_row_for_each_feature() -> None:
    """A model trained with other tables would be read without complaint, and be wrong."""
    weights = model()
    assert weights.words.shape == (BUCKETS, top_count())
    assert weights.evidence.shape == (len(codes()), top_count())
    assert np.isfinite(weights.evidence).all()
