"""What pages say today and did not know when they were published, on screen and on paper."""

import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from organisation import EDITIONS, INSPECTIONS, REGULATION
from quyche.labels import Labels
from sites import Site
from visits import settled

LABELS = Labels.load("vi")
ADOPTED, DRAFT = "2", "2.1-du-thao-1"
DRAFT_TITLE = "Khóa II · Sửa đổi lần 1 · Dự thảo lần 1"


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page that may read what it copied; an error of a script fails the test."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def visit(page: Page, address: str) -> None:
    """Open a page and wait until its scripts have said what they know."""
    with settled(page):
        page.goto(address)
        page.locator(".q-pick li.q-in-force").wait_for(state="attached")


def foot(page: Page) -> str:
    """What each printed sheet of a page says at its foot: the rule that comes last."""
    rules = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText)"
    )
    return str(re.findall(r"@bottom-center \{ content: (.+?); \}", "\n".join(rules))[-1])


# In force, or no longer


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("path", [REGULATION, "index.md"])
def test_only_what_is_in_force_today_says_so(
    page: Page, site: Site, edition: str, path: str
) -> None:
    visit(page, site.page(path, edition))
    said = page.locator("article").inner_text()
    assert ("· đang có hiệu lực" in said) == (edition == ADOPTED)
    if path == REGULATION:
        told = json.loads(page.locator("#q-legislation").text_content() or "")
        is_told = told["legislationLegalForce"] == "https://schema.org/InForce"
        assert is_told == (edition == ADOPTED)


@pytest.mark.parametrize("edition", ["2", "hien-hanh"])
def test_a_programme_whose_time_is_over_says_so(page: Page, site: Site, edition: str) -> None:
    visit(page, site.page(INSPECTIONS, edition))
    state = page.locator("article .q-state").first
    expect(state).to_have_class("q-state q-expired")
    expect(state).to_contain_text("đến hết ngày 31/12/2018 · nay đã hết thời hạn")
    line, note = state.bounding_box(), state.locator("span").last.bounding_box()
    assert line
    assert note
    assert line["y"] <= note["y"] <= line["y"] + line["height"]  # in its line, not over the title
    visit(page, site.page("index.md", edition))
    row = page.locator(".q-documents li", has_text="31/12/2018")
    expect(row.locator(".q-expired")).to_contain_text("nay đã hết thời hạn")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_printed_sheet_of_what_was_replaced_reads_as_if_in_force(
    browser: Browser, site: Site, edition: str, *, script: bool
) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        with settled(page) if script else nullcontext():
            page.goto(site.page(REGULATION, edition))
        said = foot(page)
    is_over = edition not in {ADOPTED, DRAFT}
    assert "Tình trạng hôm nay: xem" in said
    assert "không phải văn bản chính thức" in said
    assert (
        any(
            one in said
            for one in ("(Khóa II, 6/5/2018)", "Khóa II (6/5/2018)", "Đã có bản mới hơn")
        )
    ) == (script and is_over)


_SHIFTED_JS = """() => new Promise((done) => {
    const shifts = [];
    new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) shifts.push(value);
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(shifts.reduce((sum, one) => sum + one, 0)), 100);
})"""


@pytest.mark.parametrize(
    ("edition", "path"),
    [("1", "index.md"), ("1", REGULATION), (DRAFT, REGULATION)],
)
def test_what_is_said_of_today_stands_below_the_title_and_moves_little(
    phone: Page, site: Site, edition: str, path: str
) -> None:
    def late(route: Route) -> None:
        """Answer once the page was painted."""
        phone.wait_for_timeout(150)
        route.continue_()

    phone.route("**/versions.json", late)
    phone.goto(site.page(path, edition))
    told = phone.locator("article h1 + .q-standing > .q-later > p")
    expect(told.first).to_be_in_viewport(ratio=1)
    assert phone.evaluate(_SHIFTED_JS) < 0.05
    assert told.locator(".q-nb").count() >= 1  # "Khóa II"
    phone.emulate_media(media="print")
    expect(told.first).to_be_visible()
    expect(told.locator("a").first).to_be_hidden()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_dot_of_what_was_adopted_is_full_without_a_background(
    page: Page, site: Site, media: str
) -> None:
    page.emulate_media(media=media)  # type: ignore[arg-type]  # a table of its two values
    visit(page, site.page("lich-su.md", ADOPTED))
    widths = page.evaluate(
        """() => [".q-timeline > .q-adopted", ".q-timeline > .q-draft"].map((chosen) =>
            parseFloat(getComputedStyle(document.querySelector(chosen), "::before").borderTopWidth))"""
    )
    assert widths[0] >= 4  # rounded to whole pixels
    assert widths[1] < 2


# Copying


@pytest.mark.parametrize(
    ("edition", "own", "name"),
    [
        ("1", "1", "Quy chế hoạt động khóa I số 00-QC/DG ngày 10/5/2014"),
        ("2-du-thao-2", "2-du-thao-2", "Dự thảo lần 2 (8/4/2018) Quy chế hoạt động khóa II"),
        ("hien-hanh", "2", "Quy chế hoạt động khóa II số 00-QC/DG ngày 6/5/2018"),
        ("du-thao", DRAFT, "Dự thảo lần 1 (14/6/2020) sửa đổi Quy chế hoạt động khóa II"),
    ],
)
def test_what_is_copied_names_the_text_and_the_address_of_its_edition(
    page: Page, site: Site, edition: str, own: str, name: str
) -> None:
    visit(page, site.page(REGULATION, edition))
    page.hover("#dieu-1")
    page.get_by_role("button", name="Sao chép trích dẫn").click()
    expect(page.get_by_role("button", name="Đã sao chép trích dẫn")).to_be_visible()
    address = f"{site.page(REGULATION, own)}#dieu-1"
    assert page.evaluate("navigator.clipboard.readText()") == f"Điều 1 {name}\n{address}"
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_role("button", name="Đã sao chép liên kết")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


# An article that is not there


@pytest.mark.parametrize(
    ("start", "said", "links"),
    [
        ("2#dieu-6a", "Điều 6a không có trong phiên bản này.", [f"{DRAFT}#dieu-6a"]),
        (
            "1#dieu-11",
            "Điều 11 của Khóa II · Dự thảo lần 1 ở đây là Điều 8.",
            ["1#dieu-8", "2-du-thao-1#dieu-11"],
        ),
        ("2#dieu-99", "Điều 99 không có trong phiên bản này.", []),
        ("2#dieu-1-khoan-99", "Khoản 99 Điều 1 không có trong phiên bản này.", []),
    ],
)
def test_an_address_whose_article_is_not_there_leads_to_where_it_is(
    page: Page, site: Site, start: str, said: str, links: list[str]
) -> None:
    edition, _, anchor = start.partition("#")
    visit(page, f"{site.page(REGULATION, edition)}#{anchor}")
    note = page.locator(".q-arrived")
    expect(note).to_contain_text(said)
    hrefs = note.locator("a").evaluate_all("links => links.map((link) => link.href)")
    found = [urlsplit(href) for href in hrefs]
    assert [f"{url.path.split('/')[1]}#{url.fragment}" for url in found] == links


@pytest.mark.parametrize("edition", [*EDITIONS, "dang-soan"])
def test_an_address_whose_article_is_there_says_nothing(
    page: Page, site: Site, edition: str
) -> None:
    visit(page, f"{site.page(REGULATION, edition)}#dieu-1")
    expect(page.locator(".q-arrived")).to_have_count(0)


# A text in force with an open draft


@pytest.mark.parametrize("edition", ["2", "hien-hanh"])
def test_a_text_in_force_says_which_articles_an_open_draft_changes(
    page: Page, site: Site, edition: str
) -> None:
    visit(page, site.page(REGULATION, edition))
    expect(page.locator("div.q-later")).to_contain_text(f"Đang có dự thảo sửa đổi: {DRAFT_TITLE}")
    notes = page.locator(".q-open")
    expect(notes.first).to_contain_text("Đang có dự thảo sửa đổi")
    for note in notes.all():
        assert re.search(rf"(xem Điều \w+|không còn) trong {DRAFT_TITLE}$", note.inner_text())
    notes.locator("a").first.click()
    page.wait_for_url(re.compile(re.escape(f"/{DRAFT}/")))
    assert page.locator(f"#{urlsplit(page.url).fragment}").count() == 1


def test_an_open_draft_says_what_it_changes_of_the_text_in_force(page: Page, site: Site) -> None:
    visit(page, site.page(REGULATION, DRAFT))
    told = page.locator("div.q-later")
    expect(told).to_contain_text("Dự thảo này sửa đổi bản đang có hiệu lực: Khóa II (6/5/2018).")
    notes = page.locator(".q-open").all_inner_texts()
    assert "Chưa có trong bản đang có hiệu lực: Khóa II" in notes
    assert any(re.match(r"Sửa đổi Điều \w+ đang có hiệu lực: Khóa II$", note) for note in notes)


@pytest.mark.parametrize("edition", ["1", "2-du-thao-1", "2-du-thao-2"])
def test_what_is_past_says_nothing_of_an_open_draft(page: Page, site: Site, edition: str) -> None:
    visit(page, site.page(REGULATION, edition))
    expect(page.locator(".q-open")).to_have_count(0)
