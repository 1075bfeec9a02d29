"""Write the transcript in README.md: a sample article as the pipeline really tags it. A test holds it to that."""

from __future__ import annotations

from pathlib import Path

from schemas import Article
from worker.export import text
from worker.stages import process

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SAMPLE = ROOT / "scripts" / "samples" / "levant.txt"
_BEGIN, _END = "<!-- transcript: written by scripts/transcript.py, held by a test -->", "<!-- /transcript -->"


def transcript() -> str:
    """The sample's Document for people, as a block of the README."""
    article = Article(text=SAMPLE.read_text(encoding="utf-8"), published_at="2024-09-20")
    return f"```text\n{text.render(process(article))}\n```"


def written() -> str:
    """The transcript as it stands in the README."""
    return README.read_text(encoding="utf-8").partition(_BEGIN)[2].partition(_END)[0].strip()


def write() -> None:
    """Put the transcript into the README."""
    before, _, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    README.write_text(f"{before}{_BEGIN}\n{transcript()}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
