"""Comparisons as a reader meets them: on paper and screen, with and without script, by keyboard."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

import organisation
from organisation import EDITIONS, REGULATION
from quyche.comparing.operations import Sign
from quyche.labels import Labels
from sites import Site
from visits import rest

LABELS = Labels.load("vi")
DOCUMENT = "quy-che-hoat-dong"


def address(newer: str, older: str, document: str = DOCUMENT) -> str:
    return f"{newer}/so-sanh/{document}/{older}/"


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(name="phone")
def _phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        yield context.new_page()


def documents(edition: str) -> set[str]:
    return set(organisation.documents(edition).by_id)


def test_every_pair_of_editions_of_every_document_has_its_page(site: Site) -> None:
    missing = [
        address(newer, older, document)
        for older, newer in combinations([*EDITIONS, "dang-soan"], 2)
        for document in documents(older) & documents(newer)
        if not (site.folder / address(newer, older, document) / "index.html").is_file()
    ]
    assert missing == []


def test_the_data_beside_a_page_are_those_of_the_command(site: Site) -> None:
    folder = site.folder / address("2", "2-du-thao-2")
    found = json.loads((folder / "changes.json").read_text("utf-8"))
    assert found["summary"]["merged"] == 1
    pairs = {str(change["old"]): change["new"] for change in found["provisions"]}
    assert pairs["['dieu-16', 'dieu-17']"] == "dieu-16"


def test_a_comparison_says_without_script_which_texts_it_shows_and_what_changed(site: Site) -> None:
    page = html.fromstring((site.folder / address("2", "2-du-thao-2") / "index.html").read_bytes())
    assert page.xpath("string(//h1)") == "So sánh: Quy chế hoạt động khóa II"
    sides = [" ".join(side.text_content().split()) for side in page.xpath("//dl[@class='q-sides']//dd")]  # fmt: skip
    assert sides == [
        "Khóa II · Dự thảo lần 2 8/4/2018Dự thảo lần 2, trình ngày 8/4/2018, chưa có hiệu lực",
        "Khóa II 6/5/2018Có hiệu lực từ ngày 6/5/2018",
    ]
    summary = " ".join(page.xpath("string(//p[@class='q-summary'])").split())
    assert summary.startswith("Sửa đổi 4 điều; gộp thành 1 điều; 2 điều chỉ đổi số; 11 điều giữ nguyên.")  # fmt: skip


def test_every_inserted_and_deleted_word_is_on_the_page_and_no_other(site: Site) -> None:
    folder = site.folder / address("2-du-thao-2", "2-du-thao-1")
    page = html.fromstring((folder / "index.html").read_bytes())
    found = json.loads((folder / "changes.json").read_text("utf-8"))
    changes = [*found["provisions"], *found["outside"]]
    for sign, tag in ((Sign.INSERTED, "ins"), (Sign.DELETED, "del")):
        shown = page.xpath(f"//div[contains(@class, 'q-comparison')]//{tag}[not(ancestor::*[contains(@class, 'q-beside')])]")  # fmt: skip
        told = [text for change in changes for mark, text in change["ops"] if mark == sign.value]
        assert sorted("".join(element.text_content() for element in shown)) == sorted("".join(told).replace("\n", ""))  # fmt: skip


def test_two_columns_on_a_wide_screen_and_one_on_a_phone(
    page: Page, phone: Page, site: Site
) -> None:
    for screen, beside in ((page, True), (phone, False)):
        screen.goto(site.url + address("2", "2-du-thao-2"))
        line = screen.locator(".q-line.q-amended").first
        expect(line.locator(".q-was")).to_be_visible(visible=beside)
        expect(line.locator(".q-inline")).to_be_visible(visible=not beside)
        assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_view_that_was_chosen_stays_chosen(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    page.locator("#q-one-column").check()
    height = "document.documentElement.scrollHeight"
    whole = page.evaluate(height)
    page.locator("#q-only-changes").check()
    assert page.evaluate(height) < whole * 0.8
    expect(page.locator(".q-line.q-amended .q-inline").first).to_be_visible()
    expect(page.locator(".q-folded > summary").first).to_have_text(
        re.compile("Điều 1.*: không đổi")
    )
    run = page.locator(".q-run").first
    expect(run.locator("summary")).to_have_text(re.compile("[Kk]hoản 1.*: không đổi"))
    expect(run.locator(".q-text").first).to_be_hidden()
    run.locator("summary").click()  # and back for whoever wants to know
    expect(run.locator(".q-text").first).to_be_visible()
    page.goto(site.url + address("2-du-thao-2", "2-du-thao-1"))
    expect(page.locator("#q-one-column")).to_be_checked()
    expect(page.locator(".q-line.q-same").first).to_be_hidden()


def test_changes_are_gone_through_by_key_and_by_button(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    ids = page.locator(".q-block").evaluate_all("blocks => blocks.map((block) => block.id)")
    focused = "document.activeElement.id"
    for expected in ids[:3]:
        page.keyboard.press("Alt+ArrowDown")
        assert page.evaluate(focused) == expected
        expect(page.locator(f"#{expected} h2").first).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate(focused) == ids[1]
    page.locator("[data-q-jump='1']").evaluate("button => button.click()")
    expect(page.locator(f"#{ids[2]} h2")).to_be_in_viewport()
    page.keyboard.press("End")
    expect(page.locator("footer").last).to_be_in_viewport()
    rest(page)
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate(focused) == ids[-1]


def test_a_jump_goes_on_from_where_the_drawing_led(page: Page, site: Site) -> None:
    page.goto(site.url + address("2-du-thao-2", "2-du-thao-1"))
    ids = page.locator(".q-block").evaluate_all("blocks => blocks.map((block) => block.id)")
    page.keyboard.press("Alt+ArrowDown")
    page.locator(".q-strip a[href='#moi-dieu-8']").first.evaluate(
        "link => link.parentNode && (location.hash = '#moi-dieu-8')"
    )
    rest(page)
    page.keyboard.press("Alt+ArrowDown")
    assert page.evaluate("document.activeElement.id") == ids[ids.index("moi-dieu-8") + 1]


def test_the_drawing_has_every_article_and_leads_to_it(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    assert page.locator(".q-strip rect").count() == 19 + 18
    drawn = [line.get_attribute("d") or "" for line in page.locator(".q-strip path").all()]
    assert "".join(drawn).count("M") == 19
    link = page.locator(".q-strip a").filter(has_text="Điều 16, Điều 17 → Điều 16").first
    link.click()
    expect(page.locator("#moi-dieu-16")).to_be_in_viewport()
    renumbered = page.locator(".q-strip a").filter(has_text="Điều 19 → Điều 18").first
    renumbered.click()
    expect(page.locator("#moi-dieu-18")).to_be_visible()  # it is unfolded


def test_every_change_is_listed_by_its_number_and_one_key_away(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    listed = page.locator(".q-listed a")
    blocks = page.locator(".q-block").evaluate_all(
        "blocks => blocks.map((block) => '#' + block.id)"
    )
    hrefs = listed.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert sorted(hrefs) == sorted(blocks)
    link = listed.filter(has_text="Điều 16, Điều 17 → Điều 16")
    expect(link).to_have_text(re.compile("gộp$"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#moi-dieu-16 h2")).to_be_in_viewport()
    page.get_by_role("link", name=LABELS("comparison.to_list")).click()
    expect(listed.first).to_be_in_viewport()


def test_on_a_phone_too_a_change_is_one_tap_from_the_list(phone: Page, site: Site) -> None:
    phone.goto(site.url + address("2", "2-du-thao-2"))
    link = phone.locator(".q-listed a").last
    link.tap()
    block = phone.locator(link.get_attribute("href") or "").locator("h2").first
    expect(block).to_be_in_viewport()


LONGEST_LINE = """() => {
    const range = document.createRange();
    const texts = [...document.querySelectorAll("article :is(p, h2, li, summary, dd)")].filter(
        (text) => text.offsetParent && !text.querySelector("p, li") && !text.closest(".q-listed"));
    const linesOf = (text) => {
        range.selectNodeContents(text);
        const bottoms = [...range.getClientRects()].map(({ bottom }) => bottom).sort((a, b) => a - b);
        const lines = bottoms.filter((bottom, at) => !at || bottom - bottoms[at - 1] > 12).length;
        return text.innerText.length / lines;
    };
    return Math.max(0, ...texts.filter((text) => text.innerText.length > 120).map(linesOf));
}"""
"""About how many characters stand in the fullest line of a longer text."""


def test_no_line_of_a_comparison_is_longer_than_can_be_read(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    longest = [page.evaluate(LONGEST_LINE)]
    for box in ("#q-one-column", "#q-only-changes"):
        page.locator(box).check()
        longest.append(page.evaluate(LONGEST_LINE))
    assert 40 < max(longest) <= 80


def test_a_renumbered_article_shows_both_numbers(page: Page, site: Site) -> None:
    page.goto(site.url + address("2-du-thao-2", "2-du-thao-1"))
    expect(page.locator("#moi-dieu-14 h2 .q-number")).to_have_text("Điều 10 → Điều 14.")


@pytest.mark.parametrize("scripted", ["with", "without"])
def test_texts_that_are_one_lead_to_the_list_of_the_document(
    browser: Browser, site: Site, scripted: str
) -> None:
    with browser.new_context(java_script_enabled=scripted == "with") as context:
        page = context.new_page()
        page.goto(site.url + address("dang-soan", EDITIONS[-1]))
        page.wait_for_url(re.compile(r"/dang-soan/so-sanh/quy-che-hoat-dong/(\?|$)"))
        expect(page.locator(".q-choices li").first).to_contain_text(LABELS("comparison.nothing"))


def test_a_pair_that_is_compared_elsewhere_leads_there(page: Page, site: Site) -> None:
    page.goto(site.url + address("dang-soan", "1"))
    page.wait_for_url(re.compile(re.escape(address(EDITIONS[-1], "1")) + "$"))


def test_a_reader_goes_from_an_article_to_its_history_and_on_to_the_comparison(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.url}2/quy-che/quy-che-hoat-dong/#dieu-14")
    history = page.locator("#dieu-14 ~ .q-about details.q-changes")
    sign = "summary => [getComputedStyle(summary).display, getComputedStyle(summary).listStyleType]"
    assert history.locator("summary").evaluate(sign) == ["list-item", "disclosure-closed"]
    history.locator("summary").click()
    event = history.locator("li").filter(has_text="Khóa II · Dự thảo lần 2")
    expect(event.locator(".q-redline ins").first).to_be_visible()
    expect(history.locator("li").last).to_contain_text("Khóa I")
    event.locator("a").first.click()
    page.wait_for_url(
        re.compile(re.escape(address("2-du-thao-2", "2-du-thao-1")) + "#moi-dieu-14$")
    )
    expect(page.locator("#moi-dieu-14 h2 .q-number")).to_have_text("Điều 10 → Điều 14.")
    expect(page.locator("#moi-dieu-14")).to_be_in_viewport()


def test_from_a_comparison_the_table_and_its_word_file_are_one_step_away(
    page: Page, site: Site
) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    page.get_by_role("link", name=LABELS("table.see")).click()
    page.wait_for_url(re.compile("/bang/$"))
    expect(page.locator("article table").first).to_contain_text("Nội dung thay đổi")
    page.go_back()
    with page.expect_download() as told:
        page.get_by_role("link", name=LABELS("table.word")).click()
    assert Path(told.value.path()).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("start", ["2/so-sanh/", "2/so-sanh/quy-che-hoat-dong/", address("2", "1")])
def test_any_document_in_any_two_editions_can_be_picked(page: Page, site: Site, start: str) -> None:
    page.goto(site.url + start)
    form = page.locator("form.q-pair")
    form.locator("[name=document]").select_option(DOCUMENT)
    form.locator("[name=newer]").select_option("2.1-du-thao-1")
    form.locator("[name=older]").select_option("2-du-thao-1")
    form.get_by_role("button").click()
    page.wait_for_url(re.compile(re.escape(address("2.1-du-thao-1", "2-du-thao-1")) + "$"))


def test_the_picker_knows_which_texts_are_one(page: Page, site: Site) -> None:
    page.goto(f"{site.url}dang-soan/so-sanh/quy-che-hoat-dong/")
    form = page.locator("form.q-pair")
    form.locator("[name=newer]").select_option("dang-soan")
    form.locator("[name=older]").select_option(EDITIONS[-1])
    form.get_by_role("button").click()
    expect(form.get_by_role("status")).to_have_text(LABELS("comparison.nothing"))


def test_an_article_that_never_changed_says_since_when_it_is_there(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION, "2.1-du-thao-1"))
    expect(page.locator("#dieu-6a ~ .q-about .q-changes").first).to_contain_text(
        "Bổ sung ở Khóa II · Sửa đổi lần 1 · Dự thảo lần 1"
    )


def test_a_document_leads_to_what_was_before_it_and_a_draft_to_what_is_in_force(
    page: Page, site: Site
) -> None:
    page.goto(site.page(REGULATION, "2-du-thao-2"))
    actions = page.locator(".q-actions")
    expect(actions.get_by_text("So với Khóa II · Dự thảo lần 1")).to_be_visible()
    actions.get_by_text("So với bản đã ban hành (Khóa I)").click()
    page.wait_for_url(re.compile(re.escape(address("2-du-thao-2", "1")) + "$"))


def test_an_adopted_text_offers_first_what_it_took_the_place_of(site: Site) -> None:
    page = html.fromstring(site.html(REGULATION, "2"))
    ways = page.xpath("//p[@class='q-actions']//a[contains(@href, '/so-sanh/')]")
    assert [way.text_content() for way in ways] == [
        "So với bản có hiệu lực trước đó (Khóa I)",
        "So với Khóa II · Dự thảo lần 2",
        LABELS("comparison.all"),
    ]


def test_the_history_leads_to_the_comparison_of_neighbours(page: Page, site: Site) -> None:
    page.goto(site.page("lich-su.md"))
    event = page.locator(".q-timeline > li").filter(has_text="Khóa II · Dự thảo lần 2").first
    event.get_by_text(LABELS("comparison.see")).last.click()
    page.wait_for_url(re.compile(re.escape(address("2-du-thao-2", "2-du-thao-1")) + "$"))


def test_a_role_is_told_what_an_edition_changed_for_it(page: Page, site: Site) -> None:
    page.goto(site.page("chuc-danh/chu-tich.md", "2-du-thao-2"))
    changes = page.locator("section:has(#thay-doi)")
    expect(changes).to_contain_text("Thêm: điểm c khoản 2 Điều 8")
    changes.get_by_text("điểm c khoản 2 Điều 8").click()
    page.wait_for_url(re.compile("#moi-dieu-8$"))
    expect(page.locator("#moi-dieu-8")).to_be_in_viewport()


def test_a_comparison_lists_whom_it_concerns(page: Page, site: Site) -> None:
    page.goto(site.url + address("2-du-thao-2", "2-du-thao-1"))
    concerned = page.locator(".q-concerned > li").filter(has_text="Chủ tịch Hội").first
    expect(concerned).to_contain_text("Bỏ: Điều 12")


def test_insertions_and_deletions_differ_without_colour_and_are_announced(
    page: Page, site: Site
) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    style = "element => getComputedStyle(element).textDecorationLine"
    says = "element => getComputedStyle(element, '::before').content"
    inserted = page.locator(".q-comparison .q-line.q-amended ins").first
    deleted = page.locator(".q-comparison .q-line.q-amended del").first
    assert (inserted.evaluate(style), deleted.evaluate(style)) == ("underline", "line-through")
    assert (inserted.evaluate(says), deleted.evaluate(says)) == ('"thêm: "', '"bỏ: "')


def test_on_paper_the_tools_are_gone_and_the_changes_are_there(page: Page, site: Site) -> None:
    page.goto(site.url + address("2", "2-du-thao-2"))
    page.emulate_media(media="print")
    expect(page.locator(".q-tools-row")).to_be_hidden()
    expect(page.locator(".q-comparison ins:visible").first).to_be_visible()


def test_the_first_edition_has_nothing_to_be_compared_with(page: Page, site: Site) -> None:
    page.goto(f"{site.url}1/so-sanh/")
    expect(page.locator(".q-none")).to_have_text(LABELS("comparison.first"))
