"""Where a link leads depends on where its text stands: on the site, of another day, beside files."""

import pytest

from meetings import FIRST, library
from quyche.corpus.texts import Corpus
from quyche.markup.markdown import Destination
from quyche.pages.edition_links import EditionLinks
from quyche.pages.writer import (
    DetachedLinks,
    EarlierDayLinks,
    LinkPolicy,
    PageWriter,
    SiteLinks,
)
from quyche.remarks.remark_files import read as read_remarks
from quyche.texts.addresses import Address

ROOT = "../../../"
KNOWN = frozenset({"17-du-thao-1", "17-du-thao-2"})
READING = library()
SITE = SiteLinks(PageWriter(READING, FIRST), EditionLinks(ROOT), "dang-soan", KNOWN)
ALONE = SiteLinks(PageWriter(READING, FIRST))
THEN = EarlierDayLinks(SITE, "17-du-thao-1", READING.past.documents("17-du-thao-1") or Corpus())
BESIDE = DetachedLinks({"q": "van-ban/q.html"}, "dang-soan")
QUOTED = DetachedLinks()
ARTICLE, DOCUMENT = Address.parse("q#dieu-2"), Address.parse("q")


def checked(href: str) -> Destination:
    return Destination(href)


def unchecked(href: str) -> Destination:
    return Destination(f"{ROOT}{href}", is_checked=False)


@pytest.mark.parametrize(
    ("links", "article", "document"),
    [
        (SITE, checked("../quy-che/q.md#dieu-2"), checked("../quy-che/q.md")),
        (ALONE, checked("../quy-che/q.md#dieu-2"), checked("../quy-che/q.md")),
        (THEN, unchecked("17-du-thao-1/quy-che/q/#dieu-2"), unchecked("17-du-thao-1/quy-che/q/")),
        (BESIDE, checked("van-ban/q.html#dieu-2"), checked("van-ban/q.html")),
        (DetachedLinks({"q": ""}), checked("#dieu-2"), checked("#")),
        (QUOTED, None, None),
    ],
)
def test_a_citation_leads_to_the_text_that_it_means(
    links: LinkPolicy, article: Destination | None, document: Destination | None
) -> None:
    assert (links.provision(ARTICLE), links.provision(DOCUMENT)) == (article, document)


@pytest.mark.parametrize("links", [SITE, ALONE, THEN])
def test_a_body_leads_to_its_page_on_the_site(links: LinkPolicy) -> None:
    assert links.entry("ban-a") == checked("../co-quan/ban-a.md")


@pytest.mark.parametrize("links", [BESIDE, QUOTED])
def test_a_body_leads_nowhere_apart_from_the_site(links: LinkPolicy) -> None:
    assert links.entry("ban-a") is None


@pytest.mark.parametrize(
    ("links", "own", "other", "whole", "unknown"),
    [
        (
            SITE,
            checked("../quy-che/q.md#dieu-2"),
            unchecked("17-du-thao-2/quy-che/q/#dieu-2"),
            unchecked("17-du-thao-2/"),
            None,
        ),
        (
            THEN,
            checked("../quy-che/q.md#dieu-2"),
            unchecked("17-du-thao-2/quy-che/q/#dieu-2"),
            unchecked("17-du-thao-2/"),
            None,
        ),
        (ALONE, checked("../quy-che/q.md#dieu-2"), None, None, None),
        (BESIDE, checked("van-ban/q.html#dieu-2"), None, None, None),
        (QUOTED, None, None, None, None),
    ],
)
def test_what_names_an_edition_leads_to_it_where_it_stands_beside(
    links: LinkPolicy,
    own: Destination | None,
    other: Destination | None,
    whole: Destination | None,
    unknown: Destination | None,
) -> None:
    assert links.edition("", ARTICLE) == own
    assert links.edition("17-du-thao-2", ARTICLE) == other
    assert links.edition("17-du-thao-2", None) == whole
    assert links.edition("99", ARTICLE) == unknown


def test_the_edition_at_hand_as_a_whole_leads_nowhere() -> None:
    assert SITE.edition("dang-soan", None) is None


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (SITE, unchecked("dang-soan/gop-y/q/#1")),
        (THEN, unchecked("dang-soan/gop-y/q/#1")),
        (ALONE, None),
        (BESIDE, None),
    ],
)
def test_a_remark_leads_to_the_table_on_the_site(
    links: LinkPolicy, expected: Destination | None
) -> None:
    source = b"- {id: 1, edition: 17-du-thao-1, from: ban-a, remark: A.}"
    (remark,) = read_remarks(source, "gop-y/q.yml")
    found = links.remark(remark)
    assert found == (expected and unchecked(f"dang-soan/gop-y/q/#{remark.anchor}"))


@pytest.mark.parametrize("links", [SITE, THEN])
def test_a_link_that_somebody_wrote_is_kept_on_the_site(links: LinkPolicy) -> None:
    assert links.written("../quy-che/q.md") == "../quy-che/q.md"


@pytest.mark.parametrize("links", [BESIDE, QUOTED])
def test_apart_from_the_site_only_a_link_to_the_web_is_kept(links: LinkPolicy) -> None:
    assert links.written("../quy-che/q.md") == ""
    assert links.written("https://x.vn/a") == "https://x.vn/a"
