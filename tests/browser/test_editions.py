"""Editions as a reader meets them: what a page says it is, and the way to the same article in another."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

import organisation
from organisation import EDITIONS, REGULATION, TERM
from quyche.labels import Labels
from quyche.language.kinds import Kind
from sites import WORK, Site
from visits import rest, settled

LEDGER = organisation.ledger()
LABELS = Labels.load("vi")
WIDTHS = {"wide": 1440, "phone": 390}
FONT_IS_SERVED = "document.fonts.load('16px \"Source Serif 4\"').then(faces => faces.length > 0)"
"""Asked so that it waits for the file: a page is shown before its fonts have come."""


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen; an error of a script fails the test."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def pick(page: Page, edition: str) -> None:
    """Choose another edition, and wait until its page is there."""
    page.locator(".q-pick > summary").click()
    row = page.locator(f".q-pick li[data-q-name='{edition}'] a")
    with page.expect_navigation():
        row.click()
    wait(page)


def wait(page: Page) -> None:
    """Wait until the script has learnt of the editions that came later."""
    page.locator(".q-pick li.q-in-force").wait_for(state="attached")


def visit(page: Page, address: str) -> None:
    """Open a page of an edition and wait for its script."""
    page.goto(address)
    wait(page)


def place(page: Page) -> str:
    """Where the page is: edition, address, anchor, without what only says where one came from."""
    address = urlsplit(page.url)
    return address.path.lstrip("/") + (f"#{address.fragment}" if address.fragment else "")


def regulation(edition: str, anchor: str = "") -> str:
    return f"{edition}/quy-che/quy-che-hoat-dong/" + (f"#{anchor}" if anchor else "")


# What a page says it is


@pytest.mark.parametrize(
    ("edition", "state"),
    [
        ("1", "Có hiệu lực từ ngày 10/5/2014"),
        ("2-du-thao-1", "Dự thảo lần 1, trình ngày 4/3/2018, chưa có hiệu lực"),
        ("2-du-thao-2", "Dự thảo lần 2, trình ngày 8/4/2018, chưa có hiệu lực"),
        ("2", "Có hiệu lực từ ngày 6/5/2018"),
        ("2.1-du-thao-1", "Dự thảo lần 1, trình ngày 14/6/2020, chưa có hiệu lực"),
    ],
)
@pytest.mark.parametrize("path", [REGULATION, "index.md", "chuc-danh/chu-tich.md", "lich-su.md"])
def test_every_page_says_without_script_what_it_is(
    site: Site, edition: str, state: str, path: str
) -> None:
    shown = html.fromstring(site.html(path, edition))
    (found,) = shown.xpath("//article//p[contains(@class, 'q-state')][not(ancestor::li)]")
    (title,) = shown.xpath("//*[contains(@class, 'q-edition')]//summary/*[@class='q-title']")
    if path != REGULATION:  # it takes no effect of its own
        state = state.replace("Có hiệu lực từ ngày", "Phiên bản ban hành ngày")
    elif edition == "2.1-du-thao-1":
        state = state.replace(",", " (sửa đổi),", 1)
    assert found.text_content().strip() == state
    assert title.text_content() == LEDGER[edition].title


def test_work_that_goes_on_says_that_it_is_no_edition(site: Site) -> None:
    home = html.fromstring(site.html("index.md"))
    assert "Chưa phải là phiên bản được công bố" in home.text_content()
    document = html.fromstring(site.html(REGULATION))
    (state,) = document.xpath("//p[contains(@class, 'q-state')]")
    assert state.text_content().strip().startswith("Bản đang soạn. ")


@pytest.mark.parametrize(
    ("address", "notice", "link"),
    [
        (regulation("1", "dieu-7"), "Đã được thay thế bằng Quy chế hoạt động khóa II (Khóa II, 6/5/2018).", regulation("2", "dieu-14")),
        (regulation("2-du-thao-1", "dieu-10"), "Đã có bản ban hành: Khóa II (6/5/2018).", regulation("2", "dieu-14")),
        (regulation("2-du-thao-2"), "Đã có bản ban hành: Khóa II (6/5/2018).", regulation("2")),
        ("1/chuc-danh/chu-tich/", "Đã có phiên bản ban hành mới hơn: Khóa II (6/5/2018).", "2/chuc-danh/chu-tich/"),
    ],
)  # fmt: skip
def test_an_old_edition_says_what_replaced_it_and_leads_to_the_same_article(
    page: Page, site: Site, address: str, notice: str, link: str
) -> None:
    page.goto(site.url + address)
    shown = page.locator("div.q-later")
    expect(shown).to_contain_text(notice)
    shown.locator("a").click()
    page.wait_for_url(re.compile("/2/"))
    assert place(page) == link


def test_the_bar_that_stays_in_sight_says_that_a_text_was_replaced(page: Page, site: Site) -> None:
    page.goto(site.url + regulation("1", "dieu-7"))
    mark = page.locator(".q-edition summary .q-outdated")
    expect(mark).to_have_text("đã được thay thế")
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("path", ["index.md", "chuc-danh/chu-tich.md"])
def test_no_page_of_a_replaced_edition_goes_on_saying_that_it_is_in_force(
    page: Page, site: Site, path: str
) -> None:
    page.goto(site.page(path, "1"))
    expect(page.locator("article :not(li) > .q-state")).to_have_count(0)
    said = page.get_by_text(re.compile("^Đã (được thay thế bằng|có phiên bản ban hành mới hơn)"))
    expect(said).to_have_count(1)  # above the page, and once
    expect(said).to_be_in_viewport()


@pytest.mark.parametrize(
    "query",
    ["?tu=1&o=dieu-5", "?tu=2&o=<b>x</b>", "?tu=x&o=dieu-1", "#%", "?tu=2-du-thao-1&o=%"],
)
def test_an_address_cannot_make_a_page_say_what_is_not_so(
    page: Page, site: Site, query: str
) -> None:
    with settled(page):
        page.goto(f"{site.url}2/quy-che/quy-che-hoat-dong/{query}")
    notes = page.locator(".q-arrived")
    told = notes.first.inner_text() if notes.count() else ""
    assert "<b>" not in told
    if query == "?tu=1&o=dieu-5":
        assert "Điều 5 trong Khóa I ở đây là Điều 5." not in told


def test_on_paper_a_text_says_what_stays_true(site: Site) -> None:
    assert 'content:"Có hiệu lực từ ngày 10/5/2014' in site.html(REGULATION, "1")


def test_a_page_that_is_not_there_leads_on_in_the_language_of_the_site(site: Site) -> None:
    lost = html.fromstring((site.folder / "404.html").read_text("utf-8"))
    assert LABELS("lost.title") in lost.text_content()
    links = [str(link) for link in lost.xpath("//article//a/@href")]
    assert {"/2/lich-su/", "/2/quy-che/quy-che-hoat-dong/"} <= {
        re.sub("/+", "/", link) for link in links
    }
    assert str(lost.findtext(".//title")).startswith(f"{LABELS('lost.title')} - ")


def test_a_replaced_text_no_longer_says_that_it_is_in_force(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION, "1"))
    state = page.locator(".q-state")
    expect(state).to_have_text(
        "Đã được thay thế bằng Quy chế hoạt động khóa II (Khóa II, 6/5/2018)."
    )
    expect(state).to_have_class("q-state q-superseded")


@pytest.mark.parametrize("edition", ["2", EDITIONS[-1], "dang-soan", "hien-hanh", "du-thao"])
def test_what_is_newest_says_nothing_of_a_successor(page: Page, site: Site, edition: str) -> None:
    with settled(page):
        visit(page, site.page(REGULATION, edition))
    expect(page.locator(".q-outdated")).to_have_count(0)
    for reason in ("replaced", "newer", "adopted", "redrafted"):
        said = LABELS(f"edition.later.{reason}").partition(":")[0].partition(" bằng")[0]
        expect(page.locator("div.q-later")).not_to_contain_text(said)


# From one edition to another


@pytest.mark.parametrize(
    ("start", "target", "said"),
    [
        ("2-du-thao-1#dieu-10", "2-du-thao-2#dieu-14", "Điều 10 trong Khóa II · Dự thảo lần 1 ở đây là Điều 14."),
        ("2-du-thao-2#dieu-18", "2#dieu-17", "Điều 18 trong Khóa II · Dự thảo lần 2 ở đây là Điều 17."),
        ("2-du-thao-1#dieu-14", "2#dieu-17", "Điều 14 trong Khóa II · Dự thảo lần 1 ở đây là Điều 17."),
        ("2-du-thao-1#dieu-7", "2-du-thao-2#dieu-9", "ở đây là Điều 9 và Điều 10."),
        ("2-du-thao-1#dieu-7", "2.1-du-thao-1#dieu-9", "ở đây là Điều 9 và Điều 10."),
        ("2#dieu-16", "2-du-thao-2#dieu-16", "ở đây là Điều 16 và Điều 17."),
        ("2#dieu-3", "2-du-thao-1#dieu-3", ""),
        ("2-du-thao-1#dieu-12", "2", "Điều 12 trong Khóa II · Dự thảo lần 1 không có điều tương ứng ở đây."),
        ("2.1-du-thao-1#dieu-6a", "2", "Điều 6a trong Khóa II · Sửa đổi lần 1 · Dự thảo lần 1 chưa có ở đây."),
        ("2#dieu-13", "dang-soan", "Điều 13 trong Khóa II không có điều tương ứng ở đây."),
        ("1#dieu-7-khoan-4", "2#dieu-14-khoan-3", "Khoản 4 Điều 7 trong Khóa I ở đây là khoản 3 Điều 14."),
    ],
)  # fmt: skip
def test_another_edition_opens_at_the_same_article(
    page: Page, site: Site, start: str, target: str, said: str
) -> None:
    visit(page, site.url + regulation(*start.split("#")))
    with settled(page):
        pick(page, target.partition("#")[0])
    assert place(page) == regulation(*target.split("#"))
    notices = page.locator(".q-arrived")
    if said:
        expect(notices).to_contain_text(said)
        expect(notices).to_be_in_viewport()
    else:
        expect(notices).to_have_count(0)
    assert not urlsplit(page.url).query  # the address can be sent on as it is


def test_there_and_back_is_the_article_one_started_from(page: Page, site: Site) -> None:
    visit(page, site.url + regulation("2-du-thao-1", "dieu-10"))
    for edition, anchor in [
        ("2-du-thao-2", "dieu-14"),
        ("2", "dieu-14"),
        ("1", "dieu-7"),
        ("2.1-du-thao-1", "dieu-14"),
        ("2-du-thao-1", "dieu-10"),
    ]:
        pick(page, edition)
        assert place(page) == regulation(edition, anchor)
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_article_in_sight_is_kept_without_an_anchor_in_the_address(
    page: Page, site: Site
) -> None:
    visit(page, site.page(REGULATION, "2-du-thao-1"))
    page.locator("#dieu-10").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator("#dieu-10")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 1000
    box = page.locator(".q-pick > summary").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + 10)  # a click by locator would scroll first
    with page.expect_navigation():
        page.locator(".q-pick li[data-q-name='2-du-thao-2'] a").click()
    assert place(page) == regulation("2-du-thao-2", "dieu-14")


def test_who_scrolls_up_to_change_the_edition_stays_at_the_article_read_before(
    browser: Browser, site: Site
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        visit(page, site.page(REGULATION, "2-du-thao-1"))
        page.locator("#dieu-10").evaluate("heading => heading.scrollIntoView()")
        rest(page, 1300)  # who stays that long reads
        page.evaluate("scrollTo(0, 0)")
        rest(page)
        pick(page, "2-du-thao-2")
        assert place(page) == regulation("2-du-thao-2", "dieu-14")


def test_an_edition_without_the_page_says_so_and_opens_at_its_start(page: Page, site: Site) -> None:
    visit(page, site.page(TERM, "2-du-thao-1"))
    page.locator(".q-pick > summary").click()
    expect(page.locator(".q-pick li[data-q-name='1'] .q-lacks")).to_have_text("chưa có trang này")
    page.locator(".q-others > summary").click()
    page.locator(".q-pick li[data-q-name='1'] a").click()
    page.wait_for_url("**/1/**")
    assert place(page) == "1/"
    expect(page.locator(".q-arrived")).to_contain_text(
        "Trang bạn đang đọc trong Khóa II · Dự thảo lần 1 không có ở phiên bản này."
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_list_has_every_edition_newest_first_with_date_and_status(
    page: Page, site: Site, edition: str
) -> None:
    visit(page, site.page(REGULATION, edition))
    rows = page.locator(".q-pick li")
    names = rows.evaluate_all("rows => rows.map((row) => row.dataset.qName)")
    assert names == ["dang-soan", *reversed(EDITIONS)]
    texts = dict(zip(names, rows.all_text_contents(), strict=True))
    for entry in LEDGER.editions:
        day = f"{entry.date.day}/{entry.date.month}/{entry.date.year}"
        rule = entry.kind if entry.is_draft else ("in_force" if entry.name == "2" else "replaced")
        status = LABELS(f"edition.status.{rule}")
        assert [entry.title in texts[entry.name], day in texts[entry.name], status in texts[entry.name]] == [True] * 3  # fmt: skip
    assert LABELS("edition.current") in texts[edition]


def test_without_script_the_list_leads_to_the_earlier_editions(
    browser: Browser, site: Site
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.page(REGULATION, "2"))
        page.locator(".q-pick > summary").click()
        page.locator(".q-pick li[data-q-name='2-du-thao-2'] a").click()
        assert place(page) == regulation("2-du-thao-2")


def test_the_list_is_used_by_keyboard_alone(page: Page, site: Site) -> None:
    visit(page, site.url + regulation("2-du-thao-1", "dieu-10"))
    page.locator(".q-pick > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".q-lists > ol")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".q-lists > ol")).to_be_hidden()
    page.keyboard.press("Enter")
    page.locator(".q-pick li[data-q-name='2'] a").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert place(page) == regulation("2", "dieu-14")


def test_a_provision_offers_itself_as_it_is_in_force(page: Page, site: Site) -> None:
    visit(page, site.url + regulation("2-du-thao-1", "dieu-10"))
    page.locator("#dieu-10").hover()
    link = page.locator(".q-tools a")
    expect(link).to_have_text(LABELS("edition.later.today"))
    link.click()
    page.wait_for_url(re.compile("/2/"))
    assert place(page) == regulation("2", "dieu-14")


def test_from_the_head_of_a_frozen_page_one_comes_to_the_same_provision_in_the_work(
    page: Page, site: Site
) -> None:
    visit(page, site.url + regulation("2-du-thao-1", "dieu-10"))
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-q-to-work]").click()
    page.wait_for_url(f"**/{WORK}/**")
    assert place(page) == regulation(WORK, "dieu-14")
    expect(page.locator("#dieu-14")).to_be_in_viewport()
    expect(page.locator(".q-arrived")).to_contain_text("Điều 14")


# Links for ever


@pytest.mark.parametrize("script", ["with", "without"])
def test_the_alias_of_what_is_in_force_keeps_its_address_and_anchor(
    browser: Browser, site: Site, script: str
) -> None:
    with browser.new_context(java_script_enabled=script == "with") as context:
        page = context.new_page()
        page.goto(site.url + regulation("hien-hanh", "dieu-5"))
        assert place(page) == regulation("hien-hanh", "dieu-5")
        expect(page.locator("#dieu-5")).to_be_in_viewport()
        now = " · đang có hiệu lực" if script == "with" else ""
        expect(page.locator(".q-state")).to_have_text(f"Có hiệu lực từ ngày 6/5/2018{now}")


def test_the_root_leads_to_what_is_in_force(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.wait_for_url(re.compile("/hien-hanh/$"))


@pytest.mark.parametrize("edition", [*EDITIONS, "dang-soan", "hien-hanh", "du-thao"])
@pytest.mark.parametrize("path", [REGULATION, "chuc-danh/chu-tich.md", "index.md"])
def test_the_canonical_page_is_that_in_force_and_of_a_draft_its_own(
    site: Site, edition: str, path: str
) -> None:
    shown = html.fromstring(site.html(path, edition))
    (canonical,) = shown.xpath("//link[@rel='canonical']/@href")
    page = path.removesuffix("index.md").removesuffix(".md")
    name = {"1": "hien-hanh", "2": "hien-hanh", "du-thao": EDITIONS[-1]}.get(edition, edition)
    assert canonical == f"http://127.0.0.1:8000/{name}/{page}{'/' if page else ''}"


@pytest.mark.parametrize("edition", [*EDITIONS, "dang-soan"])
def test_drafts_are_not_for_search_engines(site: Site, edition: str) -> None:
    shown = html.fromstring(site.html(REGULATION, edition))
    is_kept_out = bool(shown.xpath("//meta[@name='robots'][@content='noindex']"))
    assert is_kept_out == ("du-thao" in edition or edition == "dang-soan")


def test_the_sitemap_lists_what_is_in_force(site: Site) -> None:
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap)
    pages = json.loads((site.folder / "2" / "edition.json").read_text("utf-8"))["pages"]
    texts = [page for page in pages if not page.startswith("so-sanh/")]  # those say nothing new
    assert {f"http://127.0.0.1:8000/hien-hanh/{page}" for page in texts} <= set(addresses)
    assert not [address for address in addresses if "du-thao" in address or "dang-soan" in address]
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in (site.folder / "robots.txt").read_text()


# History


def test_the_history_shows_every_edition_with_its_meeting_and_what_it_brought(
    page: Page, site: Site
) -> None:
    page.goto(site.page("lich-su.md"))
    events = page.locator(".q-timeline > li")
    titles = [" ".join(text.split()) for text in events.locator(".q-title a").all_inner_texts()]
    assert titles == [
        LABELS("edition.work"),
        *(edition.title for edition in reversed(LEDGER.editions)),
    ]
    draft = events.filter(has_text="Khóa II · Dự thảo lần 2")
    expect(draft).to_contain_text(LEDGER["2-du-thao-2"].note)
    expect(draft.locator(".q-at a")).to_have_attribute("href", re.compile("hoi-nghi/2018-04-08"))
    expect(draft.locator(".q-brought")).to_contain_text("Sửa nội dung")
    draft.locator(".q-title a").click()
    assert place(page) == "2-du-thao-2/lich-su/"


def test_an_old_history_leads_to_the_whole_one(page: Page, site: Site) -> None:
    page.goto(site.page("lich-su.md", "2-du-thao-1"))
    assert page.locator(".q-timeline > li").count() == 2
    page.get_by_role("link", name="Xem đến nay").click()
    assert place(page) == "dang-soan/lich-su/"


def test_a_document_tells_which_editions_changed_it(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION, "2"))
    events = page.locator(".q-past .q-timeline > li .q-title")
    titles = [" ".join(text.split()) for text in events.all_inner_texts()]
    assert [re.split(r" (?=\d)", title)[0] for title in titles] == [
        "Khóa II", "Khóa II · Dự thảo lần", "Khóa II · Dự thảo lần", "Khóa I",
    ]  # fmt: skip
    page.locator(".q-past .q-title a").nth(1).click()
    assert place(page) == regulation("2-du-thao-2")


# The pages of all editions


@pytest.mark.parametrize("edition", [*EDITIONS, "dang-soan"])
def test_every_edition_can_be_read(browser: Browser, site: Site, edition: str) -> None:
    broken: list[str] = []
    narrow, wide = sorted(WIDTHS.values())
    with browser.new_context(viewport={"width": narrow, "height": 900}) as context:
        page = context.new_page()
        page.on(
            "response", lambda answer: broken.append(answer.url) if answer.status >= 400 else None
        )
        page.on("pageerror", lambda error: broken.append(str(error)))
        for path in (REGULATION, "index.md", "lich-su.md"):
            visit(page, site.page(path, edition))
            assert page.evaluate(FONT_IS_SERVED)
            for width in (narrow, wide, narrow):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.set_viewport_size({"width": wide, "height": 900})
        page.goto(site.page(REGULATION, edition))
        text = organisation.documents(edition).by_path[REGULATION]
        headed = [
            part for part in text.document.walk() if part.kind in {Kind.SECTION, Kind.ARTICLE}
        ]
        assert page.locator("h3 .q-number").count() == len(headed) >= 10
    assert broken == []
