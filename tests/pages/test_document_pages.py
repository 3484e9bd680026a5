"""A document's Markdown, read back from the page: every word, its style, its links."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.markup import gate
from quyche.markup.markdown import escape
from quyche.markup.runs import plain
from quyche.pages.documents import Renderer, document_markdown
from quyche.reading.reading import Reading
from quyche.settings import Settings
from quyche.texts.digests import page_text, source_text
from quyche.texts.parser import parse
from quyche.texts.provisions import BlockKind
from readings import reading_of

HEAD = "---\nkind: regulation\ntitle: T\nstatus: draft\n---\n"
EXTENSIONS = ["quyche.markup.notation", "tables", "toc", "pymdownx.superfences"]
BODY = "---\nkind: body\nname: Ban A\n---\n"


def library_of(texts: dict[str, str], settings: Settings) -> Reading:
    documents: Corpus = corpora.build({path: text.encode() for path, text in texts.items()})
    return reading_of(documents, settings=settings)


def markup_of(
    text: str, *, others: dict[str, str] | None = None, settings: Settings | None = None
) -> str:
    """What Markdown makes of the page of a regulation among other files."""
    files = {"quy-che/t.md": HEAD + text, **(others or {})}
    library = library_of(files, settings or Settings())
    source = document_markdown(library, library.corpus.by_id["t"])
    return markdown.markdown(source, extensions=EXTENSIONS)


def page_of(
    text: str, *, others: dict[str, str] | None = None, settings: Settings | None = None
) -> html.HtmlElement:
    """The same, to be looked through."""
    return html.fromstring(markup_of(text, others=others, settings=settings))


def paragraph_of(text: str) -> html.HtmlElement:
    paragraph: html.HtmlElement
    (paragraph,) = page_of(f"### Điều 1. A\n\n{text}\n").xpath("//section/p")
    return paragraph


def blankless(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", "<p>a <strong>b</strong> c</p>"),
        ("a *b* c", "<p>a <em>b</em> c</p>"),
        ("a**b**c", "<p>a<strong>b</strong>c</p>"),
        ("**a***b*", "<p><strong>a</strong><em>b</em></p>"),
        ("*a***b**", "<p><em>a</em><strong>b</strong></p>"),
        ("**a**\\*", "<p><strong>a</strong>*</p>"),
        (
            "[a](https://x.vn/_b_*c*)",
            '<p><a href="https://x.vn/_b_*c*" rel="noopener noreferrer">a</a></p>',
        ),
        (
            "[a](https://x.vn/?b=1&copy;=2)",
            '<p><a href="https://x.vn/?b=1&amp;copy;=2" rel="noopener noreferrer">a</a></p>',
        ),
        (
            "[a](https://x.vn/`b`\\c)",
            '<p><a href="https://x.vn/%60b%60%5Cc" rel="noopener noreferrer">a</a></p>',
        ),
        ("[**a**](https://x.vn)", '<p><a href="https://x.vn" rel="noopener noreferrer">a</a></p>'),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
    ],
)
def test_a_paragraph_keeps_its_style_and_links(text: str, expected: str) -> None:
    shown = html.tostring(paragraph_of(text), encoding="unicode").strip()
    assert shown == expected


PIECES = st.sampled_from(
    ["**", "*", "_", "`", "[", "](", ")", "http://x", "\\", "<b>", "&amp;", "&", "#", "x", " ", "1. ", "+ ", "~~", "!["]
)  # fmt: skip
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="|>"), max_size=5
)


@given(st.lists(st.one_of(PIECES, PRINTABLE), max_size=12).map("".join))
def test_the_page_shows_the_text_of_every_paragraph(text: str) -> None:
    shown = page_of(f"### Điều 1. A\n\nx{text}\n").xpath("string(//section)")
    assert blankless(shown).startswith(blankless("Điều 1.A" + plain("x" + text.strip())))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    page = markdown.markdown(f"x{escape(text)}x", extensions=EXTENSIONS)
    assert blankless(html.fromstring(page).text_content()) == blankless(f"x{text}x")


def test_a_lone_carriage_return_begins_no_markdown_of_its_own() -> None:
    page = page_of("### Điều 1. A\n\nMột\r\r7. Hai\r\r# Ba\n")
    assert page.xpath("count(//ol | //h1)") == 1  # the title that the front matter gives
    assert blankless(page.xpath("string(//section/p)")) == "Một7.Hai#Ba"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Chủ trì: **Ban** *A*", ["- Chủ trì:", "Ban A"]),
        ("- Chủ trì: [Ban](https://x.vn) **A**", ["- Chủ trì:", "Ban A"]),
        ("- **Chủ trì: Ban** A", ["- Chủ trì: Ban A"]),
        ("- **Chủ trì**: Ban A", ["- Chủ trì: Ban A"]),
    ],
)
def test_a_field_of_a_task_keeps_its_style(item: str, expected: list[str]) -> None:
    head = HEAD.replace("regulation", "programme")
    files = {"chuong-trinh/t.md": f"{head}### Nhiệm vụ 1. A\n\n{item}\n"}
    library = library_of(files, Settings())
    source = document_markdown(library, library.corpus.by_id["t"])
    page = html.fromstring(markdown.markdown(source, extensions=EXTENSIONS))
    (field,) = page.xpath("//section/div//p[not(ancestor::div[@data-q-site])]")
    parts = field.xpath("./span[@class='q-name' or @class='q-value']") or [field]
    assert [part.text_content() for part in parts] == expected
    assert field.xpath("count(.//strong)") == 1


def test_a_table_keeps_its_cells() -> None:
    page = page_of("### Điều 1. A\n\n| **a** | b \\| c |\n|---|:-:|\n| 1. | <i>x</i> |\n")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tr")]
    assert rows == [["a", "b | c"], ["1.", "<i>x</i>"]]


BLOCKS = {
    BlockKind.PARAGRAPH: "Một.",
    BlockKind.ITEM: "- Một;\n- Hai.",
    BlockKind.HEADING: "## Chung",
    BlockKind.TITLE: "# Quy chế khác",
    BlockKind.BREAK: "---\n\nNơi nhận:",
    BlockKind.QUOTE: "Như sau:\n\n“Điều 5a. X\n\n1. Y”.",
    BlockKind.TABLE: "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n",
    BlockKind.NOTE: "Một[^8] hai[^8].\n\n[^8]: Ghi “chú” <b> `x` & *y*.\n\n    Đoạn hai.",
}


@pytest.mark.parametrize("kind", BLOCKS)
@pytest.mark.parametrize("place", ["### Điều 1. A\n\n{}", "### Điều 1. A\n\n1. Một:\n\n{}", "{}", "### Điều 1. A\n\nA.\n\n## Phụ lục 1\n\n{}"])  # fmt: skip
def test_every_kind_of_block_comes_to_a_page_as_it_was_written(kind: BlockKind, place: str) -> None:
    """A browser adds and moves nothing in it, or no page that has one could be published."""
    assert BLOCKS.keys() == set(BlockKind) - {BlockKind.BLANK}
    markup = markup_of(place.format(BLOCKS[kind]) + "\n")
    assert gate.passed(markup).refused == ""


def test_a_table_of_a_head_alone_has_nothing_below_it() -> None:
    markup = markup_of("### Điều 1. A\n\n| a | b |\n|---|---|\n")
    assert ("<thead>" in markup, "<tbody>" in markup) == (True, False)
    assert gate.passed(markup).refused == ""


NOTED = """
### Điều 1.[^1] Tên[^2] điều

1. [^3] Theo khoản 2[^4] Điều 1.
2. **Đậm[^4] chữ**, [nối](#dieu-1)[^lạ].

| a[^2] |
|---|
| b |

“Điều 9. X[^2]”.

[^1]: Sửa theo khoản 9 Điều 99.
[^2]: Hai “ngoặc” & <b>.
[^3]: Ba.

    1. Đoạn sau.
[^4]: Bốn.
[^lạ]: Năm.
"""


def test_a_footnote_is_led_to_from_its_place_and_back_from_the_foot() -> None:
    page = page_of(NOTED)
    marks = page.xpath("//sup[not(ancestor::section[contains(@class, 'q-notes')])]")
    assert [mark.text_content() for mark in marks] == [
        f"[{label}]" for label in ("1", "2", "3", "4", "4", "lạ", "2", "2")
    ]
    assert all("data-q-site" in mark.attrib for mark in marks)
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    links = page.xpath("//sup/a")
    assert len(links) == len(marks) + 5
    assert all(link.get("href").removeprefix("#") in anchors for link in links)
    assert all(link.get("aria-label") for link in links)
    assert links[1].get("title") == "Hai “ngoặc” & <b>."
    notes = page.xpath("//section[contains(@class, 'q-notes')]/div/div")
    assert [" ".join(note.text_content().split()) for note in notes] == [
        "Sửa theo khoản 9 Điều 99.", "Hai “ngoặc” & <b>.", "Ba. 1. Đoạn sau.", "Bốn.", "Năm.",
    ]  # fmt: skip


def test_a_footnote_is_no_text_of_what_refers_to_it() -> None:
    document = parse(NOTED, "quy-che/x.md").document
    assert document.source == NOTED
    assert [(part.anchor, part.heading, part.text) for part in document.walk()] == [
        ("dieu-1", "Tên điều", "a\nb\n“Điều 9. X”."),
        ("dieu-1-khoan-1", "", "Theo khoản 2 Điều 1."),
        ("dieu-1-khoan-2", "", "Đậm chữ, nối."),
    ]
    reading = library_of({"quy-che/x.md": HEAD + NOTED}, Settings())
    cited = [one.text for part in reading.links.by_document["x"] for one in part.citations]
    assert cited == ["khoản 2 Điều 1"]
    page = page_text(f"<html><body>{markup_of(NOTED)}</body></html>".encode())
    assert page == source_text(parse(HEAD + NOTED, "quy-che/x.md").document, "T")


def test_quoted_text_stands_apart_and_has_no_provisions() -> None:
    page = page_of("### Điều 1. A\n\nNhư sau:\n\n“Điều 5a. X\n\n1. Y”.\n")
    (quote,) = page.xpath("//blockquote")
    assert [line.text_content() for line in quote] == ["“Điều 5a. X", "1. Y”."]
    assert [element.get("id") for element in page.xpath("//section//*[@id]")] == ["dieu-1"]


def test_a_signature_stands_outside_the_last_article() -> None:
    page = page_of("### Điều 1. A\n\nMột.\n\n---\n\nNơi nhận:\n")
    assert page.xpath("string(//section)").split() == ["Điều", "1.", "A", "Một."]
    assert page.xpath("string(//hr/following-sibling::p)") == "Nơi nhận:"


def test_every_provision_carries_its_citation() -> None:
    page = page_of("## Chương II. B\n\n### Điều 4a. A\n\n1. Một\n    đ) Đ\n")
    cited = {
        element.get("id"): element.get("data-cite") for element in page.xpath("//*[@data-cite]")
    }
    assert cited == {
        "chuong-2": "Chương II",
        "dieu-4a": "Điều 4a",
        "dieu-4a-khoan-1": "khoản 1 Điều 4a",
        "dieu-4a-khoan-1-diem-dd": "điểm đ khoản 1 Điều 4a",
    }  # fmt: skip


def test_names_and_citations_become_links_and_keep_their_words() -> None:
    text = "### Điều 1. A\n\n1. **Ban A** làm theo khoản 1 Điều này và Điều 1 Quy chế B.\n"
    others = {
        "co-quan/a.md": BODY,
        "quy-che/b.md": HEAD.replace("title: T", "title: Quy chế B") + "### Điều 1. B\n\nB.\n",
    }
    page = page_of(text, others=others)
    (paragraph,) = page.xpath("//*[@id='dieu-1-khoan-1']//*[@class='q-text']/p")
    links = [(link.text_content(), link.get("href")) for link in paragraph.xpath(".//a")]
    assert links == [
        ("Ban A", "../co-quan/a.md"),
        ("khoản 1 Điều này", "#dieu-1-khoan-1"),
        ("Điều 1 Quy chế B", "b.md#dieu-1"),
    ]
    assert paragraph.text_content() == "Ban A làm theo khoản 1 Điều này và Điều 1 Quy chế B."


def test_a_link_of_the_author_is_not_linked_again() -> None:
    page = page_of(
        "### Điều 1. A\n\n[Ban A và Điều 1](https://x.vn).\n", others={"co-quan/a.md": BODY}
    )
    (link,) = page.xpath("//section/p/a")
    assert (link.text_content(), link.get("href")) == ("Ban A và Điều 1", "https://x.vn")


def test_an_article_says_whom_it_governs_what_cites_it_and_where_to_edit_it() -> None:
    text = "### Điều 1. Nhiệm vụ của Ban A\n\nA.\n\n### Điều 2. B\n\nTheo Điều 1.\n"
    settings = Settings(edit_url="https://x.vn/{path}#L{line}")
    page = page_of(text, others={"co-quan/a.md": BODY}, settings=settings)
    (about, _) = page.find_class("q-about")
    assert about.xpath("string(.//*[@class='q-governs'])") == "Quy định về: Ban A (nhiệm vụ)"
    assert about.xpath(".//*[contains(@class, 'q-cited')]//a/@href") == ["#dieu-2"]
    assert about.xpath(".//*[@class='q-edit']/a/@href") == ["https://x.vn/quy-che/t.md#L6"]


def test_a_provision_quoted_elsewhere_has_neither_anchors_nor_links_to_its_own_page() -> None:
    text = "### Điều 1. A\n\n1. Theo [đây](#dieu-1), [kia](https://x.vn):\n    a) A.\n"
    library = library_of({"quy-che/t.md": HEAD + text, "co-quan/a.md": BODY}, Settings())
    article = library.corpus.by_id["t"].by_anchor["dieu-1"]
    parts = Renderer(library).provision(article)
    page = html.fromstring(markdown.markdown("\n\n".join(parts), extensions=EXTENSIONS))
    assert page.xpath("//@id") == []
    assert page.xpath("//@href") == ["https://x.vn"]
    assert page.text_content().split() == ["1.", "Theo", "đây,", "kia:", "a)", "A."]


def test_a_section_stands_a_level_above_its_articles_and_its_number_above_its_name() -> None:
    page = page_of(
        "## Chương I. Chung\n\n### Mục 1. Họp\n\n### Điều 1. A\n\n1. B.\n\n## Chương II\n\n### Điều 2. C\n\nD.\n"
    )
    headed = page.xpath("//*[@data-cite and starts-with(local-name(), 'h')]")
    levels = [(one.get("aria-level") or one.tag[1:], one.tag) for one in headed]
    assert levels == [("2", "h2"), ("3", "h3"), ("4", "h3"), ("2", "h2"), ("3", "h3")]
    assert [one.text_content() for one in headed] == [
        "Chương I. Chung",
        "Mục 1. Họp",
        "Điều 1. A",
        "Chương II",
        "Điều 2. C",
    ]
    stops = page.xpath("//*[@class='q-stop']")
    assert [stop.getparent().text_content() for stop in stops] == ["Chương I.", "Mục 1."]


SIGNED = """### Điều 1. A

B.

---

Nơi nhận:

- Như Điều 1;

TM. BAN A

TRƯỞNG BAN

(đã ký)

Nguyễn Văn A
"""


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("", ["q-received", "q-received", "q-signed q-office", "q-signed q-office", "q-signed", "q-signed"]),
        ("\n## Phụ lục I. C\n\nD.\n", ["q-received", "q-received", "q-signed q-office", "q-signed q-office", "q-signed", "q-signed"]),
    ],
    ids=["alone", "with-annex"],
)  # fmt: skip
def test_who_signs_and_who_receives_stay_together_in_the_order_of_the_text(
    below: str, expected: list[str]
) -> None:
    page = page_of(SIGNED + below)
    (ending,) = page.xpath("//div[@class='q-ending']")
    assert [line.get("class") for line in ending] == expected
    said = " ".join(page.text_content().split())
    assert "B. Nơi nhận: - Như Điều 1; TM. BAN A TRƯỞNG BAN (đã ký) Nguyễn Văn A" in said


def test_what_only_stands_below_a_break_is_no_signature() -> None:
    page = page_of("### Điều 1. A\n\nB.\n\n---\n\n1. Một khoản.\n\nCâu kết thúc văn bản này.\n")
    assert page.xpath("//div[@class='q-ending']") == []


def test_a_defined_term_leads_to_its_definition_and_stands_in_no_other_link() -> None:
    text = (
        "### Điều 1. Giải thích từ ngữ\n\n1. Diều lớn là diều rộng.\n2. Ban A là cơ quan.\n\n"
        "### Điều 2. B\n\nBan A giữ **diều** lớn và *diều lớn* theo khoản 1 Điều 1.\n"
    )
    page = page_of(text, others={"co-quan/ban-a.md": BODY})
    (paragraph,) = page.xpath("//section[2]/p")
    assert paragraph.text_content() == "Ban A giữ diều lớn và diều lớn theo khoản 1 Điều 1."
    assert {link.get("href") for link in paragraph.xpath(".//*[@class='q-term']/a")} == {
        "#dieu-1-khoan-1"
    }
    assert paragraph.xpath("a/@href") == ["../co-quan/ban-a.md", "#dieu-1-khoan-1"]
