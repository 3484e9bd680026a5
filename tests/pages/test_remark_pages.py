"""The pages of remarks: each remark once, where it leads, what other pages say of it."""

import io
import json
from urllib.parse import urldefrag, urljoin

import docx
import pytest
from lxml import html
from lxml.etree import _Element
from playwright.sync_api import Browser, Page, expect

import organisation
from organisation import INSPECTIONS, REGULATION
from quyche.corpus.texts import Corpus
from quyche.editions.history import History, Standing
from quyche.labels import Labels
from quyche.pages.remark_tables import TableWriter
from quyche.remarks import remark_files
from quyche.remarks.remarks import Remark
from quyche.remarks.traces import Tracer
from remark_samples import only, text_of
from sites import WORK, Site, address_of

REMARKS = remark_files.of_files(organisation.files())
LABELS = Labels.load("vi")
DOCUMENT = "quy-che-hoat-dong"


def page_of(document: str) -> str:
    return f"gop-y/{document}.md"


def parsed(site: Site, path: str, edition: str = WORK) -> _Element:
    return html.fromstring(site.html(path, edition))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("document", list(REMARKS.by_document))
def test_every_remark_stands_once_on_its_page_with_all_it_says(site: Site, document: str) -> None:
    page = parsed(site, page_of(document))
    for remark in REMARKS.by_document[document]:
        (row,) = page.xpath("//*[@id=$name]", name=remark.anchor)
        text = words(row.text_content())
        for said in (remark.remark, remark.proposal, remark.explanation):
            assert words(said) in text
        label = remark.answer.value if remark.answer else "open"
        assert LABELS(f"remark.answer.{label}") in text


@pytest.mark.parametrize("document", list(REMARKS.by_document))
def test_the_word_files_hold_every_remark_once(site: Site, document: str) -> None:
    folder = site.folder / WORK / address_of(page_of(document))
    found: list[str] = []
    for file in folder.glob("*.docx"):
        (table,) = docx.Document(io.BytesIO(file.read_bytes())).tables[-1:]
        found += [row.cells[0].text for row in table.rows if len({*row.cells}) > 1][1:]
    assert sorted(found) == sorted(remark.id for remark in REMARKS.by_document[document])


def test_every_link_of_a_page_of_remarks_leads_to_what_is_there(site: Site) -> None:
    """Also to provisions of other editions, to comparisons and to the conclusions of meetings."""
    for document in REMARKS.by_document:
        page = parsed(site, page_of(document))
        base = site.page(page_of(document))
        for link in page.xpath("//article//a/@href"):
            target, anchor = urldefrag(urljoin(base, link))
            path = site.folder / target.removeprefix(site.url)
            file = path / "index.html" if target.endswith("/") else path
            assert file.is_file(), link
            if anchor:
                assert f'id="{anchor}"' in file.read_text("utf-8"), link


@pytest.mark.parametrize("remark", [one for one in REMARKS if one.shown], ids=lambda one: one.id)
def test_a_remark_that_was_taken_in_leads_to_the_change(site: Site, remark: Remark) -> None:
    page = parsed(site, page_of(remark.document))
    (row,) = page.xpath("//*[@id=$name]", name=remark.anchor)
    links = row.xpath(".//*[contains(@class, 'q-where')]//a/@href")
    assert any(
        f"/{remark.shown}/so-sanh/{remark.document}/{remark.edition}/" in link for link in links
    )


def test_an_article_tells_what_was_said_of_it_in_each_draft_the_newest_first(site: Site) -> None:
    page = parsed(site, REGULATION, "2")
    links = page.xpath("//*[contains(@class, 'q-remarks')]/a[contains(@href, '-dieu-5')]")
    drafts = ["2-du-thao-2", "2-du-thao-1"]
    assert [link.get("href").rpartition("#")[2] for link in links] == [
        f"{draft}-dieu-5" for draft in drafts
    ]
    for draft, link in zip(drafts, links, strict=True):
        count = sum(one.edition == draft and one.address.endswith("Điều 5") for one in REMARKS)
        assert words(link.text_content()).startswith(f"{count} ý kiến đối với ")


def test_the_way_to_a_change_leads_to_where_it_shows(site: Site) -> None:
    page = parsed(site, page_of(DOCUMENT))
    for name, article in (("1", 6), ("2", 7), ("3", 9), ("4", 9), ("8", 8)):
        (link,) = page.xpath(f"//*[@id='y-kien-{name}']//a[contains(@href, '/so-sanh/')]/@href")
        assert link.endswith(f"#moi-dieu-{article}")


def test_remarks_on_what_is_long_adopted_are_not_told_at_its_articles(site: Site) -> None:
    page = parsed(site, REGULATION)
    links = page.xpath("//*[contains(@class, 'q-remarks')]/a/@href")
    assert links
    assert all("2.1-du-thao" in link for link in links)


def test_remarks_that_were_taken_in_are_reasons_in_the_table(site: Site) -> None:
    page = parsed(site, f"so-sanh/{DOCUMENT}/2-du-thao-1/bang.md", "2-du-thao-2")
    (row,) = page.xpath("//tr[@id='moi-dieu-5']")
    assert "Tiếp thu ý kiến của Chi hội" in words(row.text_content())


def test_the_counts_for_older_pages_name_every_remark_with_a_place(site: Site) -> None:
    counts = json.loads((site.folder / WORK / "gop-y.json").read_text("utf-8"))
    told = [
        (document, remark)
        for by_document in counts.values()
        for document, anchors in by_document.items()
        for remarks in anchors.values()
        for remark in remarks
    ]
    assert sorted(told) == sorted((one.document, one.id) for one in REMARKS if one.address)


def test_the_files_of_remarks_themselves_are_not_published(site: Site) -> None:
    assert not list(site.folder.glob("*/gop-y/*.yml"))


@pytest.fixture(name="page")
def _page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1440, "height": 900})


def test_a_draft_that_was_published_before_tells_of_the_remarks_on_it(
    page: Page, site: Site
) -> None:
    page.goto(site.page(REGULATION, "2-du-thao-1"))
    note = page.locator("#dieu-5 ~ .q-about .q-remarks a").first
    expect(note).to_have_text("2 ý kiến góp ý đối với bản này")
    note.click()
    expect(page).to_have_url(site.page(page_of(DOCUMENT)) + "#2-du-thao-1-dieu-5")
    expect(page.locator("#y-kien-5")).to_be_in_viewport()
    page.close()


def test_a_programme_tells_of_remarks_beside_its_tasks(page: Page, site: Site) -> None:
    page.goto(site.page(INSPECTIONS, "2-du-thao-2"))
    note = page.locator(".q-task:has(#nhiem-vu-3) .q-remarks a")
    expect(note).to_have_text("1 ý kiến góp ý đối với bản này")
    page.close()


@pytest.mark.parametrize(
    ("proposal", "shown"),
    [
        ("“mỗi tháng”", "mỗi tháng"),
        ('"mỗi tháng"', "mỗi tháng"),
        ("thể hiện “5 rõ”", "thể hiện “5 rõ”"),
        ("“5 rõ” và “6 rõ”", "“5 rõ” và “6 rõ”"),
    ],
)
def test_only_marks_around_all_of_a_wording_give_way_to_the_pages_own(
    proposal: str, shown: str
) -> None:
    told = only(proposal=f"'{proposal}'")
    tracer = Tracer(text_of)
    text = text_of("1", told.document)
    assert text
    writer = TableWriter([told], text, tracer, Standing("1", History()), Corpus(), LABELS, "")
    (row,) = writer.page().rounds[0].rows
    assert row.proposal == (shown,)
