"""Our elements on a page, and nothing that somebody typed which a browser could run."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from quyche.markup.notation import (
    closing,
    group,
    leaf,
    opening,
    reserved_as_text,
    span,
    strong,
    unchecked_link,
)

EXTENSIONS = ["quyche.markup.notation", "tables", "toc", "pymdownx.superfences"]


def rendered(*parts: str) -> str:
    return markdown.markdown("\n\n".join(parts), extensions=EXTENSIONS)


def test_elements_stand_in_each_other_as_they_were_opened() -> None:
    page = rendered(
        opening("div", cls="a"),
        leaf("p", "một **hai**", id="b"),
        opening("section"),
        leaf("h2", span("n", "[1.](#b)")),
        closing(),
        leaf("p", "ba"),
        closing(),
        "bốn",
    )
    assert "".join(page.split("\n")) == (
        '<div class="a"><p id="b">một <strong>hai</strong></p>'
        '<section><h2 id="1"><span class="n"><a href="#b">1.</a></span></h2></section><p>ba</p>'
        "</div><p>bốn</p>"
    )


@pytest.mark.parametrize("attributes", [{}, {"cls": "a"}, {"cls": "a", "data_b": "c", "id": "d"}])
def test_a_link_that_nobody_checks_is_one_whatever_stands_on_the_element_around_it(
    attributes: dict[str, str],
) -> None:
    text = span("e", f"theo {unchecked_link('../../17/a/#dieu-5', strong('Điều') + ' &lt; 5')}")
    page = html.fromstring(rendered(leaf("p", text, **attributes)))
    (link,) = page.xpath("//p/span/a[@href='../../17/a/#dieu-5']")
    assert link.text_content() == "Điều < 5"
    assert link.xpath("strong/text()") == ["Điều"]


def test_the_site_builder_does_not_see_a_link_that_nobody_checks() -> None:
    seen: list[str] = []

    class Builder(Treeprocessor):
        def run(self, root: ElementTree.Element) -> None:
            seen.extend(element.get("href", "") for element in root.iter("a"))

    converter = markdown.Markdown(extensions=EXTENSIONS)
    converter.treeprocessors.register(Builder(converter), "relpath", 0)
    converter.convert(leaf("p", f"[a](b.md) {unchecked_link('../17/', 'c')}"))
    assert seen == ["b.md"]


@pytest.mark.parametrize("href", ["", "a b", 'a"b', "a<b", "a\\b", "a`b", "a\nb", "a\ue00cb"])
def test_a_link_that_nobody_checks_is_refused_an_address_that_would_not_be_one(href: str) -> None:
    with pytest.raises(ValueError, match="not the address of a link"):
        unchecked_link(href, "x")


def test_a_link_in_a_link_is_refused() -> None:
    with pytest.raises(ValueError, match="a link inside the link to a/"):
        unchecked_link("a/", unchecked_link("b/", "x"))


def test_a_group_leaves_nothing_but_what_is_in_it() -> None:
    parts = [leaf("p", "a", cls="b", data_c="d"), opening("ol"), leaf("li", "e"), closing()]
    inside = '<p class="b" data-c="d">a</p><ol><li>e</li></ol>'
    assert rendered(*group(parts)) == inside
    page = rendered(opening("div"), *group(parts), leaf("p", "f"), closing())
    assert page == f"<div>\n{inside}\n<p>f</p>\n</div>"
    assert rendered(opening("div"), *group([]), closing()).split() == ["<div>", "</div>"]


def test_markdown_between_elements_is_still_markdown() -> None:
    page = html.fromstring(rendered(opening("div"), "# A\n\n- b", closing()))
    assert page.xpath("//div/h1/text()") == ["A"]
    assert page.xpath("//div/ul/li/text()") == ["b"]


def test_elements_may_nest_deep() -> None:
    depth = 100
    page = rendered(*[opening("div")] * depth, leaf("p", "x"), *[closing()] * depth)
    assert page.count("<div>") == page.count("</div>") == depth


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        r"[x](javascript:alert\(1\))",
        "[x](<javascript:alert(1)>)",
        "[x](JavaScript:alert`1`)",
        "[x](javascript&colon;alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](javascript&#x3a;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](\x01javascript:alert(1))",
        "[x](`javascript`:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
        "![x](javascript:alert&#40;1&#41;)",
        "[r]\n\n[r]: javascript:alert&#40;1&#41;",
        "[x](file:///etc/passwd)",
        "\ue00bjavascript:alert(1)\ue00cx\ue00d",
    ],
)
def test_a_link_to_a_script_loses_its_target(source: str) -> None:
    page = html.fromstring(rendered(source))
    assert page.xpath("//@href | //@src") == []
    assert page.xpath("//a | //img")


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("[x](https://x.vn/a?b=c&d=e)", "https://x.vn/a?b=c&d=e"),
        ("[x](../a.md#dieu-1)", "../a.md#dieu-1"),
        ("[x](a.md#b:c)", "a.md#b:c"),
        ("[x](#b)", "#b"),
        ("[x](mailto:a@x.vn)", "mailto:a@x.vn"),
        ("<a@x.vn>", "mailto:a@x.vn"),
        ("<https://x.vn>", "https://x.vn"),
        ("[x](/a/b)", "/a/b"),
        ("![x](anh.png)", "anh.png"),
    ],
)
def test_a_link_to_the_web_to_mail_or_to_this_site_keeps_it(source: str, href: str) -> None:
    assert html.fromstring(rendered(source)).xpath("//@href | //@src") == [href]


@pytest.mark.parametrize(
    ("source", "rel"),
    [
        ("[x](https://x.vn)", ["noopener noreferrer"]),
        ("<https://x.vn>", ["noopener noreferrer"]),
        ("[x](//x.vn)", ["noopener noreferrer"]),
        ("[x](/\\x.vn)", ["noopener noreferrer"]),
        ("[x](a.md) [y](#b) [z](/c) [m](mailto:a@x.vn) <a@x.vn>", []),
    ],
)
def test_a_link_to_another_site_hands_over_nothing(source: str, rel: list[str]) -> None:
    assert html.fromstring(f"<main>{rendered(source)}</main>").xpath("//@rel") == rel


@pytest.mark.parametrize(
    "source",
    [
        "![x](https://x.vn/a)",
        "![x](//x.vn/a)",
        "![x](/\\x.vn)",
        "![r]\n\n[r]: http://x.vn",
        "![x](mailto:a@b)",
    ],
)
def test_an_image_elsewhere_is_not_fetched(source: str) -> None:
    (image,) = html.fromstring(f"<main>{rendered(source)}</main>").xpath("//img")
    assert image.get("src") is None
    assert image.get("alt")


def test_cells_are_aligned_by_a_class() -> None:
    page = rendered("| a | b | c | d |\n|:--|:-:|--:|---|\n| e | f | g | h |")
    cells = html.fromstring(page).xpath("//td | //th")
    assert [cell.get("class") for cell in cells] == ["q-left", "q-center", "q-right", None] * 2
    assert "style" not in page


@pytest.mark.parametrize("odd", ["<![x", "<![CDATA[", "<!x", "<?x", "</", "<![if a]>", "<a id=b"])
def test_odd_html_in_a_source_stops_nobody_who_looks_for_names_in_it(odd: str) -> None:
    class Looking(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            parser = HTMLParser()
            parser.feed("\n".join(lines))
            parser.close()
            return lines

    converter = markdown.Markdown(extensions=EXTENSIONS)
    converter.preprocessors.register(Looking(converter), "mkdocs_raw_html", 21)
    assert html.fromstring(converter.convert(f"a {odd}")).text_content() == f"a {odd}"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b>",
        "<div>\n\n<script>x</script>\n\n</div>",
        "<!-- x --><style>*{}</style>",
        "<svg/onload=x>",
        "- <img src=x onerror=x>",
        "| <script>x</script> |\n|---|\n| <b> |",
        "# <script>x</script>",
        "&lt;script&gt;",
        "``` { .python onclick=x #a }\n<script>\n```",
        "    <script>",
        "<p markdown=1><script></p>",
    ],
)
def test_html_is_shown_and_not_run(source: str) -> None:
    page = html.fromstring(f"<main>{rendered(source)}</main>")
    assert (
        page.xpath("//script | //style | //svg | //img | //b | //@*[starts-with(name(), 'on')]")
        == []
    )


@pytest.mark.parametrize(
    "typed",
    [
        opening("script"),
        opening("div", onclick="x"),
        opening("p", style="x"),
        leaf("script", "alert(1)"),
        leaf("iframe", "", src="https://x.vn"),
        leaf("p", "x", onmouseover="x"),
        opening("div")[:-3],
        *group([leaf("p", "x", onclick="x")]),
        "\ue00bx\ue00c",
        "\ue00bx\ue00c\ue00b\ue00d",
        "\ue000",
        "\ue002[]",
        "\ue000" + "[" * 2000,
        '\ue002["p",["x"]]',
        '\ue002["p",{"id":1}]',
        closing(),
    ],
)
def test_our_notation_makes_no_element_that_could_do_anything(typed: str) -> None:
    page = html.fromstring(f"<main>{rendered('a', typed, 'b')}</main>")
    made = page.xpath("//script | //iframe | //@onclick | //@onmouseover | //@style | //@src")
    assert made == []
    assert page.xpath("string()").split()[0] == "a"
    assert page.xpath("string()").split()[-1] == "b"


def test_typed_characters_of_our_notation_are_shown_once_they_are_made_text() -> None:
    typed = leaf("h1", "Giả") + span("a", "b") + unchecked_link("../17/", "c")
    page = html.fromstring(rendered(reserved_as_text(typed)))
    assert page.tag == "p"
    assert page.text_content() == typed


def test_an_element_holds_its_text_in_one_line() -> None:
    page = html.fromstring(rendered(opening("div"), leaf("p", "a\n\n# b\r\r1. c"), closing()))
    assert page.xpath("//div/p/text()") == ["a # b 1. c"]


@given(st.text(), st.sampled_from([r"[x]({})", "![x]({})", "[x](<{}>)", "[r]\n\n[r]: {}"]))
def test_whatever_is_typed_for_an_address_runs_no_script(typed: str, form: str) -> None:
    page = html.fromstring(f"<main>{rendered(form.format('javascript:' + typed))}</main>")
    found = [str(href).strip().lower() for href in page.xpath("//@href | //@src")]
    assert not [href for href in found if href.startswith("javascript:")]
