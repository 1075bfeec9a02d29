"""Reading what people hand over: bad inputs are named, the good ones go on."""

import gzip
import json
import lzma
from pathlib import Path

import pytest

from schemas import Article, content_id
from worker.errors import BadInput
from worker.reading import Defaults, Unreadable, find, read

LIMIT = 10_000


def read_file(
    path: Path, content: bytes, *, jsonl: bool = False, defaults: Defaults | None = None
) -> list[Article | Unreadable]:
    path.write_bytes(content)
    return list(read([path], jsonl=jsonl, defaults=defaults or Defaults(), most_bytes=LIMIT))


def test_a_plain_file_is_one_article_exactly_as_it_is(tmp_path: Path) -> None:
    """Line ends, byte order mark and blank lines reach the pipeline untouched."""
    text = "\ufeffعنوان\r\n\r\nنص \u00a0"
    (article,) = read_file(tmp_path / "a.txt", text.encode())
    assert isinstance(article, Article)
    assert article.text == text
    assert article.id == content_id(text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no visible character"),
        (b" \n\t ", "no visible character"),
        (b"caf\xe9", "not UTF-8: byte 0xe9 at offset 3"),
        ("خبر".encode("utf-16"), "UTF-16"),
        (b"a\0b", "NUL at character 1"),
        (b"x" * (LIMIT + 1), "larger than 10,000 bytes"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    """The reason tells what to do about it."""
    (bad,) = read_file(tmp_path / "a.txt", content)
    assert isinstance(bad, Unreadable)
    assert bad.where == str(tmp_path / "a.txt")
    assert said in bad.reason


LINES: list[tuple[bytes, str]] = [
    (b'{"text": "a"', "broken JSON"),
    (b"[1]", "a JSON list, not an object"),
    (b"nonsense", "broken JSON"),
    (b'{"text": "a", "titel": "b"}', "titel: no such field"),
    (b'{"text": 5}', "text: Input should be a valid string"),
    (b'{"text": "a", "published_at": "yesterday"}', "published_at: "),
    (b'{"text": "\\ud800"}', "surrogate"),
    (b'{"text": "a\\u0000"}', "NUL at character 1"),
    (b'{"text": "\xff"}', "not UTF-8"),
    (b'{"text": "' + b"x" * LIMIT + b'"}', "larger than 10,000 bytes"),
    (b"[" * 5000, "broken JSON"),
]


@pytest.mark.parametrize(("line", "said"), LINES, ids=[said for _, said in LINES])
def test_a_bad_line_is_named_by_its_number_and_the_good_ones_go_on(tmp_path: Path, line: bytes, said: str) -> None:
    """Lines before and after a bad one are read."""
    before, bad, after = read_file(tmp_path / "a.jsonl", b'{"text": "1"}\n' + line + b'\n\n{"text": "2"}')
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert (before.text, after.text) == ("1", "2")
    assert isinstance(bad, Unreadable)
    assert bad.where.endswith("a.jsonl, line 2")
    assert said in bad.reason


def test_objects_in_a_file_of_another_name_are_articles(tmp_path: Path) -> None:
    """JSON Lines that are piped in or named .json are not taken for the text of one article; brackets are text."""
    piped = read_file(tmp_path / "a", b' {"id": "1", "text": "a"}\n{"id": "2", "text": "b"}')
    assert [(one.id, one.text) for one in piped if isinstance(one, Article)] == [("1", "a"), ("2", "b")]
    (plain,) = read_file(tmp_path / "b.txt", '{"نقل الخبر"} كما ورد'.encode())
    assert isinstance(plain, Article)
    assert plain.text.startswith('{"نقل')


def test_defaults_fill_only_what_is_missing(tmp_path: Path) -> None:
    """What an article says of itself wins over the command line."""
    lines = b'{"text": "1", "source": "own"}\n{"text": "2", "published_at": null}'
    first, second = read_file(tmp_path / "a", lines, jsonl=True, defaults=Defaults("common", "2024-01-02"))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.source, first.published_at) == ("own", "2024-01-02")
    assert (second.source, second.published_at) == ("common", "2024-01-02")


def test_compressed_files_read_as_plain_ones(tmp_path: Path) -> None:
    """gz, xz and zst are told by the suffix."""
    zstandard = pytest.importorskip("zstandard")
    line = json.dumps({"text": "خبر"}).encode()
    for suffix, packed in {
        "gz": gzip.compress(line),
        "xz": lzma.compress(line),
        "zst": zstandard.ZstdCompressor().compress(line),
    }.items():
        (article,) = read_file(tmp_path / f"a.jsonl.{suffix}", packed)
        assert isinstance(article, Article), article
        assert article.text == "خبر"


@pytest.mark.parametrize("suffix", ["gz", "xz", "zst"])
def test_a_damaged_archive_is_named(tmp_path: Path, suffix: str) -> None:
    """A truncated download is a bad input, not a crash."""
    (bad,) = read_file(tmp_path / f"a.jsonl.{suffix}", b"this is not compressed at all")
    assert isinstance(bad, Unreadable)


def test_directories_give_their_articles_sorted(tmp_path: Path) -> None:
    """Text and JSON Lines files are taken at any depth; hidden and other files are not."""
    for name in ("b.txt", "a.jsonl.gz", "deep/c.txt", ".hidden/d.txt", "meta.json", ".e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(p.relative_to(tmp_path)) for p in find([tmp_path])] == ["a.jsonl.gz", "b.txt", "deep/c.txt"]


@pytest.mark.parametrize("made", [True, False])
def test_a_path_with_nothing_to_read_is_a_mistake(tmp_path: Path, *, made: bool) -> None:
    """A missing path and a directory without articles are named."""
    path = tmp_path / "here"
    if made:
        path.mkdir()
    with pytest.raises(BadInput, match="here"):
        list(find([path]))
