"""What a reader sees on the page is the document's text: every number literal, nothing run."""

import re
from pathlib import Path

import markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from quyche.corpus import corpora
from quyche.pages.documents import document_markdown
from readings import reading_of

ROOT = Path(__file__).parents[2]
FRONT = "---\nkind: regulation\ntitle: T\nstatus: draft\n---\n"
MIXED = """# Quy chế

### Điều 1. Một

1. Một.

3. Ba:

    a) A;

    đ) Đ;

    e) E.

4a. Bốn a.

### Điều 4a. Bốn a

1- Một.

2/ Hai.

5.1. Năm một.

a. Điểm a.

### Điều 7.

Không tên.
"""


def page_of(text: str) -> html.HtmlElement:
    """The page of a document, through the same extensions as the site."""
    documents = corpora.build({"quy-che/t.md": (FRONT + text).encode()})
    library = reading_of(documents)
    source = document_markdown(library, documents.texts[0])
    extensions = ["quyche.markup.notation", "tables", "toc", "pymdownx.superfences"]
    return html.fromstring(markdown.markdown(source, extensions=extensions))


def numbers(page: html.HtmlElement) -> list[str]:
    return [element.text_content().strip() for element in page.find_class("q-number")]


def test_every_number_is_shown_as_adopted() -> None:
    assert numbers(page_of(MIXED)) == [
        "Điều 1.", "1.", "3.", "a)", "đ)", "e)", "4a.", "Điều 4a.", "1-", "2/", "5.1.", "a.", "Điều 7.",
    ]  # fmt: skip


def test_every_provision_has_its_anchor_once() -> None:
    ids = [element.get("id") for element in page_of(MIXED).iter() if element.get("id")]
    wanted = ["dieu-1-khoan-3-diem-dd", "dieu-1-khoan-4a", "dieu-4a-khoan-5-1", "dieu-7"]
    assert [ids.count(anchor) for anchor in wanted] == [1, 1, 1, 1]


def blankless(text: str) -> str:
    return re.sub(r"\s+", "", text)


TRICKY = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=x>",
            "`a`",
            "_a_",
            "__a__",
            "~~a~~",
            "&copy;",
            "&",
            "<",
            ">",
            "{#id .c}",
            '{onclick="x"}',
            "![a](b)",
            "[a](javascript:x)",
            "[^1]",
            ":smile:",
            "==a==",
            "a*b",
            "#",
            "+",
            "|",
            "\ue000",
            "\ue006",
            "https://example.org",
            "<b@example.org>",
            "$x$",
            "!!!",
            "***",
            "Điều",
            "ữ",
            "[TOC]",
            "abc",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(TRICKY)
def test_whatever_stands_in_a_text_is_shown_and_not_run(words: str) -> None:
    text = f"# T\n\n### Điều 1. Một\n\n1. x {words} x\n"
    documents = corpora.build({"quy-che/t.md": (FRONT + text).encode()})
    expected = documents.texts[0].by_anchor["dieu-1-khoan-1"].text
    page = page_of(text)
    (clause,) = page.xpath("//*[@id='dieu-1-khoan-1']//*[contains(@class, 'q-text')]")
    for mark in clause.xpath(".//sup[@data-q-site]"):  # what refers to a footnote is no text
        mark.drop_tree()
    assert blankless(clause.text_content()) == blankless(expected)
    assert not page.xpath("//script | //img | //*[@onclick] | //*[@onerror]")
    assert not [href for href in page.xpath("//@href") if "script:" in href]
