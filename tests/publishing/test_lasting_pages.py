"""A page of an edition says only what stays true; what is so today is left to the site's script."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

import organisation
from organisation import REGULATION
from sites import WORK, Site

NAMES = [*organisation.ledger().names, WORK]
_FLEETING_RE = re.compile(r"đang có hiệu lực|bản hiện hành|quy định hiện hành", re.IGNORECASE)
_TEXTS = {".html", ".json", ".xml", ".csv", ".ics"}


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that was written into a folder, paper for Word and archives too, as text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXTS:
            yield path.name, path.read_text("utf-8")
        elif path.suffix in {".docx", ".zip"}:
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.endswith((".xml", ".html"))]
                yield from ((name, archive.read(name).decode()) for name in names)


def foot(site: Site, path: str, edition: str) -> str:
    """What each printed sheet of a page says at its foot."""
    return str(re.findall(r'@bottom-center\{content:"(.+?)"\}', site.html(path, edition))[0])


@pytest.mark.parametrize("edition", [*NAMES, "hien-hanh"])
def test_nothing_of_an_edition_says_what_time_makes_false(site: Site, edition: str) -> None:
    told = list(written(site.folder / edition))
    assert len(told) > 20
    assert [(name, found) for name, text in told if (found := _FLEETING_RE.findall(text))] == []


@pytest.mark.parametrize("edition", [name for name in NAMES if name != WORK])
@pytest.mark.parametrize("path", ["index.md", REGULATION, "chuc-danh/chu-tich.md"])
def test_without_a_script_a_page_says_where_todays_state_is(
    site: Site, edition: str, path: str
) -> None:
    (line,) = html.fromstring(site.html(path, edition)).xpath("//noscript/p")
    assert line.text_content().startswith("Tình trạng hôm nay: xem ")
    (link,) = line.xpath("a/@href")
    assert link.removeprefix("./").replace("../", "").startswith("hien-hanh/")


@pytest.mark.parametrize("edition", NAMES)
def test_each_printed_sheet_says_where_todays_state_is(site: Site, edition: str) -> None:
    said = foot(site, REGULATION, edition)
    assert "Tình trạng hôm nay: xem" in said
    assert said.startswith("Có hiệu lực từ ngày" if edition in {"1", "2"} else "Dự thảo lần")


@pytest.mark.parametrize("edition", ["1", "2"])
def test_a_page_that_is_no_document_tells_when_its_edition_was_adopted(
    site: Site, edition: str
) -> None:
    shown = html.fromstring(site.html("huong-dan/doc.md", edition))
    (state,) = shown.xpath("//article//p[contains(@class, 'q-state')]")
    assert state.text_content().startswith("Phiên bản ban hành ngày ")
