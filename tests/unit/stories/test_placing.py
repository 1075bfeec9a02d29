from base64 import b64encode

from schemas import Article, Document
from tests.contract.stories.texts import signed, text
from worker.stages import process
from worker.stories import placed
from worker.stories.memory import MemoryStories

BODY = "أعلنت بلدية المدينة أن أشغال الجسر الجديد تنتهي قبل موعدها بشهر كامل وأن حركة المرور تعود إلى حالها يوم الأحد."


def _document(id: str, body: str) -> Document:
    return process(Article(id=id, text="عنوان\n" + body))


def test_a_document_gets_its_cluster_and_nothing_else_changes() -> None:
    """The layer is no longer named as missing, and the document is as valid as before."""
    stories = MemoryStories()
    first = placed(_document("a", BODY), stories)
    second = placed(_document("b", BODY), stories)
    assert first.cluster.id == second.cluster.id
    assert [near.id for near in second.cluster.nearest] == ["a"]
    assert "cluster" not in {item.layer for item in second.provenance.missing}
    assert Document.model_validate_json(second.model_dump_json()) == second


def test_a_document_too_short_to_compare_stays_as_it_is() -> None:
    """No signature, no cluster, and provenance still says so."""
    document = _document("a", "قصير")
    assert placed(document, MemoryStories()) == document


def test_signatures_on_the_wire_are_those_of_the_index() -> None:
    """Base64 of 128 bytes."""
    assert len(b64encode(signed(text(1)))) == 172
