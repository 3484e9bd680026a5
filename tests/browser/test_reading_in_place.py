"""What a reader has at hand beside a text: previews in place, the way by a number, how pages look."""

from playwright.sync_api import Locator, Page, expect

import organisation
from quyche.labels import Labels
from quyche.language.kinds import Kind
from sites import Site
from visits import rest

DOCS = organisation.documents()
REGULATION = next(text for text in DOCS.texts if text.metadata.kind == "regulation")
LABELS = Labels.load("vi")
POINT = next(
    part
    for part in REGULATION.document.walk()
    if part.kind is Kind.POINT and part.anchor.count("-") == 5  # in a clause of an article
)
CITING = ".q-document .q-text a[href^='#']:not(.q-number a)"
NAME = ".q-document .q-text a[href*='co-quan/']"


def cited_by(link: Locator) -> str:
    """What the provision is called that a link leads to."""
    name = "link => document.getElementById(decodeURIComponent(link.hash.slice(1))).dataset.cite"
    return str(link.evaluate(name))


def test_a_citation_shows_its_provision_to_a_mouse_and_to_a_keyboard(
    page: Page, site: Site
) -> None:
    page.goto(site.page(REGULATION.path))
    link = page.locator(CITING).first
    link.scroll_into_view_if_needed()
    height = page.evaluate("scrollY")
    link.hover()
    card = page.get_by_role("dialog", name=LABELS("preview.name", place=cited_by(link)))
    expect(card).to_be_visible()
    assert card.locator("[id]:not(#q-card-text), [data-cite], .q-about").count() == 0
    card.hover()
    rest(page, 400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "q-card-text")
    expect(page.locator(".q-card")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    assert page.evaluate("scrollY") == height


def test_a_finger_on_a_name_sees_who_it_is_and_stays(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    link = phone.locator(NAME).first
    target = link.evaluate("link => link.href")
    entry = next(entry for entry in DOCS.register.entries if entry.path[:-3] in target)
    assert "none" in link.evaluate("link => getComputedStyle(link).textDecorationLine")
    link.tap()
    card = phone.get_by_role("dialog", name=LABELS("preview.name", place=entry.name))
    expect(card).to_be_in_viewport()
    expect(card).to_be_focused()
    assert phone.url == site.page(REGULATION.path)
    phone.locator(".q-text > p").last.tap(force=True)
    expect(card).to_be_hidden()
    expect(phone.locator(".q-tools")).to_be_hidden()
    link.tap()
    with phone.expect_navigation():
        card.get_by_role("link").tap()
    assert phone.url == target


def test_where_nothing_can_be_fetched_links_are_links(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    link = phone.locator(NAME).first
    target = link.evaluate("link => link.href")
    phone.route("**/reading-tools.js", lambda route: route.abort())
    with phone.expect_navigation():
        link.tap()
    assert phone.url == target


def test_a_number_is_the_button_of_its_tools(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    cited = POINT.address.citation
    name = f"{POINT.mark} {LABELS('provision.tools_of', place=cited)}"
    handle = page.get_by_role("button", name=name, exact=True)
    box = handle.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24  # pixels of a target
    for key in ("Enter", "Space"):
        expect(handle).to_have_attribute("aria-expanded", "false")
        handle.press(key)
        expect(handle).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(handle).to_be_focused()
    assert page.url.endswith(f"#{POINT.anchor}")


def test_one_goes_to_a_provision_by_its_number(phone: Page, site: Site) -> None:
    phone.goto(site.page(REGULATION.path))
    point, clause, article = (part.partition(" ")[2] for part in _parts(POINT.address.citation))
    typed = f"{article}.{clause}.{point}"
    phone.tap(".md-header .q-to-contents")
    field = phone.get_by_label(LABELS("going.field"))
    field.fill("điều 999")
    contents = phone.get_by_role("navigation", name="Mục lục")
    expect(contents).to_contain_text(LABELS("going.nothing"))
    field.fill(typed)
    expect(contents).to_contain_text(LABELS("going.here", place=POINT.address.citation))
    expect(contents.locator("a:visible").last).to_have_attribute("href", f"#dieu-{article}")
    field.press("Enter")
    assert phone.url.endswith(f"#{POINT.anchor}")
    expect(phone.locator(f"#{POINT.anchor}")).to_be_in_viewport()
    expect(contents).to_be_hidden()
    phone.tap(".md-header .q-to-contents")
    last = list(REGULATION.document.articles())[-1]
    field.fill(last.heading)
    expect(contents.locator(f"a[href='#{last.anchor}']")).to_be_visible()
    field.fill("")
    assert contents.locator("li[hidden]").count() == 0


def _parts(citation: str) -> list[str]:
    """`điểm a khoản 1 Điều 5` in its steps."""
    words = citation.split(" ")
    return [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]


def test_how_pages_look_stays_and_holds_before_anything_is_painted(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION.path))
    page.get_by_role("button", name=LABELS("look.name")).first.click()
    panel = page.get_by_role("dialog", name=LABELS("look.name"))
    for choice in ("size.xxl", "font.sans", "width.wide", "scheme.paper"):
        panel.get_by_label(LABELS(f"look.{choice}"), exact=True).check()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site.page("index.md"))
    found = page.evaluate(
        """() => [getComputedStyle(document.documentElement).fontSize, document.body.scrollWidth,
            getComputedStyle(document.body).fontFamily.split(",")[0],
            document.documentElement.dataset.qScheme]"""
    )
    assert found == ["24px", 320, '"Be Vietnam Pro"', "paper"]
    page.goto(site.page(REGULATION.path))
    assert page.evaluate("document.documentElement.scrollWidth") == 320  # pixels
    page.locator(".q-actions [data-q-look]").click()
    panel.get_by_role("button", name=LABELS("look.reset")).click()
    assert page.evaluate("localStorage.length") == 0
