"""The built site as a reader meets it: on a phone, in the dark, on paper, by keyboard, without scripts."""

import io
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

import organisation
from quyche.corpus.texts import Text
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.pages.registry import OVERVIEWS
from sites import WORK, Site, settings
from visits import visit

DOCS = organisation.documents()
REGULATION = next(text for text in DOCS.texts if text.metadata.kind == "regulation")
PROGRAMME = next(text for text in DOCS.texts if text.metadata.kind == "programme")
DOCUMENTS = [text.path for text in DOCS.texts]
SAMPLES = [text.path for text in DOCS.texts if text.metadata.is_sample]
LABELS = Labels.load("vi")
ENTRY = DOCS.register.of_kind("role")[0].path
MATRIX = "bang-trach-nhiem.md"
PAGES = {
    "home": "index.md",
    "regulation": REGULATION.path,
    "programme": PROGRAMME.path,
    "meeting": DOCS.meetings[0].path,
    "role": ENTRY,
    "body": DOCS.register.of_kind("body")[0].path,
    "matrix": MATRIX,
    **{overview.label: overview.path for overview in OVERVIEWS},
    "remarks": "gop-y/quy-che-hoat-dong.md",
    "all remarks": "gop-y/index.md",
    "guide": "huong-dan/soan-thao.md",
    "about": "gioi-thieu.md",
}
HEADED = {Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.TASK}


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen that may write to the clipboard."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()


# Numbers, permalinks, citations


@pytest.mark.parametrize("text", [REGULATION, PROGRAMME], ids=["regulation", "programme"])
def test_every_provision_shows_its_own_number(page: Page, site: Site, text: Text) -> None:
    page.goto(site.page(text.path))
    shown = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-cite]")].map(
            (provision) => [provision.id, provision.querySelector(".q-number")?.innerText ?? ""]))"""
    )
    assert shown == {anchor: provision.mark for anchor, provision in text.by_anchor.items()}


def test_a_number_stands_beside_its_text(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    misplaced = phone.evaluate(
        """() => [...document.querySelectorAll(".q-clause, .q-point")].filter((provision) => {
            const number = provision.querySelector(":scope > .q-number a").getBoundingClientRect();
            const text = provision.querySelector(":scope > .q-text > p").getBoundingClientRect();
            return number.right > text.left || Math.abs(number.top - text.top) > 6;
        }).map((provision) => provision.id)"""
    )
    assert misplaced == []


def test_the_number_of_an_article_is_its_permalink(page: Page, site: Site) -> None:
    article = next(REGULATION.document.articles())
    page.goto(site.page(REGULATION.path))
    page.click(f"#{article.anchor} .q-number a")
    assert page.url == f"{site.page(REGULATION.path)}#{article.anchor}"
    top = page.locator(f"#{article.anchor}").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top
    assert header
    assert top["y"] >= header["height"]


def _a_point() -> str:
    return next(anchor for anchor, part in REGULATION.by_anchor.items() if part.kind is Kind.POINT)


def test_a_citation_is_copied_with_its_link(page: Page, site: Site) -> None:
    anchor = _a_point()
    page.goto(site.page(REGULATION.path))
    page.hover(f"#{anchor} .q-text p")
    page.get_by_role("button", name="Sao chép trích dẫn").click()
    expect(page.get_by_role("status").filter(has_text="Đã sao chép trích dẫn")).to_be_attached()
    document = f"{REGULATION.metadata.short_title} (bản đang soạn)"
    cited = f"{REGULATION.by_anchor[anchor].address.citation} Dự thảo lần 1 (14/6/2020) sửa đổi {document}"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{cited}\n{site.page(REGULATION.path)}#{anchor}"


def test_the_tools_of_a_provision_are_reached_by_keyboard(page: Page, site: Site) -> None:
    anchor = _a_point()
    page.goto(site.page(REGULATION.path))
    page.focus(f"#{anchor} .q-number a")
    page.keyboard.press("Enter")
    page.locator(".q-tools").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Sao chép trích dẫn"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Đã sao chép liên kết")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/#{anchor}")


def test_a_tap_on_a_phone_offers_the_citation(phone: Page, site: Site) -> None:
    anchor = _a_point()
    phone.goto(site.page(REGULATION.path))
    phone.tap(f"#{anchor} .q-number a")
    expect(phone.locator(".q-tools")).to_contain_text(REGULATION.by_anchor[anchor].address.citation)
    expect(phone.get_by_role("button", name="Sao chép trích dẫn")).to_be_in_viewport()


# Finding one's way


def test_the_contents_list_chapters_and_articles(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    contents = page.get_by_role("navigation", name="Mục lục")
    expect(contents).to_be_visible()
    listed = contents.locator("a").evaluate_all(
        "links => Object.fromEntries(links.map((link) => [link.hash.slice(1), link.innerText]))"
    )
    headed = [part for part in REGULATION.document.walk() if part.kind in HEADED]
    assert listed == {part.anchor: f"{part.mark} {part.heading}".strip() for part in headed}


def test_the_contents_open_on_a_phone(phone: Page, site: Site) -> None:
    article = list(REGULATION.document.articles())[-1]
    phone.goto(site.page(REGULATION.path))
    contents = phone.get_by_role("navigation", name="Mục lục")
    expect(contents).to_be_hidden()
    phone.tap(".md-header .q-to-contents")
    expect(contents).to_be_visible()
    contents.locator(f"a[href='#{article.anchor}']").tap()
    expect(phone.locator(f"#{article.anchor}")).to_be_in_viewport()
    expect(contents).to_be_hidden()


def test_the_navigation_opens_on_a_phone_by_keyboard(phone: Page, site: Site) -> None:
    phone.goto(site.page("index.md"))
    navigation = phone.locator(".md-nav--primary")
    expect(navigation).to_be_hidden()
    phone.focus(".q-to-nav")
    phone.keyboard.press("Enter")
    expect(navigation).to_be_visible()
    phone.keyboard.press("Escape")
    expect(navigation).to_be_hidden()


def test_the_first_tab_skips_to_the_content(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến phần nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "ARTICLE"


def test_ones_own_role_is_chosen_once_and_then_one_tap_from_home(phone: Page, site: Site) -> None:
    """And what changed for it is two: the page begins with the way there."""
    role = DOCS.register.by_id["chu-tich"]
    phone.goto(site.page("index.md", "2"))
    expect(phone.locator(".q-find")).to_be_in_viewport(ratio=1)
    choose = phone.get_by_role("button", name="Chọn chức danh, cơ quan của tôi")
    expect(choose).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("link", name=role.name, exact=True)).to_be_hidden()
    choose.tap()
    phone.get_by_role("link", name=role.name, exact=True).tap()
    expect(phone.locator("h1")).to_have_text(role.name)
    for edition in ("2", "2-du-thao-2"):
        phone.goto(site.page("index.md", edition))
        own = phone.get_by_role("link", name=f"Chức danh của tôi: {role.name}")
        expect(own).to_be_in_viewport(ratio=1)
    own.tap()
    phone.get_by_role("navigation", name="Các mục của trang").get_by_text("Thay đổi").tap()
    expect(
        phone.locator("section", has_text="Thêm: điểm c khoản 2 Điều 8").last
    ).to_be_in_viewport()
    phone.get_by_role("button", name="Bỏ khỏi mục “của tôi”").tap()
    phone.goto(site.page("index.md", "2"))
    expect(choose).to_be_visible()
    assert phone.context.cookies() == []


def test_the_home_page_answers_before_it_tells_what_the_site_is(page: Page, site: Site) -> None:
    page.goto(site.page("index.md", "2"))
    headings = page.locator("article :is(h2, h3)").all_inner_texts()
    expect(page.locator("[data-q-open] a")).to_have_text("Quy chế hoạt động khóa II")
    order = [
        "Chức danh, cơ quan của tôi",
        "Đã ban hành",
        "Thay đổi gần đây",
        "Việc và hội nghị",
        "Giới thiệu",
    ]
    assert [heading for heading in headings if heading in order] == order
    assert page.locator("#ve-trang-nay + p").inner_text()
    page.locator(".q-find").focus()
    page.keyboard.press("Enter")
    assert page.locator("#__search").is_checked()


def test_a_name_in_the_text_leads_to_its_page(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    link = page.locator(".q-text a[href*='co-quan/']").first
    target = urlsplit(link.evaluate("link => link.href")).path.strip("/").removeprefix(f"{WORK}/")
    link.click()
    entry = next(entry for entry in DOCS.register.entries if entry.path == f"{target}.md")
    expect(page.locator("h1")).to_have_text(entry.name)


def test_every_link_of_the_matrix_leads_to_a_provision(page: Page, site: Site) -> None:
    page.goto(site.page(MATRIX))
    links = page.locator(".q-matrix td a").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) > 20
    anchors = {
        site.page(path): set(re.findall(r'id="([^"]+)"', site.html(path))) for path in DOCUMENTS
    }
    assert [
        link for link in links if link.split("#")[1] not in anchors.get(link.split("#")[0], ())
    ] == []


def test_a_cell_of_the_matrix_that_lacks_a_rule_says_so(page: Page, site: Site) -> None:
    page.goto(site.page(MATRIX, edition="2-du-thao-1"))
    cells = page.locator(".q-matrix td.q-missing")
    assert set(cells.all_inner_texts()) == {"chưa quy định"}


def test_what_cites_an_article_is_listed_and_folded_where_it_is_much(
    page: Page, site: Site
) -> None:
    page.goto(site.page(REGULATION.path))
    folded = page.locator("details.q-cited").first
    expect(folded.locator("a").first).to_be_hidden()
    folded.locator("summary").click()
    links = folded.locator("a")
    expect(links.first).to_be_visible()
    said = re.search(r"\d+", folded.locator("summary").inner_text())
    assert said
    assert links.count() == int(said.group()) > 6


@pytest.mark.parametrize("path", [*PAGES.values(), *DOCUMENTS])
def test_no_page_shows_how_it_was_written(site: Site, path: str) -> None:
    article = site.html(path).partition("<article")[2].partition("</article>")[0]
    assert not re.search(r"[\ue000-\uf8ff]|\[&quot;|\[\"", article)


# Search


def _search(page: Page, query: str) -> None:
    """Paste the query, as a phone does without any key."""
    field = page.get_by_role("searchbox")
    field.click()
    field.fill(query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("quy che", "quy chế"),
        ("QUY CHẾ", "quy chế"),
        ("uy vien", "ủy viên"),
        ("Uỷ viên", "ủy viên"),
        ("doi gio", "Đồi Gió"),
        (unicodedata.normalize("NFD", "kỷ luật"), "kỷ luật"),
    ],
    ids=["unaccented", "capitals", "uy", "tone placement", "d", "decomposed"],
)
def test_search_finds_vietnamese_as_people_type_it(
    page: Page, site: Site, query: str, found: str
) -> None:
    page.goto(site.page("index.md"))
    _search(page, query)
    expect(page.locator("[data-q-results] mark").first).to_have_text(
        re.compile(f"^{found}$", re.IGNORECASE)
    )


@pytest.mark.parametrize("width", [390, 1440])
def test_a_click_opens_the_search_and_shows_what_it_finds(
    page: Page, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.page("index.md"))
    opener = page.locator(".md-header .q-to-search").first
    if opener.is_visible():
        opener.click()
    field = page.get_by_role("searchbox")
    field.click()
    field.press_sequentially("uy vien")
    expect(page.locator("[data-q-results] a").first).to_be_visible()
    expect(page.locator("[data-q-results] a").first).to_be_in_viewport()


@pytest.mark.parametrize("query", ["dieu 5", "Điều 5"])
def test_search_finds_an_article_by_its_number_first(page: Page, site: Site, query: str) -> None:
    page.goto(site.page("index.md"))
    _search(page, query)
    first = page.locator("[data-q-results] .q-found-title").first
    expect(first).to_have_text(re.compile(r"^Điều 5\. "))


def test_search_prefers_the_marks_that_were_typed(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    for query, other in (("họp", "hợp"), ("hợp", "họp")):
        _search(page, query)
        marks = page.locator("[data-q-results] mark")
        expect(marks.filter(has_text=re.compile(f"^{query}$", re.IGNORECASE)).first).to_be_visible()
        assert other not in {mark.lower() for mark in marks.all_inner_texts()}


def test_search_says_when_it_finds_nothing(page: Page, site: Site) -> None:
    page.goto(site.page("index.md"))
    _search(page, "zzz")
    expect(page.locator(".md-search-result__meta")).to_have_text("Không tìm thấy nội dung phù hợp")


# What a reader may rely on


@pytest.mark.parametrize("path", SAMPLES)
def test_each_sample_document_says_that_it_is_no_official_text(
    page: Page, site: Site, path: str
) -> None:
    page.goto(site.page(path))
    notice = page.get_by_text("Văn bản ví dụ, không phải văn bản chính thức.")
    expect(notice).to_be_visible()
    page.emulate_media(media="print")
    expect(notice).to_be_visible()
    assert (
        "không phải văn bản chính thức"
        in re.findall(r"@bottom-center\{content:(.+?)\}", site.html(path))[0]
    )


def test_the_head_of_a_draft_says_who_issues_it_and_that_it_is_a_draft(
    page: Page, site: Site
) -> None:
    draft = next(text for text in DOCS.texts if text.metadata.status == "draft")
    page.goto(site.page(draft.path))
    head = page.locator(".q-head")
    expect(head).not_to_contain_text("Đảng")  # a club
    expect(head).to_contain_text(DOCS.register.by_id[draft.metadata.issuer].name)
    expect(page.locator(".q-state").first).to_contain_text("chưa có hiệu lực")


OTHER_PAGES = [
    "2/so-sanh/quy-che-hoat-dong/1/",
    "2/so-sanh/quy-che-hoat-dong/1/bang/",
    "2/so-sanh/chuong-trinh-toan-khoa/2-du-thao-1/",
    "2/so-sanh/quy-che-hoat-dong/",
    "2/so-sanh/",
    "2/404.html",
]


def test_no_kind_of_page_scrolls_sideways_on_a_phone_or_twice_as_large(
    phone: Page, site: Site
) -> None:
    wide = []
    for address in [*(site.page(path) for path in PAGES.values()), *(site.url + one for one in OTHER_PAGES)]:  # fmt: skip
        phone.goto(address)
        for width in (720, 390, 320):
            phone.set_viewport_size({"width": width, "height": 800})
            if phone.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    assert wide == []


def test_text_on_a_phone_is_large_and_its_lines_stand_apart(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    size, leading, chapter = phone.evaluate(
        """() => {
            const style = (selector) => getComputedStyle(document.querySelector(selector));
            const ratio = (one) => parseFloat(one.lineHeight) / parseFloat(one.fontSize);
            const text = style(".q-text p");
            return [parseFloat(text.fontSize), ratio(text), ratio(style(".q-chapter > h2"))];
        }"""
    )
    assert size >= 17
    assert leading >= 1.6
    assert chapter >= 1.6, "capitals carry two marks: Ế, Ộ, Ữ"


def test_our_own_fonts_have_every_vietnamese_letter(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    letters = "ăâđêôơưỳỷỹỵ" + "".join(map(chr, range(0x1EA0, 0x1EF2)))
    for font in ("400 17px 'Source Serif 4'", "400 14px 'Be Vietnam Pro'"):
        loaded = page.evaluate(
            "([font, letters]) => document.fonts.load(font, letters).then((faces) => faces.length)",
            [font, letters],
        )
        assert loaded >= 1, font


def test_on_paper_there_is_the_text_with_its_numbers_and_nothing_else(
    page: Page, site: Site
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site.page(REGULATION.path))
    for selector in (".md-header", ".md-sidebar", ".md-footer", ".q-about", ".q-actions"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".q-head")).to_be_visible()
    expect(page.locator(".q-state").first).to_be_visible()
    mark = "getComputedStyle(document.querySelector('.q-number a'), '::before').display"
    assert page.evaluate(mark) == "none"
    expect(page.locator(f"#{_a_point()} .q-number")).to_be_visible()
    colours = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".q-text p")).color,
                  getComputedStyle(document.body).backgroundColor]"""
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (DOCS.meetings[0].path, ["Tải hồ sơ (ZIP)", "Văn bản ở phiên bản này"]),
        ("co-quan/van-phong.md", ["Đưa vào lịch (iCalendar)", "kết luận đã thực hiện"]),
        ("gop-y/quy-che-hoat-dong.md", ["Xem thay đổi"]),
    ],
)
def test_paper_has_no_closed_fold_and_no_words_that_only_lead_on(
    page: Page, site: Site, path: str, words: list[str]
) -> None:
    page.goto(site.page(path))
    for word in words:
        expect(page.get_by_text(word).first).to_be_visible()
    page.emulate_media(media="print")
    for word in words:
        for shown in page.get_by_text(word).all():
            expect(shown).to_be_hidden()


def test_on_paper_the_places_of_a_remark_are_kept(page: Page, site: Site) -> None:
    page.goto(site.page("gop-y/quy-che-hoat-dong.md"))
    page.emulate_media(media="print")
    expect(page.locator(".q-where > a").first).to_be_visible()


@pytest.mark.parametrize("selector", [".q-notice", ".q-tasks"])
def test_on_paper_a_line_at_the_right_is_inside_of_the_sheet(
    page: Page, site: Site, selector: str
) -> None:
    page.goto(site.page(PROGRAMME.path))
    page.emulate_media(media="print")
    inside = page.evaluate(
        """selector => document.querySelector(".md-content").getBoundingClientRect().right
            - document.querySelector(selector).getBoundingClientRect().right""",
        selector,
    )
    assert inside >= 1


def test_without_scripts_text_numbers_and_links_are_there_and_nothing_that_needs_them(
    browser: Browser, site: Site
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.page(REGULATION.path))
        expect(page.locator(f"#{_a_point()} .q-number")).to_be_visible()
        expect(page.get_by_role("searchbox")).to_be_hidden()
        expect(page.get_by_text("In văn bản")).to_be_hidden()
        expect(page.get_by_role("link", name="Sửa văn bản này")).to_be_visible()
        page.locator(".q-text a[href*='co-quan/']").first.click()
        expect(page.locator(".q-shown").first).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(site.page("index.md", "2"))
        expect(page.locator("#q-choices a").first).to_be_in_viewport()
        expect(page.locator(".q-find, .q-own > button").first).to_be_hidden()
        notice = page.locator("p.q-later").bounding_box()
        assert notice
        assert notice["x"] >= 16


def test_nothing_is_asked_of_other_sites_and_no_cookie_is_set(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, site.page(REGULATION.path))
    assert [url for url in asked if not url.startswith(site.url)] == []
    assert page.context.cookies() == []
    assert not any("tim-kiem" in url for url in asked), "the index waits for a query"


def test_every_page_that_shows_or_sums_up_a_sample_says_so(site: Site) -> None:
    said = (LABELS("document.sample_short"), LABELS("document.sample_page"))
    own = re.compile(r"404\.html$|/huong-dan/|/gioi-thieu/|/kiem-tra-ban-sao/")
    pages = {str(path.relative_to(site.folder)): path for path in site.folder.rglob("*.html")}
    texts = {name: path.read_text("utf-8") for name, path in pages.items() if not own.search(name)}
    whole = {name: text for name, text in texts.items() if 'id="q-content"' in text}
    kinds = {"2/index.html", "2/lich-su/index.html", "2/so-sanh/index.html"}
    assert kinds <= whole.keys()
    assert [name for name, text in whole.items() if not any(map(text.count, said))] == []


def test_comparisons_of_a_document_have_titles_of_their_own(site: Site) -> None:
    pages = (site.folder / "2" / "so-sanh" / "quy-che-hoat-dong").glob("*/index.html")
    titles = [re.findall("<title>(.*?)</title>", page.read_text("utf-8"))[0] for page in pages]
    assert len(titles) == len(set(titles)) == 3


def test_every_page_of_an_edition_has_a_title_and_a_description_of_its_own(site: Site) -> None:
    edition = site.folder / "2"
    texts = {path: path.read_text("utf-8") for path in edition.rglob("*.html")}
    pages = {path: html.fromstring(text) for path, text in texts.items() if "q-content" in text}
    assert len(pages) > 30
    titles = {path: str(page.findtext(".//title")) for path, page in pages.items()}
    told = {path: page.xpath("string(//meta[@name='description']/@content)") for path, page in pages.items()}  # fmt: skip
    for said in (titles, told):
        assert len(set(said.values())) == len(said), Counter(said.values()).most_common(3)
        assert all(said.values())
    assert [path for path, title in titles.items() if " - " not in title] == []


def test_nothing_that_is_typed_into_a_document_runs(browser: Browser, tmp_path: Path) -> None:
    hostile = "</title></h1><script>document.body.dataset.owned = 1</script><img src=x onerror=x>"
    document = tmp_path / "docs" / "quy-che" / "van-ban.md"
    document.parent.mkdir(parents=True)
    keys = ("title", "short_title", "number", "term", "replaces", "issuer")
    front = "".join(f"{key}: '{hostile}'\n" for key in keys)
    adopted = "kind: regulation\nstatus: adopted\nadopted: 2021-01-18\neffective: 2021-01-18\n"
    body = f"# {hostile}\n\n## Chương I. {hostile}\n\n### Điều 1. {hostile}\n\n1. {hostile}\n"
    document.write_text(f"---\n{adopted}{front}---\n{body}", "utf-8")
    (tmp_path / "docs" / "index.md").write_text(f"# {hostile}\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings(), "utf-8")
    site = str(tmp_path / "site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    with browser.new_context() as context:
        page = context.new_page()
        for path in ("index.html", "quy-che/van-ban/index.html"):
            page.goto((tmp_path / "site" / path).as_uri())
            expect(page.locator("h1")).to_contain_text("<script>")
            assert page.evaluate("document.body.dataset.owned") is None
            assert page.locator("[onerror]").count() == 0


ENDING = """<hr class="q-end"><div class="q-ending"><p class="q-received">Nơi nhận:</p>
<p class="q-signed q-office">OFFICE</p><p class="q-signed">SIGNER</p></div>"""


def test_on_paper_who_signs_stands_below_words_of_the_text_wherever_a_sheet_ends(
    page: Page, site: Site
) -> None:
    page.goto(site.page(REGULATION.path))
    page.evaluate(
        """(ending) => {
            document.querySelector(".q-past")?.remove();
            const text = document.querySelector(".q-document");
            [...text.querySelectorAll(":scope > section")].slice(0, -1).forEach((part) => part.remove());
            text.querySelectorAll(":scope > section ~ *").forEach((after) => after.remove());
            const article = [...text.querySelectorAll(".q-clause")].at(-1).closest("section");
            while (article.nextElementSibling) article.nextElementSibling.remove();
            // Three lines cannot be parted: no line of a text stands alone, either.
            for (const words of article.querySelectorAll(".q-text > p")) words.append(" gió".repeat(50));
            for (let at = 0; at < 16; at += 1) article.append(article.querySelector(".q-clause").cloneNode(true));
            [...text.querySelectorAll("section :is(.q-text > p, section > p)")].at(-1).append(" FINIS");
            text.insertAdjacentHTML("beforeend", ending);
        }""",
        ENDING,
    )
    for height in range(120, 960, 240):
        page.evaluate(
            "(height) => (document.querySelector('.q-head').style.height = `${height}px`)", height
        )
        sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        (signed,) = [said for said in (one.extract_text() for one in sheets) if "SIGNER" in said]
        assert "OFFICE" in signed
        assert "FINIS" in signed, height
