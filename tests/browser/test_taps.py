"""What readers ask most, and with how many taps a phone answers it."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from organisation import EDITIONS, REGULATION, documents
from quyche.labels import Labels
from sites import Site

LABELS = Labels.load("vi")
IN_FORCE, DRAFT = "2", EDITIONS[-1]
OFFICE = documents().register.by_id["van-phong"].name


@dataclass
class Thumb:
    """A finger that counts what it taps, each of which it can see."""

    page: Page
    taps: int = 0

    def at(self, address: str) -> None:
        """Begin anew, where the question arises."""
        self.page.goto("about:blank")  # or nothing is loaded where only the anchor is another
        self.page.goto(address)
        self.taps = 0

    def tap(self, shown: Locator) -> None:
        """Tap it where it stands; what is further down is scrolled to, which is no tap."""
        expect(shown).to_be_visible()
        shown.tap()
        self.taps += 1


@pytest.fixture(name="thumb")
def _thumb(phone: Page) -> Thumb:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Thumb(phone)


def test_seven_questions_are_answered_with_one_tap_or_two(thumb: Thumb, site: Site) -> None:
    page = thumb.page
    regulation = site.page(REGULATION, IN_FORCE)
    tools, home = page.locator(".q-tools"), site.page("index.md", IN_FORCE)

    # What governs me: the office was chosen once
    thumb.at(home)
    thumb.tap(page.get_by_role("button", name=LABELS("home.choose")))
    thumb.tap(page.get_by_role("link", name=OFFICE, exact=True))
    expect(page.locator("h1")).to_have_text(OFFICE)
    thumb.at(home)
    own = page.locator(".q-chosen a")
    expect(own).to_be_in_viewport(ratio=1)
    thumb.tap(own)
    expect(page.locator("h1")).to_have_text(OFFICE)
    expect(page.locator(".q-shown").first).to_be_in_viewport()
    assert (thumb.taps, page.evaluate("scrollY")) == (1, 0)

    # What changed for my office
    thumb.tap(page.locator(".q-jumps").get_by_role("link", name="Thay đổi"))
    expect(page.locator(".q-concerned > li").first).to_be_in_viewport()
    assert thumb.taps == 2

    # The draft beside what is in force, at an article
    thumb.at(site.page(REGULATION, DRAFT))
    thumb.tap(page.locator(f".q-actions a[href*='/so-sanh/'][href$='/{IN_FORCE}/']"))
    changed = page.locator(".q-listed a", has_text="Điều").last
    article = " ".join(changed.inner_text().split()[:2])
    thumb.tap(changed)
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text(article)
    assert thumb.taps == 2

    # The rule on meetings
    thumb.at(home)
    thumb.tap(page.get_by_role("link", name=re.compile("^Điều .*Hội nghị")).first)
    expect(page.locator(":target")).to_be_in_viewport()
    assert thumb.taps == 1

    # To cite
    thumb.at(f"{regulation}#dieu-7-khoan-1")
    thumb.tap(page.locator("#dieu-7-khoan-1 .q-number a"))
    thumb.tap(tools.get_by_role("button", name="Sao chép trích dẫn"))
    expect(tools.get_by_role("button", name="Đã sao chép trích dẫn")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("khoản 1 Điều 7 ")
    assert thumb.taps == 2

    # To propose other words: in the work, where one reads
    thumb.at(f"{regulation}#dieu-7-khoan-1")
    thumb.tap(page.locator("#dieu-7-khoan-1 .q-number a"))
    thumb.tap(tools.get_by_role("button", name=LABELS("offering.edit")))
    expect(page.locator("dialog[open] textarea").first).to_be_visible()
    assert thumb.taps == 2

    # My article in another edition
    thumb.at(f"{regulation}#dieu-14")
    thumb.tap(page.locator(".q-pick > summary"))
    thumb.tap(page.locator(".q-pick li[data-q-name='1'] a"))
    page.wait_for_url("**/1/**")
    expect(page.locator(":target")).to_be_in_viewport()
    assert thumb.taps == 2
