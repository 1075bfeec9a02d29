import pytest

from schemas import Topic
from tests.unit.tag.topics.drafts import draft
from worker.pipeline import run
from worker.tag.topics import STAGE

WAR = """الجانبان يتفقان على هدنة جديدة
أعلن وسيط أممي أمس الثلاثاء أن طرفي النزاع وافقا على وقف إطلاق النار وعلى تبادل الأسرى، بعد أسابيع من القتال
والقصف المدفعي في المناطق الحدودية، وأن محادثات السلام تستأنف الأسبوع المقبل."""
FOOTBALL = """المنتخب يتأهل إلى نصف النهائي
سجل المهاجم هدف الفوز في الشوط الثاني من المباراة التي جرت أمام آلاف الجماهير في الملعب الأولمبي، وقال المدرب إن
اللاعبين استحقوا الفوز."""
WEATHER = """أمطار رعدية على المرتفعات غدا
توقعت الأرصاد الجوية أن تنخفض درجات الحرارة مع رياح مثيرة للأتربة وضباب في الصباح."""
BANK = """Central bank raises interest rates
The bank lifted its benchmark rate by half a point as inflation reached its highest level in years, and shares fell."""
QUAKE = """Earthquake of magnitude 6.1 hits the coast
Rescue teams searched for victims after the quake, and firefighters put out a blaze in the port."""


def topics(text: str) -> tuple[Topic, ...]:
    return run([STAGE], draft(text))[0].topics


@pytest.mark.parametrize(
    ("text", "code"),
    [(WAR, "16000000"), (FOOTBALL, "15000000"), (WEATHER, "17000000"), (BANK, "04000000"), (QUAKE, "03000000")],
)
def test_the_first_topic_is_the_main_one(text: str, code: str) -> None:
    """In Arabic and English."""
    assert topics(text)[0].code == f"medtop:{code}"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (WAR, {"20000056", "20000073", "20000080"}),
        (FOOTBALL, {"20001065"}),
        (WEATHER, {"20001128", "20001129"}),
        (BANK, {"20000350"}),
        (QUAKE, {"20000153", "20000168"}),
    ],
)
def test_narrower_topics_are_given_where_words_say_so(text: str, codes: set[str]) -> None:
    """Armed conflict, peace process, prisoners of war; football; forecast; central bank; earthquake."""
    assert codes <= {topic.code.removeprefix("medtop:") for topic in topics(text)}


@pytest.mark.parametrize("text", [WAR, FOOTBALL, WEATHER, BANK, QUAKE])
def test_top_codes_come_first_and_scores_fall_within_each_level(text: str) -> None:
    """The order that docs/topics.md promises."""
    found = topics(text)
    tops = [topic for topic in found if topic.code.endswith("000000")]
    assert list(found[: len(tops)]) == tops
    for level in (tops, found[len(tops) :]):
        assert [topic.score for topic in level] == sorted((topic.score for topic in level), reverse=True)


@pytest.mark.parametrize("text", [WAR, FOOTBALL, WEATHER, BANK, QUAKE])
def test_every_topic_shows_its_evidence(text: str) -> None:
    """Spans of the clean text, without proclitics, ordered."""
    made = draft(text)
    for topic in topics(text):
        assert topic.evidence
        assert [span.start for span in topic.evidence] == sorted(span.start for span in topic.evidence)
        assert all(made.text[span.start : span.end] == span.text for span in topic.evidence)


def test_bylines_and_boilerplate_do_not_speak_for_a_topic() -> None:
    """A sports page's credit line does not make sport of a bank's results."""
    made = draft(BANK)
    words = "football match player coach league goal striker stadium tournament team"
    noisy = draft(BANK + "\n" + words)
    last = noisy.blocks[-1].model_copy(update={"kind": "boilerplate"})
    hidden = noisy.evolve(blocks=(*noisy.blocks[:-1], last))
    assert _codes(run([STAGE], hidden)[0].topics) == _codes(run([STAGE], made)[0].topics)
    assert "medtop:15000000" in _codes(run([STAGE], noisy)[0].topics)


@pytest.mark.parametrize("text", ["١٢٣ 456 !!", "؟؟؟"])
def test_a_text_without_words_has_no_topic(text: str) -> None:
    """There is nothing to judge by."""
    assert topics(text) == ()


def test_other_languages_are_named_as_missing() -> None:
    """Never a guess in a language that nobody taught it."""
    made = draft("Das Parlament hat am Dienstag nach langer Debatte den Haushalt für das kommende Jahr beschlossen.")
    done = run([STAGE], made)[0]
    assert done.topics == ()
    assert [missing.layer for missing in done.missing] == ["topics"]


def _codes(found: tuple[Topic, ...]) -> list[str]:
    return [topic.code for topic in found]
