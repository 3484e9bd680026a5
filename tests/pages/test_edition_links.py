"""What leads to another edition is a link where editions stand beside each other, and else text."""

import pytest
from markdown import Markdown

from meetings import standing
from quyche.markup.notation import leaf
from quyche.pages.edition_links import EditionLinks, page_of, way_to_start

PAGE = "hoi-nghi/a.md"
TARGET = "17/quy-che/a/#dieu-5-khoan-2"


def shown(text: str, target: str = TARGET, *, is_published: bool = True, **around: str) -> str:
    links = EditionLinks.of(PAGE, standing(is_published=is_published))
    markdown = leaf("p", links.link(target, text), **around)
    return Markdown(extensions=["quyche.markup.notation"]).convert(markdown)


def test_it_leads_from_the_page_to_the_edition() -> None:
    assert shown("điều ấy") == (
        '<p><a href="../../../17/quy-che/a/#dieu-5-khoan-2">điều ấy</a></p>'
    )


def test_one_attribute_more_around_it_changes_nothing_in_it() -> None:
    assert shown("điều ấy", data_more="x") == (
        '<p data-more="x"><a href="../../../17/quy-che/a/#dieu-5-khoan-2">điều ấy</a></p>'
    )


def test_it_leads_there_whatever_the_name_of_a_file() -> None:
    assert shown("a", '17/quy-che/văn <bản> "a"/') == (
        '<p><a href="../../../17/quy-che/v%C4%83n%20%3Cb%E1%BA%A3n%3E%20%22a%22/">a</a></p>'
    )


def test_it_is_text_where_there_is_no_edition_beside() -> None:
    assert shown("Điều &lt; 5", is_published=False) == "<p>Điều &lt; 5</p>"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("index.md", ""), ("lich-su.md", "../"), ("hoi-nghi/index.md", "../"), (PAGE, "../../")],
)
def test_the_way_to_the_start_of_an_edition_goes_up_from_the_page_of_a_file(
    path: str, expected: str
) -> None:
    assert way_to_start(path) == expected


@pytest.mark.parametrize(
    ("path", "anchor", "expected"),
    [
        ("index.md", "", "17/"),
        ("quy-che/a.md", "", "17/quy-che/a/"),
        ("quy-che/a.md", "dieu-5", "17/quy-che/a/#dieu-5"),
    ],
)
def test_a_page_of_an_edition_is_named_by_its_file(path: str, anchor: str, expected: str) -> None:
    assert page_of("17", path, anchor) == expected
