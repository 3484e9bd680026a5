"""A conference file holds what lay before the meeting, opens without a network, is always the same."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag

import docx
import pytest
from lxml import html
from playwright.sync_api import Browser

from meetings import FIRST, LABELS, SECOND, library, standing
from quyche import urls
from quyche.corpus import texts
from quyche.editions.history import Snapshot
from quyche.editions.revisions import Revision
from quyche.exports.bundles import Bundle, Bundles
from quyche.exports.comparison_sheets import sheet_of
from quyche.formats import word
from quyche.histories import pairs
from quyche.pages.comparisons import ComparisonPages
from quyche.pages.remark_pages import RemarkPages
from quyche.register.letterheads import Letterhead
from quyche.remarks import remark_files
from quyche.remarks.traces import Tracer
from sites import Site

FOLDER = "ho-so-2021-02-10-a"


REMARKS = """
- {id: 1, edition: 17-du-thao-1, address: Điều 2, from: ban-a, remark: Một <b>việc</b>., answer: not}
- {id: 2, edition: 17-du-thao-2, from: ban-a, remark: Hai.}
"""


def bundles(draft: int = 3, name: str = "dang-soan", remarks: str = "") -> Bundles:
    read, stands = library(draft), standing(name)
    order = [snapshot.edition for snapshot in stands.history.snapshots]

    def text(snapshot: Snapshot, revision: Revision) -> texts.Text:
        return library(order.index(snapshot.edition) + 1).corpus.by_id[revision.id]

    found = pairs.of_history(stands.history, text)
    comparing = ComparisonPages(found, stands, LABELS, read.corpus.register, read.governed)
    told = remark_files.read(remarks.encode(), "gop-y/q.yml")
    tracer = Tracer(lambda edition, document: library(int(edition[-1])).corpus.by_id.get(document))
    return Bundles(read, stands, comparing, RemarkPages(told, tracer, stands, read.corpus, LABELS))


def zipped(path: str, made: Bundles) -> dict[str, bytes]:
    """The files of the bundle of a meeting, by their paths in it."""
    meeting = next(each for each in made.reading.corpus.meetings if each.path == path)
    with zipfile.ZipFile(io.BytesIO(Bundle(made, meeting).zipped())) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


WORK = "hoi-nghi/2021-03-01-a.md"
"""A meeting to come; the regulation it is to hear differs from the draft before."""


def test_it_holds_the_papers_and_what_they_change_and_nothing_internal() -> None:
    assert list(zipped(WORK, bundles())) == [
        "ho-so-2021-03-01-a/index.html",
        "ho-so-2021-03-01-a/so-sanh/q-17-du-thao-2.docx",
        "ho-so-2021-03-01-a/so-sanh/q-17-du-thao-2.html",
        "ho-so-2021-03-01-a/van-ban/q.html",
    ]


def test_a_paper_that_did_not_change_is_compared_with_nothing() -> None:
    assert list(zipped(SECOND, bundles(2, "17-du-thao-2"))) == [
        f"{FOLDER}/index.html",
        f"{FOLDER}/van-ban/q.html",
    ]


def test_the_same_edition_always_gives_the_same_bytes() -> None:
    first, second = (
        Bundle(made, made.reading.corpus.meetings[0]).zipped() for made in (bundles(), bundles())
    )
    assert first == second


def test_the_word_table_is_that_of_the_site() -> None:
    made = bundles()
    paper = made.comparing.papers["so-sanh/q/17-du-thao-2/bang.md"]
    files = zipped(WORK, made)
    name = "ho-so-2021-03-01-a/so-sanh/q-17-du-thao-2.docx"
    assert files[name] == word.written(sheet_of(paper, LABELS))


def test_the_remarks_on_the_drafts_before_lie_in_it_as_a_page_and_for_word() -> None:
    files = zipped(WORK, bundles(remarks=REMARKS))
    found = [path.partition("/gop-y/")[2] for path in files if "/gop-y/" in path]
    assert found == [f"q-17-du-thao-{draft}.{end}" for draft in (1, 2) for end in ("docx", "html")]
    page = html.fromstring(files["ho-so-2021-03-01-a/index.html"].decode())
    assert LABELS("bundle.remarks") in [heading.text_content() for heading in page.xpath("//h2")]
    assert "gop-y/q-17-du-thao-1.html" in page.xpath("//a/@href")
    table = files["ho-so-2021-03-01-a/gop-y/q-17-du-thao-1.html"].decode()
    assert "Một &lt;b&gt;việc&lt;/b&gt;." in table
    assert LABELS("remark.answer.not") in table


def test_a_page_of_remarks_says_what_its_word_file_says() -> None:
    made = bundles(remarks=REMARKS)
    headed = replace(made.comparing, letterhead=Letterhead("Tỉnh ủy", "Huế, ngày …"))
    files = zipped(WORK, replace(made, comparing=headed))
    pages = [path for path in files if "/gop-y/" in path and path.endswith(".html")]
    assert pages
    for path in pages:
        (main,) = html.fromstring(files[path].decode()).xpath("//main")
        word_file = docx.Document(io.BytesIO(files[path.replace(".html", ".docx")]))
        beside = "".join(word_file.element.body.xpath(".//w:t/text()")).replace("*", "")
        shown = "".join(main.text_content().split())
        assert "Huế,ngày" in shown
        assert shown.casefold() == "".join(beside.casefold().split())


def test_remarks_on_what_lies_before_the_meeting_come_after_it() -> None:
    files = zipped(SECOND, bundles(2, "17-du-thao-2", REMARKS))
    assert [path for path in files if "/gop-y/" in path and path.endswith(".html")] == [
        f"{FOLDER}/gop-y/q-17-du-thao-1.html"
    ]


def pages(files: dict[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, content in files.items():
        if path.endswith(".html"):
            yield path, html.fromstring(content.decode())


@pytest.mark.parametrize("path", [WORK, FIRST])
def test_every_link_leads_to_a_place_in_it_and_nothing_is_loaded(path: str) -> None:
    files = zipped(path, bundles(remarks=REMARKS))
    for place, page in pages(files):
        assert page.xpath("//@src | //link | //script | //@style") == []
        for href in page.xpath("//@href"):
            target, anchor = urldefrag(href)
            there = posixpath.normpath(posixpath.join(posixpath.dirname(place), target or "."))
            found = place if not target else there
            assert found in files, f"{place}: {href}"
            if anchor:
                assert html.fromstring(files[found].decode()).xpath(f"//*[@id='{anchor}']")


def test_a_paper_shows_its_whole_text_with_its_state_and_that_it_is_a_sample() -> None:
    made = bundles()
    text = made.reading.corpus.by_id["q"]
    page = html.fromstring(zipped(WORK, made)["ho-so-2021-03-01-a/van-ban/q.html"].decode())
    told = " ".join(page.xpath("//main")[0].text_content().split())
    assert "Dự thảo lần 3, chưa có hiệu lực" in told
    position = 0
    for provision in text.document.walk():
        for part in (provision.mark, provision.heading, *provision.text.split()):
            position = told.index(part, position)


def test_what_is_typed_in_minutes_is_text_in_it_too() -> None:
    files = zipped(FIRST, bundles())
    source = files["ho-so-2021-01-18-a/index.html"].decode()
    assert "Ban A &lt;b&gt;báo cáo&lt;/b&gt;." in source


def test_only_the_edition_that_came_of_a_meeting_writes_its_file(tmp_path: Path) -> None:
    made = bundles()
    for meeting in made.reading.corpus.meetings:
        (tmp_path / meeting.path.removesuffix(".md")).mkdir(parents=True)
    made.write_beside(tmp_path)
    written = [path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.zip")]
    assert written == [WORK.removesuffix(".md")]


# As they are published


def _unpacked(site: Site, folder: Path) -> Path:
    edition, meeting = "2-du-thao-2", "hoi-nghi/2018-04-08-ban-dieu-hanh"
    with zipfile.ZipFile(site.folder / edition / meeting / urls.CONFERENCE_FILE) as archive:
        archive.extractall(folder)
    (unpacked,) = folder.iterdir()
    return unpacked


def test_the_page_of_a_meeting_leads_to_its_file_from_every_edition(site: Site) -> None:
    path = "hoi-nghi/2018-04-08-ban-dieu-hanh.md"
    for edition in ("2-du-thao-2", "2", "dang-soan"):
        hrefs = re.findall(r'href="([^"]+ho-so\.zip)"', site.html(path, edition))
        assert hrefs == ["../../../2-du-thao-2/hoi-nghi/2018-04-08-ban-dieu-hanh/ho-so.zip"]
    assert (site.folder / "2-du-thao-2/hoi-nghi/2018-04-08-ban-dieu-hanh/ho-so.zip").is_file()
    assert not (site.folder / "2/hoi-nghi/2018-04-08-ban-dieu-hanh/ho-so.zip").exists()


@pytest.mark.slow
def test_every_link_can_be_followed_in_a_browser_without_a_network(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    folder = _unpacked(site, tmp_path)
    start = (folder / urls.INDEX_PAGE).as_uri()
    with browser.new_context(
        viewport={"width": 390, "height": 844}, offline=True, java_script_enabled=False
    ) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(start)
        links = page.locator("a")
        for number in range(links.count()):
            href = links.nth(number).get_attribute("href") or ""
            if href.endswith(".docx"):
                assert (folder / href).is_file()
                continue
            links.nth(number).click()
            assert page.locator("h1").count() == 1 or "#" in href
            if "#" not in page.url:
                page.locator("p.back a").click()
            else:
                page.goto(start)
            assert page.url == start
        assert {url.partition(":")[0] for url in asked} == {"file"}
