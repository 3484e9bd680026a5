"""An edition as one file: all its words, its own links, its search, from a disk alone."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

import organisation as sample
from commands import run
from publishing_helpers import Project
from quyche import command_lines
from quyche.labels import Labels

LABELS = Labels.load("vi")
LINKS = "[data-q-results] a"


def exported(organisation: Project, target: Path, *more: str) -> Path:
    """The file of an edition, or of the work, as the command writes it."""
    options = ("--docs", "docs", "--format", "html", "-o", str(target), *more)
    code, _, err = run("export.py", *options, folder=organisation.folder)
    assert code == command_lines.FINE, err
    return target


@pytest.fixture(scope="module", name="file")
def _file(organisation: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(organisation, tmp_path_factory.mktemp("tep") / "phien-ban.html")


def test_all_words_stand_in_it_and_its_links_lead_to_places_in_it(
    file: Path, organisation: Project
) -> None:
    page = html.fromstring(file.read_bytes())
    shown = " ".join(page.xpath("string(.//main)").split())
    corpus, count = sample.documents(), 0
    for text in corpus.texts:
        for provision in text.document.walk():
            count += 1
            for line in provision.text.split("\n"):
                assert " ".join(line.split()) in shown, provision.address
    assert count > 100
    for entry in corpus.register.entries:
        assert entry.name in shown
    anchors = [element.get("id") for element in page.iterfind(".//*[@id]")]
    assert len(anchors) == len(set(anchors))
    hrefs = [link.get("href") or "" for link in page.iterfind(".//a")]
    inner = {unquote(href[1:]) for href in hrefs if href.startswith("#")}
    assert inner <= set(anchors)
    assert {href.partition(":")[0] for href in hrefs if not href.startswith("#")} <= {"https"}
    again = exported(organisation, file.with_name("lan-hai.html"))
    assert again.read_bytes() == file.read_bytes()


def test_it_says_which_edition_it_is_and_never_what_is_so_today(
    organisation: Project, tmp_path: Path
) -> None:
    file = exported(organisation, tmp_path / "a.html", "--edition", "hien-hanh")
    head = html.fromstring(file.read_bytes()).xpath("string(.//header)")
    assert re.search(r"Phiên bản \S+, ban hành ngày \d+/\d+/\d{4}\.", head)
    assert "sau phiên bản này có thể đã có phiên bản mới" in head
    assert "/hien-hanh/" in head
    assert LABELS("edition.status.in_force") not in file.read_text("utf-8")


def test_it_opens_and_is_searched_from_a_disk_and_is_read_without_a_script(
    file: Path, browser: Browser
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page, asked = context.new_page(), list[str]()
        context.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        field = page.get_by_role("searchbox")
        field.fill("dieu 7")
        first = page.locator(LINKS).first
        expect(first).to_contain_text("Điều 7")
        first.click()
        expect(page.locator(":target")).to_be_in_viewport()
        assert page.url.endswith(f"#{sample.REGULATION.removesuffix('.md')}/dieu-7")
        field.fill("xyzxyz")
        expect(page.get_by_role("status")).to_have_text(LABELS("search.none"))
        page.get_by_role("button", name=LABELS("nav.dark")).click()
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert asked == [file.as_uri()]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.get_by_role("searchbox")).to_be_hidden()
        expect(page.locator("[id$='/dieu-7']")).to_be_visible()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["quy-che-cau-lac-bo", "--format", "html", "-o", "a.html"], "one_document"),
        (["--format", "txt"], "whole"),
        (["--format", "html"], "no_output"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], told: str, organisation: Project
) -> None:
    code, _, err = run("export.py", *arguments, folder=organisation.folder)
    blanks = {"format": arguments[arguments.index("--format") + 1], "document": arguments[0]}
    assert code != command_lines.FINE
    assert LABELS(f"export.{told}", **blanks) in err
