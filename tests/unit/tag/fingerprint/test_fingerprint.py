from base64 import b64decode

from schemas import Fingerprint
from tests.unit.tag.topics.drafts import draft
from worker.pipeline import run
from worker.tag.fingerprint import STAGE
from worker.tag.fingerprint.minhash import VALUES, similarity

BODY = (
    "أعلنت شركة النقل البحري اليوم أنها ستضيف أربع رحلات أسبوعية بين الميناءين ابتداء من الشهر المقبل، وقال مديرها "
    "إن الطلب ارتفع بعد انتهاء أعمال التوسعة وإن الأسعار لن تتغير قبل نهاية الموسم السياحي في الجزيرة."
)


PINNED = "bdy7lTYlUtmH9xX65q+fMAle"  # of "one two three four five six", from the first release on


def fingerprint(text: str) -> Fingerprint:
    made = run([STAGE], draft(text))[0].fingerprint
    assert made is not None
    return made


def likeness(one: str, other: str) -> float:
    a, b = fingerprint(one).minhash, fingerprint(other).minhash
    assert a is not None
    assert b is not None
    return similarity(b64decode(a), b64decode(b))


def test_spelling_marks_and_punctuation_do_not_change_a_fingerprint() -> None:
    """Papers put hamzas, diacritics and commas as they like."""
    loose = BODY.replace("أ", "ا").replace("،", " ،").replace("إن", "إنَّ")
    assert fingerprint("عنوان\n" + BODY) == fingerprint("عنوان\n" + loose)


def test_another_headline_makes_another_content_and_a_near_duplicate() -> None:
    """The content hash tells editions apart; the signature sees the same report."""
    one, other = "رحلات جديدة\n" + BODY, "الشركة توسع خطوطها\n" + BODY
    assert fingerprint(one).content != fingerprint(other).content
    assert likeness(one, other) == 1.0


def test_similarity_falls_with_each_change() -> None:
    """A cut makes it less, another report makes it nothing."""
    cut = BODY.split("وقال", 1)[0] + "وذكرت مصادر ملاحية أن السفن الجديدة تصل تباعا خلال أسابيع قليلة من الآن"
    other = " ".join(reversed(BODY.split()))
    assert 1.0 > likeness("ع\n" + BODY, "ع\n" + cut) > 0.15
    assert likeness("ع\n" + BODY, "ع\n" + other) < 0.05


def test_too_few_words_have_no_signature() -> None:
    """Two short notices are not copies for sharing a word."""
    assert fingerprint("نص قصير").minhash is None
    assert len(fingerprint("نص قصير").content) == 64


def test_a_signature_is_the_same_in_every_process_and_release() -> None:
    """Signatures are kept for days, and workers compare theirs with others'."""
    minhash = fingerprint("one two three four five six").minhash
    assert minhash is not None
    assert len(b64decode(minhash)) == VALUES
    assert minhash.startswith(PINNED)
