"""Inline markup: bold, italic, links and escapes; everything else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.markup.runs import Run, escape, has_tag, is_safe_href, plain, runs

SOURCES = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(["**", "*", "\\", "[", "](", ")", "http://x", "`", "_", "<b>", " "]),
    )
).map("".join)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Điều 5", [Run("Điều 5")]),
        ("a **b c** d", [Run("a "), Run("b c", strong=True), Run(" d")]),
        ("*a* b", [Run("a", emphasis=True), Run(" b")]),
        ("[a](https://x.vn/b#c)", [Run("a", href="https://x.vn/b#c")]),
        ("[a](../quy-che/x.md#dieu-1)", [Run("a", href="../quy-che/x.md#dieu-1")]),
        (r"1\. a \*b\*", [Run("1"), Run("."), Run(" a "), Run("*"), Run("b"), Run("*")]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        ("** a **", [Run("** a **")]),
        ("_a_ `b` ~c~", [Run("_a_ `b` ~c~")]),
        (r"**a\*b**", [Run("a*b", strong=True)]),
        (r"*a\** b", [Run("a*", emphasis=True), Run(" b")]),
        (r"[a\]b](#c)", [Run("a]b", href="#c")]),
    ],
)
def test_a_paragraph_is_read_stretch_by_stretch(source: str, expected: list[Run]) -> None:
    assert list(runs(source)) == expected


@given(SOURCES)
def test_the_stretches_join_to_what_a_reader_sees(source: str) -> None:
    assert "".join(run.text for run in runs(source)) == plain(source)


@given(st.one_of(SOURCES, st.text()))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert plain(escape(text)) == text


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert`1`",
        "JavaScript:x",
        "data:text/html,x",
        "vbscript:x",
        "javascript&colon;x",
        "file:///etc/passwd",
        "\x01javascript:x",
    ],
)
def test_a_link_to_a_script_stays_text(href: str) -> None:
    assert not is_safe_href(href)
    assert list(runs(f"[a]({href})")) == [Run(f"[a]({href})")]


@pytest.mark.parametrize(
    "href", ["https://x.vn/a?b=c", "mailto:a@b.vn", "#dieu-5", "/a", "../a.md", "./a", "a/b.md#c-1"]
)
def test_a_link_to_the_web_to_mail_or_to_this_site_is_one(href: str) -> None:
    assert list(runs(f"[a]({href})")) == [Run("a", href=href)]


@pytest.mark.parametrize("source", ["<b>", "a <br/> b", "</p>", "<!-- x -->", "x<script"])
def test_html_is_noticed(source: str) -> None:
    assert has_tag(source)


@pytest.mark.parametrize("source", [r"\<b>", "a < b", "a <= b", "x > y", "5<6", "<"])
def test_a_plain_sign_is_no_html(source: str) -> None:
    assert not has_tag(source)
