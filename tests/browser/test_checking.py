"""Checking a copied text in the browser, and knowing a draft wherever one lands on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from organisation import EDITIONS, REGULATION
from quyche import urls
from quyche.labels import Labels
from sites import Site
from visits import visit

LABELS = Labels.load("vi")
CLAUSE = "Mọi việc lớn được bàn chung và quyết định theo đa số."
DRAFTS = [edition for edition in EDITIONS if "du-thao" in edition]


@pytest.fixture(scope="module", name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A phone; an error of a script fails the tests."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def test_a_pasted_text_is_held_to_all_editions_and_goes_nowhere(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    page.goto(site.page(urls.CHECKING, "2"))
    status, answer = page.locator(".q-checking [role=status]"), page.locator(".q-checked")

    def check(text: str, expected: str) -> str:
        page.locator("#q-pasted").fill(text)
        page.locator(".q-checking button").click()
        expect(status).to_have_text(expected)
        return " ".join(answer.inner_text().split())

    found = check(f"1.\n{CLAUSE}", LABELS("checking.right", count=2))
    assert found.startswith("khoản 1 Điều 2, Quy chế hoạt động khóa II")
    assert "Khóa II (6/5/2018) · phiên bản hiện hành" in found
    link = answer.get_by_role("link", name="Khóa II (6/5/2018)", exact=True)
    expect(link).to_have_attribute("href", f"{site.page(REGULATION, '2')}#dieu-2-khoan-1")
    found = check(CLAUSE.replace("đa", "thiểu"), LABELS("checking.wrong"))
    assert "Gần nhất là khoản 1 Điều 2" in found
    assert answer.locator("del").all_inner_texts() == [" đa"]
    assert answer.locator("ins").all_inner_texts() == [" thiểu"]
    assert LABELS("checking.far") in check("Xin chào các bạn gần xa.", LABELS("checking.wrong"))
    check("…", LABELS("checking.empty"))
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert [one for one in asked if not one.startswith(f"GET {site.url}")] == []
    assert [one for one in asked if "Xin" in one or "%" in one] == []


def test_without_a_script_the_page_tells_of_the_command(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.page(urls.CHECKING, "2"))
        expect(page.locator(".q-checking")).to_be_hidden()
        expect(page.get_by_text(LABELS("checking.no_script"))).to_be_visible()
        expect(page.get_by_text("quyche verify --text")).to_be_visible()


@pytest.mark.parametrize("edition", DRAFTS)
def test_at_any_clause_of_a_draft_a_phone_shows_which_draft_it_is(
    page: Page, site: Site, edition: str
) -> None:
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        visit(page, f"{site.page(REGULATION, edition)}#dieu-3-khoan-2")
        badge = page.locator(".q-edition .q-badge")
        expect(badge).to_have_text(f"Dự thảo lần {edition[-1]}")
        box = badge.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= 120
        assert badge.evaluate("element => element.scrollWidth <= element.clientWidth + 1")


def test_no_two_drafts_have_the_same_title(site: Site) -> None:
    titles = [site.html(REGULATION, edition).partition("<title>")[2][:90] for edition in DRAFTS]
    assert len(set(titles)) == len(DRAFTS)
    assert titles[0].startswith("Dự thảo lần 1 (4/3/2018) Quy chế hoạt động khóa II")
    assert titles[2].startswith("Dự thảo lần 1 (14/6/2020) sửa đổi Quy chế hoạt động khóa II")
    amending, first = (site.html(REGULATION, DRAFTS[place]) for place in (2, 0))
    assert (
        amending.count("Dự thảo lần 1 (sửa đổi)") == 5
    )  # letterhead, foot of a sheet, and what machines are told; its state keeps the number whole
    assert "(sửa đổi)" not in first
