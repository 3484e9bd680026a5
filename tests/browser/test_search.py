"""What our scripts do instead of the theme's: search, light and dark, the marked entry of the contents."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

import organisation as sample
import small_editions
from publishing_helpers import Project
from sites import Site, served, weights
from visits import settled, visit

REGULATION = sample.documents().by_path[sample.REGULATION]
ARTICLES = [article.anchor for article in REGULATION.document.articles()]
CURRENT = ".md-nav--secondary [aria-current]"
LINKS = "[data-q-results] a"
STATUS = ".md-search [role=status]"


@pytest.fixture(scope="module", name="published")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two small editions: only the older speaks of "nghiêng", only the newer of "thuyền"."""
    folder = small_editions.published(tmp_path_factory)
    with served(folder) as url:
        yield Site(folder, url)


def click(page: Page, selector: str) -> None:
    """Click as a hand does; Playwright scrolls first, even to what stands in the fixed header."""
    place = page.locator(selector).bounding_box()
    assert place
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)


# What a page costs


def test_a_first_view_of_a_regulation_weighs_at_most_50_kb(
    page: Page, published: Site, site: Site
) -> None:
    """Also of one as long as those of a province are: it is what weighs most of all that is asked for."""
    for folder, address in (
        (site.folder, site.page(REGULATION.path)),
        (published.folder, f"{published.url}17/quy-che/van-ban-dai/"),
    ):
        found = weights(page, folder, address)
        assert len(found) > 3
        assert sum(found.values()) <= 50_000, found
    assert found["17/quy-che/van-ban-dai/index.html"] >= 21_500


def test_nothing_is_fetched_for_search_before_somebody_wants_it(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(Path(urlsplit(request.url).path).name))
    visit(page, site.page("index.md"))
    wanted = ["searching.js", "searching.css", "search.js", "tim-kiem.json"]
    assert not set(wanted) & set(asked)
    with settled(page):
        page.get_by_role("searchbox").click()
        page.wait_for_selector("link[href$='searching.css']", state="attached")
    assert [name for name in asked if name in wanted] == wanted[:2], "no index before a query"
    page.keyboard.type("quy che")
    expect(page.locator(LINKS).first).to_be_visible()
    assert [name for name in asked if name in wanted] == wanted, "each of them once"


def test_no_script_stands_in_a_page(site: Site) -> None:
    html = site.html(REGULATION.path)
    assert (
        re.findall(
            r"<script(?! src=)(?! id=\"[\w-]+\" type=\"application/(?:ld\+)?json\")[^>]*>", html
        )
        == []
    )


# Search


def test_search_by_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    field = page.get_by_role("searchbox")
    for _ in range(6):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("quy che")
    expect(page.locator(LINKS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(LINKS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Backspace")
    expect(field).to_have_value("quy ch")
    page.keyboard.press("Escape")
    expect(page.locator(LINKS).first).to_be_hidden()
    expect(field).not_to_be_focused()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("dieu 7")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.page(REGULATION.path)}#dieu-7")
    expect(page.locator("#dieu-7")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    place = page.locator("#dieu-7").bounding_box()
    assert header
    assert place
    assert place["y"] >= header["y"] + header["height"]
    expect(page.locator(LINKS).first).to_be_hidden()


def test_a_slash_or_control_k_opens_the_search_and_a_query_has_an_address(
    page: Page, site: Site
) -> None:
    page.goto(site.page("index.md"))
    field = page.get_by_role("searchbox")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("a/b")
    page.keyboard.press("Escape")
    page.locator("#q-content").focus()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q-content")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("dieu 7")
    expect(page.locator(LINKS).first).to_contain_text("Điều 7.")
    shared = page.url
    page.keyboard.press("Escape")
    assert "q=" not in page.url
    page.goto(site.page(REGULATION.path))
    page.goto(shared)
    expect(page.locator(LINKS).first).to_contain_text("Điều 7.")


def test_typing_a_query_does_not_move_the_page(page: Page, site: Site) -> None:
    page.goto(f"{site.page(REGULATION.path)}#dieu-7")
    before = page.evaluate("scrollY")
    click(page, ".md-search__input")
    page.keyboard.type("quy che")
    expect(page.locator(LINKS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == before


def test_what_an_input_method_is_putting_together_is_a_query(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    page.get_by_role("searchbox").click()
    method = page.context.new_cdp_session(page)
    method.send(
        "Input.imeSetComposition", {"text": "kỷ luật", "selectionStart": 7, "selectionEnd": 7}
    )
    expect(page.locator(f"{LINKS} mark").first).to_have_text(re.compile("kỷ luật", re.IGNORECASE))


def test_how_much_was_found_is_announced_and_more_is_shown_when_asked_for(
    page: Page, site: Site
) -> None:
    page.goto(site.page("index.md"))
    page.get_by_role("searchbox").fill("quy che")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^Tìm thấy \d+ nơi, còn nữa$"))
    links = page.locator(LINKS)
    before = links.count()
    page.get_by_role("button", name="Xem thêm kết quả").click()
    expect(links.nth(before)).to_be_attached()
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(addresses) == len(set(addresses)), "no place twice"


def test_what_no_place_has_whole_is_found_by_its_rarest_words_and_says_what_it_lacks(
    page: Page, site: Site
) -> None:
    clause = next(one for one in REGULATION.by_anchor.values() if len(one.text.split()) > 16)
    page.goto(site.page("index.md"))
    field, first = page.get_by_role("searchbox"), page.locator(LINKS).first
    field.fill(f"{' '.join(clause.text.split()[:20])} kxqz")
    expect(page.locator(STATUS)).to_have_text(re.compile("^Không nơi nào có đủ các từ; .* nơi"))
    expect(first).to_have_attribute("href", re.compile(f"#{clause.anchor}$"))
    expect(first.locator(".q-found-lacks")).to_have_text("Thiếu: kxqz")
    field.fill("kxqz " * 100)
    expect(page.locator(STATUS)).to_contain_text("Chỉ tìm theo 400 chữ cái đầu.")


def test_provisions_cited_together_are_found_in_their_order(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    page.get_by_role("searchbox").fill("điều 7, điều 99 và 5")
    expect(page.locator(STATUS)).to_contain_text("Không có: điều 99.")
    found = [str(link.get_attribute("href")) for link in page.locator(LINKS).all()]
    assert [href.split("#")[1] for href in found[:2]] == ["dieu-7", "dieu-5"]


def test_search_that_cannot_load_says_so_and_tries_again(page: Page, site: Site) -> None:
    page.context.route("**/tim-kiem.json", lambda route: route.abort())
    page.goto(site.page("index.md"))
    field = page.get_by_role("searchbox")
    field.fill("quy")
    expect(page.locator(STATUS)).to_have_text(re.compile("^Không tải được"))
    page.context.unroute("**/tim-kiem.json")
    field.fill("quy che")
    expect(page.locator(LINKS).first).to_be_visible()


def test_on_a_phone_the_search_takes_the_screen_and_gives_it_back(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    phone.tap(".q-to-search")
    field = phone.get_by_role("searchbox")
    expect(field).to_be_focused()
    panel = phone.locator(".md-search").bounding_box()
    assert panel == {"x": 0, "y": 0, "width": 390, "height": 844}
    phone.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(phone.locator(".q-to-search")).to_be_focused()
    phone.tap(".q-to-search")
    field.fill("dieu 16")
    phone.locator(LINKS, has_text="Điều 16.").first.tap()
    expect(phone.locator("#dieu-16")).to_be_in_viewport()
    expect(field).to_be_hidden()


@pytest.mark.parametrize("path", ["", "quy-che/van-ban/"], ids=["home", "document"])
@pytest.mark.parametrize(("edition", "words"), [("16", "nghieng"), ("17", "thuyen")])
def test_an_edition_is_searched_by_itself(
    page: Page, published: Site, path: str, edition: str, words: str
) -> None:
    page.goto(f"{published.url}{edition}/{path}")
    field = page.get_by_role("searchbox")
    other = {"16": "17", "17": "16"}[edition]
    field.fill({"16": "thuyen", "17": "nghieng"}[edition])
    expect(page.locator(STATUS)).to_contain_text("Không có ở phiên bản này; chỉ có trong ")
    (elsewhere,) = page.locator(LINKS).all()
    assert urlsplit(str(elsewhere.get_attribute("href"))).path == f"/{other}/quy-che/van-ban/"
    field.fill(words)
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 1 nơi")
    page.locator(LINKS).click()
    page.wait_for_url(f"{published.url}{edition}/quy-che/van-ban/#dieu-1-khoan-1")
    expect(page.locator(":target")).to_contain_text(words[:1])


def test_all_editions_are_searched_where_somebody_asks_for_it(page: Page, published: Site) -> None:
    page.goto(f"{published.url}17/")
    field, links = page.get_by_role("searchbox"), page.locator(LINKS)
    field.fill("noi ve")
    expect(links).to_have_count(1)
    page.get_by_label("Tìm trong").select_option("mọi phiên bản")
    expect(links).to_have_count(2)
    assert {
        urlsplit(str(link.get_attribute("href"))).path.split("/")[1] for link in links.all()
    } == {
        "16",
        "17",
    }
    shared = page.url
    page.goto(f"{published.url}17/quy-che/van-ban/")
    page.goto(shared)
    expect(page.get_by_label("Tìm trong")).to_have_value("all")
    expect(links).to_have_count(2)


def test_editions_that_cannot_be_searched_are_told(page: Page, published: Site) -> None:
    page.context.route("**/16/tim-kiem.json", lambda route: route.abort())
    page.goto(f"{published.url}17/")
    page.get_by_role("searchbox").fill("noi ve")
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 1 nơi")
    page.get_by_label("Tìm trong").select_option("mọi phiên bản")
    expect(page.locator(STATUS)).to_contain_text("Chưa tìm được trong một số phiên bản khác.")


def test_an_edition_that_a_query_names_is_searched(page: Page, published: Site) -> None:
    page.goto(f"{published.url}17/")
    page.get_by_role("searchbox").fill("điều 1 khoản 1 bản 16")
    expect(page.locator(LINKS).first).to_be_visible()
    found = {str(link.get_attribute("href")) for link in page.locator(LINKS).all()}
    assert f"{published.url}16/quy-che/van-ban/#dieu-1-khoan-1" in found
    assert all(href.startswith(f"{published.url}16/") for href in found)


def test_results_are_narrowed_to_a_document_and_to_whom_they_govern(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    field, links = page.get_by_role("searchbox"), page.locator(LINKS)
    field.fill("hội")
    expect(links.first).to_be_visible()
    page.get_by_text("Lọc", exact=True).click()
    page.get_by_label("Loại").select_option("Quy chế, quy định")
    expect(page.locator("[data-q-results] .q-found-place").first).to_contain_text("Quy chế")
    assert all("/quy-che/" in str(link.get_attribute("href")) for link in links.all())
    everything = links.count()
    governs = page.get_by_label("Quy định về")
    governs.select_option(index=2)
    expect(links).not_to_have_count(everything)
    narrowed = links.count()
    assert narrowed < everything
    shared, whom = page.url, governs.input_value()
    links.first.click()
    page.wait_for_url("**/quy-che/**")
    page.go_back()
    expect(links).to_have_count(narrowed)
    assert page.url == shared
    page.goto(site.page(REGULATION.path))
    page.goto(shared)
    expect(field).to_have_value("hội")
    expect(page.get_by_label("Loại")).to_have_value("regulation")
    expect(governs).to_have_value(whom)
    expect(links).to_have_count(narrowed)


def test_a_site_that_stands_alone_is_searched_too(
    page: Page, organisation: Project, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", tmp_path],
        cwd=organisation.folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=True,
    )
    with served(tmp_path) as url:
        page.goto(url + REGULATION.path.removesuffix(".md"))
        page.get_by_role("searchbox").fill("dieu 7")
        page.locator(LINKS, has_text="Điều 7.").first.click()
        page.wait_for_url(f"{url}{REGULATION.path.removesuffix('.md')}/#dieu-7")


def test_what_was_found_is_never_read_as_html(page: Page, published: Site) -> None:
    page.goto(f"{published.url}17/")
    page.get_by_role("searchbox").fill("onerror")
    expect(page.locator(LINKS).last).to_contain_text(small_editions.HOSTILE)
    assert page.locator(f"{LINKS} img").count() == 0
    assert page.evaluate("document.body.dataset.owned") is None


# Light and dark


_WHEN_BODY_BEGINS = """
    new MutationObserver((_, observer) => {
        if (!document.body) return;
        window.schemeAtFirst = document.documentElement.dataset.qScheme;
        observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
"""


def test_the_choice_of_dark_holds_from_the_first_paint_and_in_every_edition(
    page: Page, published: Site
) -> None:
    page.add_init_script(_WHEN_BODY_BEGINS)
    page.goto(f"{published.url}16/")
    assert page.evaluate("schemeAtFirst") == "light"
    button = page.get_by_role("button", name="Nền tối")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    for address in ("16/", "17/quy-che/van-ban/"):
        page.goto(published.url + address)
        assert page.evaluate("schemeAtFirst") == "dark", "before there is anything to paint"
        expect(button).to_have_attribute("aria-pressed", "true")


def test_the_page_follows_the_device_unless_it_was_told_otherwise(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    root = page.locator("html")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-q-scheme", "dark")
    page.get_by_role("button", name="Nền tối").press("Enter")
    expect(root).to_have_attribute("data-q-scheme", "light")
    page.reload()
    expect(root).to_have_attribute("data-q-scheme", "light")
    page.get_by_role("button", name="Nền tối").click()
    page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-q-scheme", "light")


# The contents


@pytest.mark.parametrize("height", [500, 1000, 2400])
def test_a_link_to_an_article_marks_its_entry(page: Page, site: Site, height: int) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(f"{site.page(REGULATION.path)}#dieu-7")
    expect(page.locator(CURRENT)).to_have_text(re.compile(r"^Điều 7\."))
    for anchor in ARTICLES:
        page.evaluate("anchor => { location.hash = anchor; }", anchor)
        expect(page.locator(CURRENT)).to_have_attribute("href", f"#{anchor}")


def test_a_link_to_a_clause_marks_its_article(page: Page, site: Site) -> None:
    clause = [anchor for anchor in REGULATION.by_anchor if "-khoan-" in anchor][-1]
    page.goto(f"{site.page(REGULATION.path)}#{clause}")
    expect(page.locator(CURRENT)).to_have_attribute("href", f"#{clause.split('-khoan-')[0]}")


def test_the_marked_entry_follows_scrolling_in_sight_and_without_moving_the_page(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.page(REGULATION.path)}#dieu-7")
    for anchor in (ARTICLES[-5], ARTICLES[3], ARTICLES[10]):
        wanted = page.evaluate(
            """anchor => {
                const heading = document.getElementById(anchor).getBoundingClientRect();
                const header = document.querySelector(".md-header").getBoundingClientRect();
                const wanted = Math.round(scrollY + heading.top - header.bottom + 60);
                scrollTo(0, wanted);
                return wanted;
            }""",
            anchor,
        )
        entry = page.locator(CURRENT)
        expect(entry).to_have_attribute("href", f"#{anchor}")
        expect(entry).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") == wanted
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(CURRENT)).to_have_count(0)


def test_the_contents_on_a_phone_open_at_the_marked_entry(phone: Page, site: Site) -> None:
    phone.goto(f"{site.page(REGULATION.path)}#{ARTICLES[-3]}")
    click(phone, ".md-header .q-to-contents")
    expect(phone.locator(CURRENT)).to_be_focused()
    expect(phone.locator(CURRENT)).to_have_attribute("href", f"#{ARTICLES[-3]}")
    expect(phone.locator(CURRENT)).to_be_in_viewport(ratio=1)
    phone.keyboard.press("Escape")
    expect(phone.locator(CURRENT)).to_be_hidden()
    expect(phone.locator(".md-header .q-to-contents")).to_be_focused()
