"""What is published is whole: wheel and sdist build, install into an empty environment, and work there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from schemas import Article, Document
from tests.e2e.examples.conftest import finish
from worker.stages import process

pytestmark = [pytest.mark.redis, pytest.mark.timeout(1200)]

ROOT = Path(__file__).parents[2]
ARTICLE = Article(id="a-1", text="بيروت - زار الرئيس نجيب ميقاتي طرابلس أمس.", published_at="2024-09-20")
Command = Callable[..., subprocess.CompletedProcess[str]]


def build(source: Path, target: str, directory: Path) -> Path:
    """Wheel or sdist of the tree at `source`, without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(directory)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [built] = directory.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_packages_with_their_data(wheel: Path) -> None:
    """Every file of schemas/ and worker/, and no other; licence and notice with them."""
    held = {name for name in content(wheel) if ".dist-info/" not in name}
    there = {
        str(path.relative_to(ROOT))
        for package in ("schemas", "worker")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == there
    assert {name.rpartition("/")[2] for name in content(wheel) if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """And brings the tests, the scripts and the docs."""
    with tarfile.open(build(ROOT, "sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = [path for path in tmp_path.glob("warraq-*") if path.is_dir()]
    assert content(build(source, "wheel", tmp_path / "wheel")) == content(wheel)
    for name in ("tests/conftest.py", "scripts/test", "docs/index.md", "examples/rss_to_warraq.py", "CONTRIBUTING.md"):
        assert (source / name).exists(), name


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Command]:
    """Makes an empty environment with the wheel and an extra in it; gives what runs a program of it."""

    def install(extra: str) -> Command:
        home = tmp_path_factory.mktemp("environment")
        venv.create(home / "venv", with_pip=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("WARRAQ_", "PYTHON"))}

        def run(program: str, *arguments: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
            command = [str(home / "venv" / "bin" / program), *arguments]
            done = subprocess.run(command, cwd=home, env=clean | more, text=True, capture_output=True, check=False)
            assert done.returncode == code, done.stdout + done.stderr
            return done

        probe = [str(home / "venv/bin/pip"), "download", "-q", "--no-deps", "-d", str(home / "probe"), "click"]
        if subprocess.run(probe, capture_output=True, check=False).returncode:
            pytest.skip("no package index can be reached from here")
        run("pip", "install", "--quiet", f"warraq[{extra}] @ {wheel.as_uri()}")
        run("pip", "check")
        return run

    return install


def test_the_base_install_submits_and_consumes(
    installed: Callable[[str], Command], redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a text stack, and it says what `process` needs."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", redis_url)
    run = installed("")
    (tmp_path / "articles.jsonl").write_text(ARTICLE.model_dump_json(exclude_none=True), encoding="utf-8")
    run("warraq", "submit", str(tmp_path / "articles.jsonl"), WARRAQ_REDIS_URL=redis_url)
    [document] = finish(ARTICLE)
    told = run("warraq", "consume", WARRAQ_REDIS_URL=redis_url).stdout
    assert Document.model_validate_json(told) == document
    assert json.loads(run("warraq", "schema", "document").stdout)["title"] == "Document"
    assert "pip install 'warraq[worker]'" in run("warraq", "process", "-", code=2).stderr
    assert "numpy" not in run("pip", "list").stdout


def test_the_worker_extra_processes(installed: Callable[[str], Command]) -> None:
    """The same Document as here, so all data came with it; and the extras of the quick start fit together."""
    run = installed("worker,embedded,progress,web")
    told = run("python", "-c", _PROCESS, ARTICLE.model_dump_json(exclude_none=True)).stdout
    made, here = Document.model_validate_json(told), process(ARTICLE)
    timeless = {"provenance": here.provenance.model_copy(update={"timings_ms": {}})}
    assert made.model_copy(update=timeless) == here.model_copy(update=timeless)
    assert made.provenance.pipeline == here.provenance.pipeline
    assert made.entities
    run("warraq", "serve", "--help")
    run("python", "-c", "from worker.local.embedded import redis_server\nwith redis_server(kind='bundled'): pass")


_PROCESS = """
import sys
from schemas import Article
from worker.stages import process
print(process(Article.model_validate_json(sys.argv[1])).model_dump_json())
"""
