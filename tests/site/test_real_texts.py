"""Regulations that nobody here wrote become a site with every number and every word."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from quyche.texts.parser import parse
from quyche.texts.provisions import Document, Provision
from shared_folders import once
from sites import settings

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
TEXT = "docs/quy-che/van-ban.md"
SOURCES = [
    "txt/nd-191-2026-quy-che-lam-viec-cua-chinh-phu.txt",
    "docx/quy-che-lam-viec-dang-bo-xa-lung-cu-2025-2030.docx",
]


@pytest.fixture(name="built", params=SOURCES)
def _built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Document, Path]:
    """A text, converted and parsed, and its page in a site that holds nothing else."""
    source = CORPUS / request.param
    if not source.is_file():
        pytest.skip("the real texts are kept beside the repository and are not here")
    folder = once(tmp_path_factory, source.stem, lambda folder: build_site(source, folder))
    document = parse((folder / TEXT).read_text("utf-8"), "quy-che/van-ban.md").document
    return document, folder / "site" / "quy-che" / "van-ban" / "index.html"


def build_site(source: Path, folder: Path) -> None:
    target = folder / TEXT
    target.parent.mkdir(parents=True)
    script = str(ROOT / "scripts/convert.py")
    convert = [sys.executable, script, str(source), "-o", str(target)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    (folder / "docs" / "index.md").write_text("# Trang\n", "utf-8")
    (folder / "mkdocs.yml").write_text(settings(), "utf-8")
    site = str(folder / "site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
    subprocess.run(build, cwd=folder, check=True, capture_output=True, timeout=300)


def shown(text: str) -> str:
    """The text without blanks, which a page lays out as it likes."""
    return re.sub(r"\s+", "", text)


def own_text(provision: Provision) -> list[str]:
    """What a reader must find: the number as adopted, the heading, each paragraph."""
    lines = [provision.mark, provision.heading, *provision.text.replace("\t", "\n").split("\n")]
    return [shown(line) for line in lines if line]


@pytest.mark.slow
def test_every_article_clause_and_point_is_on_the_page(built: tuple[Document, Path]) -> None:
    document, page = built
    tree = html.fromstring(page.read_text("utf-8"))
    elements = {element.get("id"): element for element in tree.iter() if element.get("id")}
    provisions = list(document.walk())
    assert len(provisions) > 100
    for provision in provisions:
        element = elements[provision.anchor]
        outer = element.getparent() if provision.kind.is_headed else element
        assert outer is not None
        text = shown(outer.text_content())
        for line in own_text(provision):
            assert line in text, f"{provision.anchor} lacks {line!r}"


@pytest.mark.slow
def test_the_numbers_on_the_page_stand_in_the_order_of_the_text(
    built: tuple[Document, Path],
) -> None:
    document, page = built
    tree = html.fromstring(page.read_text("utf-8"))
    (content,) = tree.find_class("q-document")
    numbers = [shown(element.text_content()) for element in content.find_class("q-number")]
    assert numbers == [shown(provision.mark) for provision in document.walk() if provision.mark]
