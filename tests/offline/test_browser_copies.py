"""What is in force, kept in a browser: asked for, read without a network, never taken for the newest."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import small_editions
from quyche import urls
from quyche.labels import Labels
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.roots import Roots
from quyche.publishing.site_files import SiteRoot
from quyche.searching.search_indexes import files_of
from sites import served

LABELS = Labels.load("vi")
LIST = f"{urls.OFFLINE}/{urls.OFFLINE_LIST}"
NOTE = "div.q-later[role=status]"


@pytest.fixture(scope="module", name="published")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_editions.published(tmp_path_factory)


def standing_at(folder: Path, published: Path, *names: str) -> None:
    """Make a folder the site as it stood when only these editions, in this order, were published."""
    for name in names:
        if not (folder / name).exists():
            shutil.copytree(published / name, folder / name)
    for name in (urls.SHARED, urls.SEARCH):
        shutil.copytree(published / name, folder / name, dirs_exist_ok=True)
    shutil.rmtree(folder / urls.IN_FORCE, ignore_errors=True)
    shutil.copytree(published / names[-1], folder / urls.IN_FORCE)
    site = PublishedSite(folder)
    records = {name: record for name in names if (record := site.record(name))}
    for path, text in Roots.of(records, "", LABELS).files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for path, content in SiteRoot(site, records, LABELS).offline_list().items():
        (folder / path).write_bytes(content)
    for file in folder.rglob("*"):  # by which the server tells whether something changed
        os.utime(file, (1e9 + len(names), 1e9 + len(names)))


@dataclass
class Server:
    """What serves a folder, unless the network is gone: that of a worker no browser feigns."""

    folder: Path
    url: str = ""
    running: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def up(self) -> None:
        """Serve it, always at the same address."""
        port = urlsplit(self.url).port if self.url else 0
        self.url = self.running.enter_context(served(self.folder, port or 0, lasts=False))

    def down(self) -> None:
        """Serve it no longer."""
        self.running.close()


@pytest.fixture(name="site")
def _site(published: Path, tmp_path: Path) -> Iterator[Server]:
    """The site when the older edition was the newest."""
    standing_at(tmp_path, published, "16")
    server = Server(tmp_path)
    server.up()
    yield server
    server.down()


def kept(context: BrowserContext, site: Server) -> Page:
    """A page from which the copy was made."""
    page = context.new_page()
    page.goto(f"{site.url}16/")
    page.get_by_role("link", name=LABELS("offline.title")).click()
    state = page.get_by_role("status")
    expect(state).to_contain_text("trang, khoảng")
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    page.get_by_role("button", name=LABELS("offline.keep")).click()
    expect(state).to_contain_text("Đã lưu Bản 16")
    return page


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-q-results] a").first).to_be_visible()


def test_a_copy_is_read_and_searched_without_a_network_and_gives_way_to_a_newer_edition(
    browser: Browser, site: Server, published: Path
) -> None:
    with browser.new_context() as context:
        page = kept(context, site)
        note = page.locator(NOTE, has_text="bản lưu ngày")
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1")).to_be_visible()
        expect(note).to_have_count(0)

        site.down()
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1")).to_contain_text("1")
        expect(note).to_contain_text("có thể đã có phiên bản mới")
        assert "đang có hiệu lực" not in page.locator("body").inner_text()
        search(page, "nghieng")
        page.goto(site.url)
        assert page.url == f"{site.url}hien-hanh/"
        expect(note).to_be_visible()
        page.goto(f"{site.url}{urls.WORK}/")
        expect(page.locator("body")).to_contain_text(LABELS("offline.missing"))
        page.goto(f"{site.url}{urls.OFFLINE}/")
        expect(page.get_by_role("status")).to_contain_text("không biết đã có phiên bản mới")

        standing_at(site.folder, published, "16", "17")
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1-khoan-1")).to_contain_text("nghiêng")
        expect(note).to_contain_text("có thể đã có phiên bản mới")

        site.up()
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1-khoan-1")).to_contain_text("thuyền")
        old = page.locator(NOTE, has_text="đã cũ: đã có Bản 17")
        expect(old).to_be_visible()
        site.down()
        page.goto(f"{site.url}hien-hanh/")
        expect(note).to_contain_text("đã có phiên bản mới: Bản 17")
        site.up()
        page.get_by_role("link", name=LABELS("offline.link")).click()
        page.get_by_role("button", name=LABELS("offline.replace")).click()
        expect(page.get_by_role("status")).to_contain_text("Đã lưu Bản 17")

        site.down()
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1-khoan-1")).to_contain_text("thuyền")
        search(page, "thuyen")
        site.up()
        page.goto(f"{site.url}{urls.OFFLINE}/")
        page.get_by_role("button", name=LABELS("offline.remove")).click()
        expect(page.get_by_role("status")).to_contain_text("Lưu Bản 17:")
        assert page.evaluate("caches.keys()") == []
        assert (
            page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
            == 0
        )


def test_a_copy_that_breaks_off_leaves_the_one_before(
    browser: Browser, site: Server, published: Path
) -> None:
    with browser.new_context() as context:
        page = kept(context, site)
        standing_at(site.folder, published, "16", "17")
        (site.folder / "17" / urls.SEARCH_INDEX).unlink()
        page.reload()
        page.get_by_role("button", name=LABELS("offline.replace")).click()
        expect(page.get_by_role("status")).to_contain_text(LABELS("offline.failed"))
        site.down()
        page.goto(f"{site.url}hien-hanh/quy-che/van-ban/")
        expect(page.locator("#dieu-1-khoan-1")).to_contain_text("nghiêng")


def test_what_is_kept_is_all_that_pages_and_their_search_load(published: Path) -> None:
    told = json.loads((published / LIST).read_text("utf-8"))
    assert told["edition"] == "17"
    for path, size in told["files"].items():
        assert (published / path).stat().st_size == size
    pages = {
        path.relative_to(published).as_posix() for path in (published / "17").rglob("index.html")
    }
    shared = {
        path.relative_to(published).as_posix() for path in (published / urls.SHARED).rglob("*.js")
    }
    index = (published / "17" / urls.SEARCH_INDEX).read_text("utf-8")
    searched = {f"{urls.SEARCH}/{name}.json" for name in files_of(index)}
    assert {*pages, *shared, *searched, f"17/{urls.SEARCH_INDEX}"} <= told["files"].keys()
    assert not [path for path in told["files"] if path.endswith((".docx", ".pdf", ".zip"))]
    app = json.loads((published / urls.OFFLINE / urls.OFFLINE_APP).read_text("utf-8"))
    (icon,) = app["icons"]
    assert (published / urls.OFFLINE / icon["src"]).resolve().is_file()
