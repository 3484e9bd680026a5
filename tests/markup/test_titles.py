"""The title of a page stands apart from what follows it, whatever stands on it and in it."""

import pytest
from markdown import Markdown

from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.markup.titles import TitledContent


@pytest.mark.parametrize(
    "attributes", [{}, {"id": "a"}, {"id": "a", "cls": "b", "data_c": "</h1>"}]
)
def test_a_page_is_parted_at_the_end_of_its_title_whatever_stands_on_it(
    attributes: dict[str, str],
) -> None:
    parts = [
        opening("div", cls="d"),
        leaf("p", "Trước"),
        leaf("h1", escape("Quy <b>chế</h1>"), **attributes),
        leaf("p", "Sau"),
        closing(),
    ]
    page = Markdown(extensions=["quyche.markup.notation"]).convert("\n\n".join(parts))
    content = TitledContent.of(page)
    assert content.title + content.body == page
    assert content.title.endswith("Quy &lt;b&gt;chế&lt;/h1&gt;</h1>")
    assert content.title.striptags() == "Trước Quy <b>chế</h1>"
    assert content.body.striptags() == "Sau"


@pytest.mark.parametrize("end", ["</h1>", "</H1>", "</h1 >", "</h1\n>"])
def test_an_end_tag_is_one_however_it_is_written(end: str) -> None:
    assert TitledContent.of(f"<h1>A{end}<p>B</p>").body == "<p>B</p>"


def test_the_first_title_is_that_of_the_page() -> None:
    assert TitledContent.of("<h1>A</h1><h1>B</h1>").body == "<h1>B</h1>"


def test_a_document_without_a_title_is_an_error() -> None:
    with pytest.raises(ValueError, match="a page without a title: '<p>A</p>'"):
        TitledContent.of("<p>A</p>")


def test_of_a_page_that_may_have_no_title_all_is_body() -> None:
    content = TitledContent.of_any("<p>A</p>")
    assert (content.title, content.body) == ("", "<p>A</p>")
