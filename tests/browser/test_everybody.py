"""Pages for everybody: rules of accessibility, a walk by keyboard and by screen reader, and what a first view costs."""

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import organisation
from sites import WORK, Site
from visits import visit

AXE = Path(axe_playwright_python.__path__[0], "axe.min.js").read_text("utf-8")
REGULATION = "quy-che/quy-che-hoat-dong/"
KINDS = {
    "home": f"{WORK}/",
    "regulation": f"{WORK}/{REGULATION}",
    "programme": f"{WORK}/chuong-trinh/chuong-trinh-toan-khoa/",
    "body": f"{WORK}/co-quan/van-phong/",
    "role": f"{WORK}/chuc-danh/chu-tich/",
    "tree": f"{WORK}/so-do-to-chuc/",
    "matrix": f"{WORK}/bang-trach-nhiem/",
    "meetings": f"{WORK}/hoi-nghi/",
    "meeting": f"{WORK}/{organisation.documents().meetings[0].path.removesuffix('.md')}/",
    "remarks": f"{WORK}/gop-y/quy-che-hoat-dong/",
    "comparisons": "2/so-sanh/",
    "comparison": f"2/so-sanh/{REGULATION.partition('/')[2]}1/",
    "comparison table": f"2/so-sanh/{REGULATION.partition('/')[2]}1/bang/",
    "history": f"{WORK}/lich-su/",
    "agenda": f"{WORK}/lich-cong-tac/",
    "guide": f"{WORK}/huong-dan/soan-thao/",
    "check of a copy": f"{WORK}/kiem-tra-ban-sao/",
    "not found": f"{WORK}/404.html",
}
LOOKS: list[tuple[Literal["light", "dark"], int]] = [
    *(("light", width) for width in (390, 1440)),
    *(("dark", width) for width in (390, 1440)),
]
FONTS, TEXTS, REQUESTS = 100_000, 50_000, 12
"""What a first view may cost: bytes of fonts, compressed bytes of all else, and requests.

What scripts ask for of other editions comes when a page is there and read already."""
_RULES = json.dumps({"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})
_COLOURS = json.dumps({"resultTypes": ["violations"], "runOnly": ["color-contrast"]})
_FOCUSED = """() => {
    const one = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(one);
    const { width, height } = one.getBoundingClientRect();
    const isSeen = outlineStyle !== "none" && outlineWidth !== "0px" || one.matches("input, .q-skip");
    return [one.outerHTML.slice(0, 90), width > 0 && height > 0, isSeen];
}"""

# The text that stands out least from what it stands on, and by how much.
_PALEST_JS = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map(); // a page has few colours, and each costs a look at the canvas
    const rgb = (colour) => {
        if (!known.has(colour)) known.set(colour, looked(colour));
        return known.get(colour);
    };
    const looked = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([red, green, blue]) => [red, green, blue]
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = rgb(getComputedStyle(at).backgroundColor);
            if (colour[3] === 255) return colour;
        }
        return [255, 255, 255];
    };
    const contrast = (element) => {
        const pair = [light(rgb(getComputedStyle(element).color)), light(ground(element))];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    };
    return [...document.querySelectorAll("article *, nav *, footer *")]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .filter((element) => element.checkVisibility())
        .map((element) => [contrast(element), element.outerHTML.slice(0, 80)])
        .sort(([one], [other]) => one - other)[0];
}"""


@pytest.fixture(scope="module", name="context")
def _context(browser: Browser) -> Iterator[BrowserContext]:
    """Windows in which rules that stand on no page may be run."""
    with browser.new_context(bypass_csp=True) as context:
        yield context


@pytest.fixture(name="page")
def _page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def broken(page: Page, options: str) -> list[str]:
    """The rules that a page breaks, each with where."""
    found = page.evaluate(f"axe.run(document, {options}).then(({{ violations }}) => violations)")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_keeps_the_rules_of_accessibility_in_every_look_and_costs_little(
    page: Page, site: Site, kind: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda one: None if one.resource_type == "fetch" else asked.append(one.url))
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, f"{site.url}{KINDS[kind]}")
    assert_cheap(site, asked)
    page.evaluate(AXE)
    found = {}
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        if page.locator(".md-header").count():
            expect(page.locator("html")).to_have_attribute("data-q-scheme", scheme)
        assert_legible(page, is_dark=scheme == "dark")
        # Another colour moves nothing: what was found of places in the light holds in the dark.
        found[scheme, width] = broken(page, _RULES if scheme == "light" else _COLOURS)
    assert found == {look: [] for look in LOOKS}


def assert_legible(page: Page, *, is_dark: bool) -> None:
    """Hold every word to its ground, that of a dark page being dark."""
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(map(int, re.findall(r"\d+", ground))) < 60) == is_dark
    contrast, element = page.evaluate(_PALEST_JS)
    assert contrast >= 4.5, element


def assert_cheap(site: Site, addresses: list[str]) -> None:
    """Hold a first view to what it may cost."""
    weights = {"fonts": 0, "texts": 0}
    for address in addresses:
        path = urlsplit(address).path.lstrip("/")
        content = (site.folder / (f"{path}index.html" if path.endswith("/") else path)).read_bytes()
        is_font = path.endswith(".woff2")
        weights["fonts" if is_font else "texts"] += len(content if is_font else gzip.compress(content))  # fmt: skip
    assert 0 < weights["fonts"] <= FONTS
    assert weights["texts"] <= TEXTS
    assert len(addresses) <= REQUESTS


def test_whatever_the_keyboard_reaches_on_a_page_is_seen_and_shows_that_it_is_reached(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.url}{KINDS['regulation']}")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(_FOCUSED))
    assert len({html for html, _, _ in reached}) > 40
    assert [html for html, is_there, is_seen in reached if not (is_there and is_seen)] == []


def test_a_screen_reader_is_told_the_landmarks_the_headings_and_what_a_button_did(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}{KINDS['regulation']}")
    tree = page.locator("body").aria_snapshot()
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert f"- {landmark}" in tree
    headings = page.locator("main :is(h1, h2, h3)").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1]))"
    )
    assert headings[0] == 1
    assert all(deeper - above <= 1 for above, deeper in itertools.pairwise(headings))
    for name in ("Thanh điều hướng", "Mục lục", "Tìm kiếm"):
        expect(page.locator(".md-header").get_by_role("button", name=name).first).to_be_visible()
    page.locator(".md-header").get_by_role("button", name="Mục lục").press("Enter")
    expect(page.get_by_role("navigation", name="Mục lục")).to_be_visible()
    expect(page.locator(":focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-header").get_by_role("button", name="Mục lục")).to_be_focused()
    assert page.locator("[role=status], [aria-live]").count() >= 1
