"""What the published site says of its editions without a script: where it leads, what is in force."""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from organisation import INSPECTIONS, REGULATION
from sites import Site

DRAFT = "2.1-du-thao-1"
MINUTES = "hoi-nghi/2020-06-14-ban-dieu-hanh.md"


def links(folder: Path, page: Path) -> set[str]:
    """The paths below the site that the links of a page lead to."""
    place = page.parent.relative_to(folder).as_posix()
    hrefs = (urlsplit(str(href)) for href in html.parse(page).xpath("//a/@href"))
    return {
        posixpath.normpath(posixpath.join(place, unquote(href.path)))
        for href in hrefs
        if href.path and not href.scheme and not href.netloc
    }


def is_there(target: Path) -> bool:
    return target.is_file() or (target / "index.html").is_file()


def test_no_link_of_any_edition_is_dead(site: Site) -> None:
    """Those that only a reader without scripts sees are among them."""
    aliases = {"hien-hanh", "du-thao"}
    pages = sorted(site.folder.rglob("index.html"))
    own = (page for page in pages if page.relative_to(site.folder).parts[0] not in aliases)
    found: dict[str, str] = {}
    for page in own:
        found.update(dict.fromkeys(links(site.folder, page), page.as_posix()))
    dead = {path: page for path, page in found.items() if not is_there(site.folder / path)}
    assert len(found) > 100
    assert not dead


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (REGULATION, "hien-hanh/quy-che/quy-che-hoat-dong/"),
        (MINUTES, "hien-hanh/"),
        ("gop-y/quy-che-hoat-dong.md", "hien-hanh/gop-y/quy-che-hoat-dong/"),
        ("co-quan/ban-ky-thuat.md", "hien-hanh/"),  # it has that name since
    ],
)
def test_without_a_script_what_is_in_force_is_led_to(site: Site, path: str, expected: str) -> None:
    (link,) = html.fromstring(site.html(path, DRAFT)).xpath("//noscript//a/@href")
    assert link.replace("../", "") == expected


def test_a_list_of_meetings_is_neither_a_draft_nor_in_force(site: Site) -> None:
    shown = html.fromstring(site.html("hoi-nghi/index.md", DRAFT))
    assert not shown.xpath("//article//p[contains(@class, 'q-state')]")


def section(site: Site, edition: str, anchor: str) -> html.HtmlElement:
    """The list below a heading of the home page."""
    home = html.fromstring(site.html("index.md", edition))
    found: html.HtmlElement = home.xpath(f"//h2[@id='{anchor}']/following-sibling::*[1]")[0]
    return found


def test_what_has_expired_by_the_day_of_the_edition_is_not_in_force(site: Site) -> None:
    assert "31/12/2018" not in section(site, DRAFT, "dang-co-hieu-luc").text_content()
    over = section(site, DRAFT, "het-thoi-han")
    assert "Đã hết thời hạn, có hiệu lực từ ngày" in over.text_content()
    assert not html.fromstring(site.html("index.md", "2")).xpath("//h2[@id='het-thoi-han']")
    document = html.fromstring(site.html(INSPECTIONS, DRAFT))
    (state,) = document.xpath("//article//p[contains(@class, 'q-state')]")
    assert state.text_content().strip().startswith("Đã hết thời hạn")


def test_a_draft_leads_to_the_text_in_force(site: Site) -> None:
    draft = section(site, DRAFT, "du-thao")
    assert "Bản ban hành gần nhất trước dự thảo này: Khóa II (6/5/2018)" in " ".join(
        draft.text_content().split()
    )
    assert "../2/quy-che/quy-che-hoat-dong/" in draft.xpath(".//a/@href")
    first = section(site, "2-du-thao-1", "dang-co-hieu-luc")
    assert first.xpath(".//a/@href") == ["../1/"]
