"""A page that an older edition shows already looks and works as a whole one."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page, expect

from quyche.labels import Labels
from quyche.publishing import carried_pages
from quyche.publishing.carried_pages import PagesBefore
from sites import Site, served

LABELS = Labels.load("vi")
OLDER, EDITION = "2", "2.1-du-thao-1"
PAGE = "quy-che/quy-che-hoat-dong/"
PLACE = "dieu-3-khoan-1"


def repeating(folder: Path) -> None:
    """Put small pages into an edition of a copy of a site, whatever older ones show at their places."""

    def read(paths: Iterable[str]) -> dict[str, bytes]:
        return {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}

    shared = json.loads((folder / EDITION / "edition.json").read_bytes())["shared"]
    before = PagesBefore((OLDER,), {OLDER: OLDER}, read)
    with (
        mock.patch.object(carried_pages, "MOST_REPEATED", 0),
        mock.patch("quyche.publishing.carried_pages._Parts.shown", ("", "the same")),
    ):
        found = carried_pages.carried(folder / EDITION, EDITION, shared, before, LABELS)
    assert f"{PAGE}index.html" in found
    for path, page in found.items():
        (folder / EDITION / path).unlink()  # which the copy shares with the site
        (folder / EDITION / path).write_bytes(page.content)


@pytest.fixture(scope="module", name="small")
def _small(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("carried") / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    repeating(folder)
    with served(folder) as url:
        yield Site(folder, url)


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a phone; an error of a script fails the test."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def test_it_shows_what_the_whole_one_shows_at_the_place_that_was_asked_for(
    page: Page, site: Site, small: Site
) -> None:
    page.goto(f"{site.url}{EDITION}/{PAGE}")
    page.locator(".q-pick li.q-in-force").wait_for(state="attached")  # scripts have run
    title, shown = page.title(), page.locator(".q-document").inner_text()
    page.goto(f"{small.url}{EDITION}/{PAGE}#{PLACE}")
    page.locator(".q-pick li.q-in-force").wait_for(state="attached")
    expect(page.locator(".q-document")).to_have_text(shown, use_inner_text=True)
    expect(page.locator(f"#{PLACE}")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == PLACE
    assert page.title() == title


def test_what_it_leads_to_is_shown_in_place_out_of_another_one(page: Page, small: Site) -> None:
    page.goto(f"{small.url}{EDITION}/{PAGE}")
    page.locator(".q-document .q-text a[href*='co-quan/']").first.hover()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_whoever_comes_back_to_it_stands_where_they_left(page: Page, small: Site) -> None:
    page.goto(f"{small.url}{EDITION}/{PAGE}")
    page.locator(".q-pick li.q-in-force").wait_for(state="attached")
    page.mouse.wheel(0, 2000)
    page.wait_for_function("scrollY > 1000")
    page.goto(f"{small.url}{EDITION}/")
    page.go_back()
    page.wait_for_function("scrollY > 1000")


def test_without_a_script_a_link_leads_to_the_page_that_says_the_same(
    browser: Browser, small: Site
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{small.url}{EDITION}/{PAGE}")
        page.get_by_role("link").click()
        assert page.url == f"{small.url}{OLDER}/{PAGE}"
        expect(page.locator(f"#{PLACE}")).to_be_attached()


def test_nothing_is_shown_for_it_of_an_older_page_that_is_no_longer_what_was_published(
    page: Page, small: Site
) -> None:
    text = (small.folder / OLDER / PAGE / "index.html").read_text("utf-8")
    changed = text.replace("Điều 3", "Điều 4")
    page.route(f"**/{OLDER}/{PAGE}", lambda route: route.fulfill(body=changed, content_type="text/html; charset=utf-8"))  # fmt: skip
    page.goto(f"{small.url}{EDITION}/{PAGE}")
    expect(page.get_by_role("link")).to_have_count(1)
    expect(page.get_by_role("link")).to_be_visible()
