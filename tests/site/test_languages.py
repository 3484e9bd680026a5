"""A site speaks one language alone, in everything that it is and gives out."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

import english_club
from languages import vietnamese_in
from quyche.labels import Labels
from shared_folders import once
from sites import ROOT, WORK, Site, served

EN, VI = Labels.load("en"), Labels.load("vi")
# How scripts fold letters, and how Vietnamese numbers are cited: rules, and no words.
_RULES_RE = re.compile(r'"đ"|\[đð\]|\[a-zđ\]')
_SHOWN = (".html", ".xml", ".json", ".ics", ".csv", ".txt", ".js", ".css")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the club."""
    return once(tmp_path_factory, "english-club", published) / "site"


def published(folder: Path) -> None:
    project = english_club.create(folder / "repository")
    done = project.publish("--site", str(folder / "site"))
    assert (done.code, done.err) == (0, "")


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site, and every file inside those that hold others."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _parts(path.relative_to(folder).as_posix(), path.read_bytes())


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if name.endswith((".docx", ".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from _parts(f"{name}!{part}", archive.read(part))
    else:
        yield name, content


def test_nothing_on_an_english_site_is_vietnamese(english: Path) -> None:
    found = {
        name: told[:3]
        for name, content in contents(english)
        if name.endswith(_SHOWN)
        and (told := vietnamese_in(_RULES_RE.sub("", content.decode("utf-8"))))
    }
    assert found == {}
    names = {Path(name.partition("!")[0]).suffix for name, _ in contents(english)}
    assert names >= {".html", ".xml", ".json", ".csv", ".docx", ".zip", ".js", ".ics"}


def test_every_page_and_paper_of_an_english_site_says_its_language(english: Path) -> None:
    said = {"html": set[str](), "lang": set[str](), "language": set[str](), "feed": set[str]()}
    for name, content in contents(english):
        if name.endswith(".html"):
            said["html"].add(html.document_fromstring(content).get("lang", name))
        elif name.endswith("!word/styles.xml"):
            said["lang"].update(re.findall(r'<w:lang w:val="([^"]*)"', content.decode()))
        elif name.endswith("!docProps/core.xml"):
            said["language"].update(re.findall(r"<dc:language>([^<]*)<", content.decode()))
        elif "!" not in name and name.startswith("atom"):
            feed = etree.fromstring(content)
            said["feed"].add(feed.get("{http://www.w3.org/XML/1998/namespace}lang", name))
    assert said == {"html": {"en"}, "lang": {"en-GB"}, "language": {"en-GB"}, "feed": {"en"}}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("1/", "Edition adopted on 15 March 2021"),
        ("1/quy-che/rowing-rules/", "Riverside, 15 March 2021"),
        ("1/quy-che/rowing-rules/", "In force from 15 March 2021"),
        ("1-du-thao-1/quy-che/rowing-rules/", "Draft 1, submitted on 18 January 2021"),
        ("1/quy-che/rowing-rules/", "1 remark on Term 1 · Draft 1: 1 accepted"),
        ("1/quy-che/rowing-rules/", "Draft 2 (10 February 2021)"),
        ("1/so-sanh/rowing-rules/1-du-thao-2/", "1 article amended; 1 article added"),
        ("1/so-sanh/rowing-rules/1-du-thao-2/bang/", "Inserted “and oars” in "),
        ("1/gop-y/rowing-rules/", "2 remarks from 2 bodies and persons."),
        ("1/chuong-trinh/programme-2021/", "2 of 2 tasks state all of “clear”"),
        ("1/chuong-trinh/programme-2021/", "Completed on 10 March 2021, on time"),
        ("1/hoi-nghi/2021-01-18-committee/", "18 January 2021"),
        ("1/co-quan/boat-house/", "carried out: "),
        ("1/lich-cong-tac/", "June 2021"),
    ],
)
def test_a_page_says_days_and_counts_in_english(english: Path, page: str, expected: str) -> None:
    shown = html.document_fromstring((english / page / "index.html").read_bytes())
    assert expected in " ".join(shown.text_content().split())


def test_bodies_stand_in_english_order(english: Path) -> None:
    page = html.document_fromstring((english / "1/co-quan/committee/index.html").read_bytes())
    parts = [link.text for link in page.xpath("//article//dd/a")]
    assert parts == ["Captain", "Audit Group", "Boat House"]


def test_addresses_are_the_same_in_every_language(english: Path) -> None:
    for name in ("hien-hanh/lich-su", "hien-hanh/so-do-to-chuc", "1/so-sanh/rowing-rules"):
        assert (english / name).is_dir(), name
    editions = json.loads((english / "versions.json").read_text("utf-8"))
    assert [one["version"] for one in editions][-1] == "1-du-thao-1"


def test_scripts_say_days_and_searches_find_in_english(english: Path, browser: Browser) -> None:
    with served(english) as url:
        page = browser.new_page()
        page.goto(f"{url}1/quy-che/rowing-rules/")
        page.wait_for_selector(".q-later p")
        assert "Draft 1 (3 May 2022), not in force." in page.inner_text(".q-later")
        page.fill(".md-search__input", "captain")
        page.wait_for_selector("[data-q-results] a")
        assert re.fullmatch(
            r"\d+ places found(?:, and there are more)?", page.inner_text(".md-search-result__meta")
        )
        assert "Duties of the Captain" in page.inner_text(".md-search-result__list")
        page.close()


def test_a_vietnamese_site_says_nothing_in_english(site: Site) -> None:
    english = {
        text
        for name, text in EN.texts.items()
        if text != VI.texts[name] and "{" not in text and text.count(" ") >= 2  # no chance words
    }
    assert len(english) > 300
    files = [
        *site.folder.glob("*.*"),
        *site.folder.glob("atom/*"),
        *site.folder.glob(f"{WORK}/**/*"),
    ]
    shown = [path for path in files if path.suffix in _SHOWN and path.is_file()]
    assert len(shown) > 50
    lines = {line for path in shown for line in path.read_text("utf-8").splitlines()}
    whole = "\n".join(lines)  # what every page has stands in it once
    assert [text for text in sorted(english) if text in whole] == []


# Repositories


TEMPLATES = ROOT / "hooks" / "quyche" / "scaffolding"


def test_every_template_in_vietnamese_has_one_in_english() -> None:
    known = {
        path.relative_to(TEMPLATES / "templates").as_posix()
        for path in (TEMPLATES / "templates").rglob("*")
        if path.is_file() and vietnamese_in(path.read_text("utf-8"))
    }
    translations = TEMPLATES / "translations" / "en"
    translated = {
        path.relative_to(translations).as_posix(): path.read_text("utf-8")
        for path in translations.rglob("*")
        if path.is_file()
    }
    assert known <= translated.keys()
    assert {name for name, text in translated.items() if vietnamese_in(text)} == set()
