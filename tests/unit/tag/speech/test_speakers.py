"""Speakers are tied to the entities of the document."""

from __future__ import annotations

import pytest

from schemas import Article, Entity, LanguageTag, Mention, Speaker
from schemas.annotations import EntityType, MentionKind
from worker import segment
from worker.draft import Draft
from worker.pipeline import run
from worker.tag.speech import STAGE

Named = tuple[str, EntityType, str, MentionKind]
SALMA: Named = ("سلمى الحداد", "PER", "e1", "name")


def speakers(text: str, *entities: Named) -> list[Speaker | None]:
    """The speakers of the statements and quotes in `text`, where the named entities are known."""
    language = LanguageTag(code="ar", script="Arab", direction="rtl", confidence=1.0)
    draft, _ = run(segment.STAGES, Draft.of(Article(id="a", text=text)).evolve(language=language))
    found = STAGE.run(draft.evolve(entities=tuple(_entity(draft, *named) for named in entities)))
    return [said.speaker for said in (*found.statements, *found.quotes)]


def _entity(draft: Draft, name: str, type: EntityType, id: str, kind: MentionKind) -> Entity:
    at = draft.text.index(name)
    mention = Mention(span=draft.span(at, at + len(name)), kind=kind, confidence=1.0, by="test")
    return Entity(id=id, type=type, name="سلمى الحداد" if kind == "role" else name, mentions=(mention,))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("أخبار\nوقالت سلمى الحداد إن العمل بدأ.", id="after"),
        pytest.param("أخبار\nوقالت وزيرة الصحة سلمى الحداد إن العمل بدأ.", id="after-post"),
        pytest.param("أخبار\nوقالت وزيرة الصحة في البلاد، سلمى الحداد، إن العمل بدأ.", id="after-post-and-comma"),
        pytest.param("أخبار\nسلمى الحداد قالت إن العمل بدأ.", id="before"),
        pytest.param("أخبار\nسلمى الحداد، وزيرة الصحة، قالت إن العمل بدأ.", id="before-post"),
        pytest.param("أخبار\nوحضرت الحفل سلمى الحداد التي قالت إن العمل بدأ.", id="relative"),
        pytest.param("أخبار\nوقدمت سلمى الحداد شكرها للجميع، مضيفة أن العمل بدأ.", id="participle"),
        pytest.param('أخبار\n"العمل بدأ ولن يتوقف حتى آخر السنة"، قالت سلمى الحداد.', id="behind-marks"),
        pytest.param('أخبار\n"العمل بدأ ولن يتوقف حتى آخر السنة"، وفق سلمى الحداد.', id="attributed"),
        pytest.param("أخبار\nونقلت الوكالة عن سلمى الحداد أن العمل بدأ.", id="carried"),
    ],
)
def test_the_person_who_speaks_is_an_entity(text: str) -> None:
    """Wherever the sentence names the speaker, its entity, name and place are given, and nothing is inferred."""
    (speaker,) = speakers(text, SALMA)
    assert speaker is not None
    assert (speaker.entity, speaker.name, speaker.inferred) == ("e1", "سلمى الحداد", False)
    assert speaker.span is not None
    assert speaker.span.text == "سلمى الحداد"


def test_a_role_stands_for_its_holder() -> None:
    """A speaker named by role alone has the entity that the role belongs to."""
    (speaker,) = speakers("أخبار\nوقالت الوزيرة إن العمل بدأ.", ("الوزيرة", "PER", "e1", "role"))
    assert speaker is not None
    assert (speaker.entity, speaker.name) == ("e1", "سلمى الحداد")


def test_the_ministry_is_the_ministry_named_before() -> None:
    """A single word with an article takes up the organisation whose name begins with it."""
    text = "أخبار\nأعلنت وزارة النقل خطة جديدة. وأضافت الوزارة أن العمل بدأ."
    (speaker,) = speakers(text, ("وزارة النقل", "ORG", "e2", "name"))
    assert speaker is not None
    assert (speaker.entity, speaker.inferred) == ("e2", False)
    assert speaker.span is not None
    assert speaker.span.text == "الوزارة"


def test_whoever_was_named_last_is_inferred() -> None:
    """Without a speaker anywhere, the person named last is given as inferred."""
    (speaker,) = speakers("أخبار\nوصلت سلمى الحداد أمس. وأضافت أن العمل بدأ.", SALMA)
    assert speaker is not None
    assert (speaker.entity, speaker.inferred) == ("e1", True)


def test_an_addressee_does_not_speak() -> None:
    """The organisation that a speaker talks to, joined to ل, is not the speaker."""
    text = "أخبار\nوقالت لرويترز سلمى الحداد إن العمل بدأ."
    (speaker,) = speakers(text, ("رويترز", "ORG", "e2", "name"), SALMA)
    assert speaker is not None
    assert speaker.entity == "e1"
