"""The papers beside every comparison, as they are published: the table, Word, the concordance."""

import csv
import io
import re
from pathlib import Path

import docx
import pytest
from lxml import html
from playwright.sync_api import Browser

import organisation
from organisation import REGULATION
from publishing_helpers import AMENDMENT, HISTORY, Project
from sites import Site

DOCUMENT = "quy-che-hoat-dong"
PAIRS = [
    ("2", "1"),
    ("2", "2-du-thao-2"),
    ("2-du-thao-2", "2-du-thao-1"),
    ("2.1-du-thao-1", "2"),
]


def folder_of(site: Site, newer: str, older: str) -> Path:
    return site.folder / newer / "so-sanh" / DOCUMENT / older


def page(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_text("utf-8"))


def articles(edition: str) -> list[str]:
    """Every article of a document by its number, as an edition has it."""
    text = organisation.documents(edition).by_path[REGULATION]
    return [one.address.steps[-1].citation for one in text.document.articles()]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("newer", "older"), PAIRS)
def test_the_table_has_a_row_for_every_article_that_the_comparison_shows(
    newer: str, older: str, site: Site
) -> None:
    folder = folder_of(site, newer, older)
    blocks = page(folder / "index.html").xpath("//section[contains(@class, 'q-block')]/@id")
    table = page(folder / "bang" / "index.html")
    assert table.xpath("//table[contains(@class, 'q-paper')]/tbody/tr/@id") == blocks
    rows = table.xpath("//table[contains(@class, 'q-paper')]/tbody/tr[@id]")
    assert all(words(row[2]) for row in rows)
    assert all(words(row[3]) for row in rows) == ("hưa nêu lý do" not in words(table))


@pytest.mark.parametrize(("newer", "older"), PAIRS)
def test_the_concordance_is_complete_and_the_same_in_all_three_forms(
    newer: str, older: str, site: Site
) -> None:
    folder = folder_of(site, newer, older) / "bang"
    listed = (folder / "doi-chieu.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(listed, newline="")))[1:]
    assert {row[0] for row in rows} - {""} == set(articles(older))
    assert {row[1] for row in rows} - {""} == set(articles(newer))
    shown = page(folder / "index.html").xpath("//table[@class='q-concordance']/tbody/tr")
    assert [[words(cell).strip("–") for cell in row] for row in shown] == rows
    *_, concordance = docx.Document(str(folder / "bang-so-sanh.docx")).tables
    told = [[cell.text.strip("–") for cell in row.cells] for row in concordance.rows[1:]]
    assert told == rows


@pytest.mark.parametrize(("newer", "older"), PAIRS)
def test_the_word_file_says_what_the_page_says(newer: str, older: str, site: Site) -> None:
    folder = folder_of(site, newer, older) / "bang"
    _, table, _ = docx.Document(str(folder / "bang-so-sanh.docx")).tables
    shown = page(folder / "index.html").xpath("//table[contains(@class, 'q-paper')]/tbody/tr[@id]")
    rows = table.rows[1 : len(shown) + 1]
    for row, beside in zip(rows, shown, strict=True):
        texts = ["".join(cell.text.split()) for cell in row.cells]
        assert texts == ["".join(cell.text_content().split()) for cell in beside]


def test_a_comparison_leads_to_its_table_and_its_word_file(site: Site) -> None:
    folder = folder_of(site, "2", "1")
    links = page(folder / "index.html").xpath("//*[@class='q-papers']/a")
    assert [words(link) for link in links] == ["Bảng so sánh", "Tải Word"]
    assert all((folder / link.get("href")).exists() for link in links)
    back = page(folder / "bang" / "index.html").xpath("//*[@class='q-actions']/a/@href")
    assert back == ["../", "#doi-chieu", "bang-so-sanh.docx", "doi-chieu.csv"]


def test_a_table_says_that_its_texts_are_samples_and_what_they_are(site: Site) -> None:
    file = folder_of(site, "2.1-du-thao-1", "2") / "bang" / "index.html"
    shown = words(page(file))
    assert "Văn bản ví dụ, không phải văn bản chính thức" in shown
    for heading in (
        "Quy định đã ban hành",
        "Dự thảo",
        "Nội dung thay đổi",
        "Lý do",
        "Chưa nêu lý do",
    ):
        assert heading in shown
    style = page(file).xpath("//style")[0].text
    assert "A4 landscape" in style
    assert "Văn bản ví dụ" in style


def test_where_a_pair_is_compared_elsewhere_its_table_leads_there(site: Site) -> None:
    found = list(site.folder.glob("*/so-sanh/*/*/bang/index.html"))
    leading = [file for file in found if not (file.parent / "bang-so-sanh.docx").exists()]
    lists = 0
    for file in leading:
        (refresh,) = page(file).xpath("//meta[@http-equiv='refresh']/@content")
        target = file.parent / refresh.partition("url=")[2]
        if target.resolve() == file.parent.parent.parent:  # the two texts are one
            lists += 1
            assert (target / "index.html").is_file(), file
        else:
            assert (target / "bang-so-sanh.docx").resolve().is_file(), file
    assert 0 < lists < len(leading)


def test_every_comparison_has_the_address_of_a_table(site: Site) -> None:
    found = {file.parent for file in site.folder.glob("*/so-sanh/*/*/index.html")}
    assert {folder for folder in found if not (folder / "bang" / "index.html").is_file()} == set()


def test_the_editions_bar_leads_only_to_tables_that_are_there(site: Site) -> None:
    for newer, older in PAIRS:
        file = folder_of(site, newer, older) / "bang" / "index.html"
        for href in page(file).xpath("//*[contains(@class, 'q-edition')]//li/a/@href"):
            assert (file.parent / href / "index.html").resolve().is_file(), href


def test_a_reason_given_with_a_commit_is_published(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "du-an", HISTORY[:3])
    text = {"quy-che/a.md": HISTORY[4]["quy-che/a.md"]}
    project.commit(text, "Sửa chế độ họp\n\nDieu: 1\nLy-do: Họp thưa <b>quá</b> & muộn\n")
    ledger = str(HISTORY[2]["editions.yml"]) + AMENDMENT
    project.commit({"editions.yml": ledger})
    folder = tmp_path / "site"
    outcome = project.publish("--site", str(folder))
    assert outcome.code == 0, outcome.err
    beside = folder / "17.1-du-thao-1" / "so-sanh" / "a" / "17" / "bang"
    (row,) = page(beside / "index.html").xpath("//tr[@id='moi-dieu-1']")
    assert words(row[3]) == "Họp thưa <b>quá</b> & muộn"
    assert not row.xpath(".//b")
    _, table, _ = docx.Document(str(beside / "bang-so-sanh.docx")).tables
    assert table.rows[1].cells[3].text == "Họp thưa <b>quá</b> & muộn"


def test_the_table_fits_its_screen_and_prints_on_landscape_sheets(
    site: Site, browser: Browser
) -> None:
    address = f"{site.url}2-du-thao-2/so-sanh/{DOCUMENT}/2-du-thao-1/bang/"
    for width in (390, 1440):
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            shown = context.new_page()
            shown.goto(address)
            assert shown.evaluate("document.documentElement.scrollWidth") == width
            printed = shown.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)
    }
    assert {(round(box[2]), round(box[3])) for box in boxes} == {(842, 595)}


def test_the_table_can_be_read_without_a_script(site: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        shown = context.new_page()
        shown.goto(f"{site.url}2.1-du-thao-1/so-sanh/{DOCUMENT}/2/bang/")
        assert shown.locator("#moi-dieu-6a").is_visible()
        assert shown.locator("#doi-chieu").is_visible()
        assert not shown.locator("[data-q-print]").is_visible()
