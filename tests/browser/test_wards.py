"""A ward's site: each text, table and file under the head of who issues it, on screen and paper."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

import wards
from quyche.corpus import corpora
from quyche.editions.archives import Archive
from quyche.editions.history import History, Standing
from quyche.exports import offline
from quyche.labels import Labels
from quyche.publishing.copy_desks import CopyDesk
from quyche.settings import Settings
from readings import reading_of
from shared_folders import once
from sheet_readers import FRAME
from sites import WORK, Site, served

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "Đảng Cộng sản Việt Nam"
HEADS = {
    wards.COUNCIL: [NATION, MOTTO, "Hội đồng nhân dân phường Bến Gỗ", "Số: 05/2026/NQ-HĐND"],
    wards.PARTY: [PARTY, "Đảng ủy phường Bến Gỗ", "*", "Số 05-QC/ĐU"],
    wards.CLUB: ["Hội Người cao tuổi phường Bến Gỗ", "Số 12/HCT"],
}
LABELS = Labels.load("vi")
DATED = "Bến Gỗ, ngày 03 tháng 02 năm 2026"
A4 = 624
"""The width of a sheet between its margins, in pixels."""


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the ward, and beside it its site."""

    def publish(folder: Path) -> None:
        outcome = wards.create(folder / "du-an").publish("--site", str(folder / "site"))
        assert outcome.code == 0, outcome.err

    return once(tmp_path_factory, "ward", publish)


@pytest.fixture(scope="module", name="ward")
def _ward(folder: Path) -> Iterator[Site]:
    """The site of the ward."""
    with served(folder / "site") as url:
        yield Site(folder / "site", url)


@pytest.mark.parametrize("name", HEADS)
def test_a_page_has_the_head_of_its_issuer_once_at_any_width_and_on_paper(
    ward: Site, browser: Browser, name: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{ward.url}1/quy-che/{name}/")
        head = page.locator(".q-head")
        whole = page.locator("body").inner_text()
        for other in (NATION, MOTTO, PARTY.upper()):
            wanted = int(other in [one.upper() if one == PARTY else one for one in HEADS[name]])
            assert whole.count(other) == wanted, other
        for line in (*HEADS[name], DATED):
            expect(head).to_contain_text(line)
        for width, media in ((390, "screen"), (1440, "screen"), (A4, "print")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(media=media)  # type: ignore[arg-type]  # one of two words
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            _is_set(page, is_beside=width > 390)


def _is_set(page: Page, *, is_beside: bool) -> None:
    """The title on one line, ruled as long as it is; who issues left of it, or below on a phone."""
    issuer, dated = (page.locator(f".q-{name}").bounding_box() for name in ("issuer", "dated"))
    assert issuer
    assert dated
    assert (issuer["x"] + issuer["width"] <= dated["x"]) is is_beside
    if not page.locator(".q-party").count():
        return
    title = page.locator(".q-party").bounding_box()
    assert title
    assert (issuer["x"] + issuer["width"] <= title["x"]) is is_beside
    rule, words, rows = page.evaluate(
        """() => {
            const line = document.querySelector(".q-party span");
            const range = document.createRange();
            range.selectNodeContents(line);
            const title = document.createRange();
            title.selectNodeContents(document.querySelector(".q-party"));
            const tops = [...title.getClientRects()].map(each => Math.round(each.bottom / 8));
            return [line.getBoundingClientRect().width, range.getBoundingClientRect().width,
                    new Set(tops).size];
        }"""
    )
    assert rule == pytest.approx(words, abs=1), "the rule is as long as the line above it"
    assert rows <= 2 + page.locator(".q-motto").count()


@pytest.mark.parametrize("name", HEADS)
def test_a_table_and_its_word_file_have_the_head_of_the_issuer(ward: Site, name: str) -> None:
    folder = ward.folder / "1" / "so-sanh" / name / "1-du-thao-1" / "bang"
    page = (folder / "index.html").read_text("utf-8")
    head, *_ = docx.Document(str(folder / "bang-so-sanh.docx")).tables
    cells = [cell.text.split("\n") for cell in head.rows[0].cells]
    wanted = [line for line in HEADS[name] if not line.startswith("Số")]
    said = [line.upper() for cell in cells for line in cell if line]
    assert sorted(said) == sorted(line.upper() for line in (*wanted, DATED))
    for line in wanted:
        assert page.count(line) >= 1
    for other in {NATION, PARTY} - set(HEADS[name]):
        assert other not in page


@pytest.mark.parametrize("name", HEADS)
def test_a_page_to_take_along_has_the_same_head(name: str) -> None:
    files = {**wards.REGISTER, **wards.SECOND}
    documents = corpora.build({path: str(text).encode() for path, text in files.items()})
    settings = Settings("Phường Bến Gỗ", place="Bến Gỗ", system="state")
    reading = reading_of(documents, settings=settings)
    standing = Standing("1", History())
    page = offline.document_page(reading, documents.by_id[name], standing, {}, FRAME).decode()
    for line in (*HEADS[name], DATED):
        assert page.count(f">{line}<") == int(line != "*")
    for other in {NATION, MOTTO, PARTY} - set(HEADS[name]):
        assert other not in page


def test_a_saved_page_with_any_head_is_what_git_holds(folder: Path, ward: Site) -> None:
    archive, config = Archive.open(folder / "du-an" / "docs"), folder / "du-an" / "mkdocs.yml"
    desk = CopyDesk(archive, config, LABELS, ward.folder)
    for name in HEADS:
        assert desk.verified(ward.folder / "1" / "quy-che" / name / "index.html").problems == ()


def test_where_no_host_takes_an_edit_one_is_handed_in_and_no_link_leads_to_itself(
    ward: Site, browser: Browser
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{ward.url}1/quy-che/{wards.CLUB}/")
        told = page.locator(".q-actions").get_by_role("link", name=LABELS("edition.propose"))
        expect(told).to_have_attribute("href", f"../../../{WORK}/quy-che/{wards.CLUB}/")
        page.goto(f"{ward.url}{WORK}/quy-che/{wards.CLUB}/")
        expect(page.locator(".q-actions")).not_to_contain_text(LABELS("edition.propose"))
        page.locator(".q-document .q-number a").first.press("Enter")
        page.locator(".q-tools").get_by_role("button", name=LABELS("offering.edit")).click()
        window = page.locator("dialog[open]")
        expect(window.locator("textarea")).to_be_visible()
        expect(window.locator(".q-ways > *")).to_have_text([LABELS("proposing.patch")])
