"""What leads to another edition is a link where editions stand beside each other, and else text."""

import pytest
from markdown import Markdown

from quyche.markup.notation import leaf
from quyche.pages.edition_links import away, filled, marked, opened, page_of


def html(text: str, root: str) -> str:
    path = "17/quy-che/a/#dieu-5-khoan-2"
    markdown = leaf("p", away(path, text))
    return filled(Markdown(extensions=["quyche.markup.notation"]).convert(markdown), root)


def test_it_leads_from_the_page_to_the_edition() -> None:
    assert html("Điều 5", "../../../") == (
        '<p><a href="../../../17/quy-che/a/#dieu-5-khoan-2">Điều 5</a></p>'
    )


def test_it_is_text_where_there_is_no_edition_beside() -> None:
    assert html("Điều &lt; 5", "") == "<p>Điều &lt; 5</p>"


def test_an_inline_link_can_be_marked_to_lead_to_an_edition() -> None:
    address, text = "17/quy-che/a/#dieu-5", r"Điều \[5\]"
    inline = f"theo [{text}]({marked(address)}) và [A](a.md)"
    assert opened(inline) == f"theo {away(address, text)} và [A](a.md)"


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
