"""Feeds are Atom, name what changed, and every page's feed is there."""

import re
from pathlib import Path

import pytest
from lxml import etree, html

import organisation
from organisation import EDITIONS, INSPECTIONS, TERM
from sites import Site

ATOM = "{http://www.w3.org/2005/Atom}"


def read(path: Path) -> etree._Element:  # its only name in the library
    return etree.fromstring(path.read_bytes())


def texts(feed: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in feed.iter(f"{ATOM}{name}")]


def test_the_feed_of_the_site_has_every_edition_newest_first(site: Site) -> None:
    feed = read(site.folder / "atom.xml")
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids == [f"http://127.0.0.1:8000/{name}/" for name in reversed(EDITIONS)]
    assert texts(feed, "updated")[:2] == ["2020-06-14T00:00:00Z"] * 2


def test_every_feed_has_what_the_standard_asks_for(site: Site) -> None:
    feeds = [site.folder / "atom.xml", *(site.folder / "atom").glob("*.xml")]
    told = organisation.documents()
    about = {*told.by_id, *told.register.by_id}
    assert {path.stem for path in feeds[1:]} == about
    assert len(about) >= 16
    for path in feeds:
        feed = read(path)
        assert feed.tag == f"{ATOM}feed"
        for item in (feed, *feed.findall(f"{ATOM}entry")):
            assert [len(item.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]  # fmt: skip
        ids = texts(feed, "id")
        assert len(ids) == len(set(ids))
        assert all(
            re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day) for day in texts(feed, "updated")
        )


def test_the_feed_of_a_role_says_what_changed_for_it(site: Site) -> None:
    summaries = texts(read(site.folder / "atom" / "chu-tich.xml"), "summary")
    assert "Thêm: điểm c khoản 2 Điều 8, khoản 3 Điều 8; Bỏ: Điều 12" in summaries[1]


def test_the_feed_of_a_document_skips_editions_that_left_it_as_it_was(site: Site) -> None:
    feed = read(site.folder / "atom" / "quy-che-hoat-dong.xml")
    assert len(feed.findall(f"{ATOM}entry")) == len(EDITIONS)
    newest = feed.findtext(f"{ATOM}entry/{ATOM}id")
    assert newest == "http://127.0.0.1:8000/2.1-du-thao-1/quy-che/quy-che-hoat-dong/"


def test_the_feed_of_a_programme_does_so_too(site: Site) -> None:
    feed = read(site.folder / "atom" / f"{Path(INSPECTIONS).stem}.xml")
    assert len(feed.findall(f"{ATOM}entry")) == len(EDITIONS) - 1
    term = read(site.folder / "atom" / f"{Path(TERM).stem}.xml")
    assert len(term.findall(f"{ATOM}entry")) == len(EDITIONS) - 2  # the amendment left it as it was


@pytest.mark.parametrize("edition", ["1", "2", "dang-soan"])
def test_every_page_leads_to_a_feed_that_is_there(site: Site, edition: str) -> None:
    for path in (site.folder / edition).rglob("index.html"):
        page = html.fromstring(path.read_text("utf-8"))
        for link in page.xpath("//link[@type='application/atom+xml']/@href"):
            assert (path.parent / str(link)).resolve().is_file(), f"{path}: {link}"
