"""Pages written at once where they are notation of ours: the same as by Python-Markdown alone."""

import re
from collections.abc import Callable
from itertools import chain

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

import organisation
from quyche.markup.contents import Contents
from quyche.markup.divided_pages import DividedPage
from quyche.markup.markdown import Destination, with_links
from quyche.markup.notation import (
    closing,
    emphasis,
    group,
    leaf,
    note_mark,
    opening,
    span,
    strong,
)
from quyche.markup.runs import Run
from quyche.pages.documents import document_markdown
from quyche.reading.reading import Reading

EXTENSIONS = ["quyche.markup.notation", "tables", "toc", "pymdownx.superfences"]
SETTINGS = {"toc": {"toc_depth": "2-3"}}
CONTENTS = Contents.told(SETTINGS["toc"])
_ID_RE = re.compile(r'(?<= id=")[^"]+')


def rendered(text: str) -> tuple[str, object]:
    builder = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    return builder.convert(text), builder.toc_tokens  # type: ignore[attr-defined]  # of the extension


def divided(text: str) -> str | None:
    """What a page becomes by its parts; None where it is not divided."""
    page = DividedPage.of(text)
    if page is None:
        return None
    html, contents = rendered(page.rest)
    joined = page.joined(html, set(_ID_RE.findall(html)))
    assert joined is None or contents == rendered(text)[1]
    alone(text)
    return joined


def alone(text: str) -> bool:
    """Whether a page needs nobody else; if so, it is what Python-Markdown makes of it."""
    parts = DividedPage.of(text)
    written = parts.alone(CONTENTS, str) if parts and CONTENTS else None
    if written is None:
        return False
    html, contents = rendered(text)
    assert written.html == html
    assert written.anchors == set(_ID_RE.findall(html))
    assert shown(written.contents) == shown(contents)
    return True


def shown(contents: object) -> object:
    """What the site builder takes from a table of contents."""
    if not isinstance(contents, list):
        return contents
    return [(one["level"], one["id"], one["name"], shown(one["children"])) for one in contents]


def page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


WORDS = st.sampled_from(
    [
        *("Điều 5", "khoản 2", "điểm đ", "18-1-2021", "10-QĐi/TW", "lần 2", "Ban Thường vụ"),
        *("a", " ", "*", "_", "[", "]", "(", ")", "`", "\\", "#", "!", "<", ">", "&", "&amp;", "{"),
        *("**", "~~", "==", ":", "http://a.b", "1-2", "\u00a0", "“", "\ue001", "$", "^", "|", "'"),
    ]
)
TEXTS = st.lists(WORDS, max_size=8).map("".join)
RUNS = st.lists(
    st.builds(
        Run,
        TEXTS,
        strong=st.booleans(),
        emphasis=st.booleans(),
        href=st.sampled_from(["", "", "https://a.b/c?d=e&f", "#dieu-5", "../a_b.md"]),
    ),
    max_size=3,
)
STYLES: list[Callable[[str], str]] = [str, strong, emphasis, lambda text: span("q", text)]
HREFS = st.sampled_from(["#dieu-5", "#dieu-9", "../co-quan/a_b.md", "x.md#y", "javascript:a"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    text = draw(RUNS)
    length = sum(len(run.text) for run in text)
    first = draw(st.integers(0, length))
    last = draw(st.integers(first, length))
    there = Destination(draw(HREFS), draw(st.booleans()))
    line = "".join(with_links(text, [(first, last, there)] if first < last else []))
    ending: str = draw(
        st.sampled_from(["", note_mark("1"), note_mark("2", href="#chu-2", id_="ve-2")])
    )
    style: Callable[[str], str] = draw(st.sampled_from(STYLES))
    return style(line) + ending


NUMBER = span("q-number q-named", "[Chương I.](#c)")
PLAIN = st.sampled_from(["Điều 5. Tên", "a & b", "khoản 2", "[Chương I.](#dieu-5)", "x"])
NUMBERED = st.builds(lambda number, name: span("q-number q-named", number) + name, PLAIN, PLAIN)
LEAVES = st.builds(
    lambda tag, text, anchor, cls: leaf(tag, text, id=anchor, cls=cls),
    st.sampled_from(["p", "p", "td", "h1", "h2", "h3"]),
    st.one_of(lines(), PLAIN, NUMBERED),
    st.sampled_from(["", "", "dieu-5", "a"]),
    st.sampled_from(["", "q-number"]),
)
TYPED = st.sampled_from(
    [
        *("một *hai*", "## ba", "- a\n- b", "    c", "| a | b |\n|---|---|\n| 1 | 2 |"),
        *("# Tên", "Ngày 18-1-2021: khoản 2 (x)", "## ba ##", " a", "a  ", "một\nhai", "“a”"),
    ]
)
BLOCKS = st.recursive(
    st.one_of(LEAVES.map(lambda block: [block]), TYPED.map(lambda block: [block])),
    lambda inner: st.builds(
        lambda tag, cls, parts: [opening(tag, cls=cls), *chain(*parts), closing()],
        st.sampled_from(["div", "section", "blockquote"]),
        st.sampled_from(["", "q-document", "q-part", "q-text"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(BLOCKS, max_size=4))
def test_a_page_is_the_same_in_parts_and_as_a_whole(blocks: list[list[str]]) -> None:
    text = page(*chain(*blocks))
    assert divided(text) in {None, rendered(text)[0]}


@given(RUNS, HREFS)
def test_no_sign_of_markdown_in_a_text_keeps_its_page_from_being_divided(
    text: list[Run], href: str
) -> None:
    plain = [Run(run.text.replace("\ue001", ""), strong=run.strong) for run in text]
    length = sum(len(run.text) for run in plain)
    line = "".join(with_links(plain, [(0, length, Destination(href))] if length else []))
    source = page(opening("div", cls="q-document"), leaf("p", line), closing())
    assert divided(source) == rendered(source)[0]


@pytest.mark.parametrize(
    "parts",
    [
        ("# Tên", leaf("p", "a"), "## Tên", "Một đoạn, khoản 2.", leaf("h3", "Tên")),
        (leaf("h1", "[a](b.md)"), leaf("p", "[a](https://b.c)[d](javascript:e)")),
        (opening("section", cls="q-chapter"), leaf("h2", NUMBER + " Tên", id="c"), closing()),
        (opening("section", cls="q-chapter"), leaf("h2", NUMBER), closing()),
    ],
)
def test_a_page_of_ours_needs_nobody_else(parts: tuple[str, ...]) -> None:
    assert alone(page(*parts))


def test_elements_of_a_group_stand_right_after_each_other() -> None:
    source = page(
        *group([opening("div"), leaf("p", "a"), leaf("p", "b"), closing()]), leaf("p", "c")
    )
    assert divided(source) == "<div><p>a</p><p>b</p></div>\n<p>c</p>" == rendered(source)[0]


@pytest.mark.parametrize(
    "source",
    [
        leaf("p", "một **hai**"),
        leaf("p", "[a][b]"),
        leaf("p", "<b>"),
        leaf("p", "&copy;"),
        leaf("p", "a\tb"),
        leaf("p", "[a [b](c) d](e)"),
        closing(),
        opening("div"),
        opening("script") + "\n\n" + closing(),
        "```\n\n" + leaf("p", "a") + "\n\n```",
        leaf("p", 'data-q-part="0"'),
        leaf("p", "x", id="a") + "\n\n## a",
    ],
)
def test_what_others_may_read_otherwise_is_left_to_them(source: str) -> None:
    assert divided(source) is None


@pytest.mark.parametrize("path", [organisation.REGULATION, organisation.TERM])
def test_most_of_a_document_needs_nobody_else(path: str) -> None:
    reading = Reading.of(organisation.files())
    source = document_markdown(reading, reading.corpus.by_path[path])
    parts = DividedPage.of(source)
    assert parts
    assert len(parts.rest) < len(source) / 2
    assert divided(source) == rendered(source)[0]
    assert alone(source) == ("[^" not in reading.corpus.by_path[path].document.source)
