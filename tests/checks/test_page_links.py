"""Links of ordinary pages: what leads nowhere is told with its line and what may have been meant."""

from collections.abc import Sequence

import pytest

from quyche.corpus.listings import Listed
from quyche.labels import Labels
from quyche.reading.reading import Reading

LABELS = Labels.load("vi")
FILES = {
    "index.md": "# Trang chủ\n\nXem [Quy chế](quy-che/a.md).\n",
    "huong-dan/doc.md": "---\nkind: page\ntitle: Đọc\n---\n# Đọc\n\n## Cách tìm\n\n## Cách tìm\n",
    "quy-che/a.md": "---\nkind: regulation\ntitle: Quy chế A\nstatus: draft\n---\n# Quy chế A\n\n"
    "### Điều 1. Phạm vi\n\n1. Một.\n\n2. Hai.\n",
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n# Ban A\n\nLà ban.\n",
}


def told(source: str, path: str = "huong-dan/xem.md", there: Sequence[str] = ()) -> list[str]:
    files = {name: text.encode() for name, text in {**FILES, path: source}.items()}
    listing = tuple(Listed(name) for name in (*files, *there))
    rules = {"page-link", "page-anchor", "page-link-absolute", "page-file", "page-link-scheme"}
    found = Reading.of(files, listing=listing if there else ()).problems
    problems = (one for one in found if one.rule in {*rules, "raw-html"})
    return [LABELS.line(problem) for problem in problems]


@pytest.mark.parametrize(
    "link",
    [
        "../quy-che/a.md",
        "../quy-che/a.md#dieu-1-khoan-2",
        "../quy-che/a.md#quy-che-a",
        "doc.md#cach-tim",
        "doc.md#cach-tim_1",
        "<doc.md>",
        'doc.md "Tên"',
        "#xem",
        "../lich-su.md",
        "../kiem-tra-ban-sao.md",
        "../gop-y/a.md",
        "../co-quan/ban-a.md#dieu-chinh",  # its page is written by a build
        "../index.md",
        "https://example.org/a.md",
        "mailto:a@example.org",
        "anh.png",  # whether it is there, the site builder knows
    ],
)
def test_says_nothing_of_a_link_that_leads_somewhere(link: str) -> None:
    assert told(f"# Xem\n\nXem [chỗ này]({link}).\n") == []


@pytest.mark.parametrize(
    ("link", "found", "meant"),
    [
        ("../quy-che/b.md", '"../quy-che/b.md" không dẫn tới trang nào', "../quy-che/a.md"),
        ("a.md", '"a.md" không dẫn tới trang nào', "../quy-che/a.md"),
        ("doc/", '"doc/" không dẫn tới trang nào', "doc.md"),
        ("../quy-che/a.md#dieu-1-khoan-3", '"#dieu-1-khoan-3"', "dieu-1-khoan-2"),
        ("doc.md#cach-tiem", '"#cach-tiem" mà huong-dan/doc.md', "cach-tim"),
        ("#xen", '"#xen" mà huong-dan/xem.md', "xem"),
        ("/quy-che/a/", "bắt đầu bằng dấu gạch chéo", "../quy-che/"),
    ],
)
def test_tells_of_a_link_that_leads_nowhere_and_what_was_meant(
    link: str, found: str, meant: str
) -> None:
    (line,) = told(f"---\nkind: page\ntitle: Xem\n---\n# Xem\n\nXem [chỗ này]({link}).\n")
    assert line.startswith("huong-dan/xem.md:7: ")
    assert found in line.partition("; ")[0]
    assert meant in line.partition("; ")[2]


@pytest.mark.parametrize(
    "source",
    [
        "```\n[a](khong-co.md)\n```\n",
        "`[a](khong-co.md)`\n",
        "    [a](khong-co.md)\n",
        "\\[a\\](khong-co.md)\n",
    ],
)
def test_takes_nothing_in_code_for_a_link(source: str) -> None:
    assert told(f"# Xem\n\n{source}") == []


@pytest.mark.parametrize(
    "source",
    ["- Một\n\n    [a](khong-co.md)\n", "[a][b]\n\n[b]: khong-co.md\n", "![a](khong-co.md)\n"],
)
def test_finds_links_in_lists_references_and_pictures(source: str) -> None:
    assert len(told(f"# Xem\n\n{source}")) == 1


def test_looks_at_the_first_page_and_at_the_register_too() -> None:
    assert told("# Trang chủ\n\n[a](khong-co.md)\n", "index.md")[0].startswith("index.md:3: ")
    entry = "---\nkind: body\nname: Ban A\n---\n# Ban A\n\n[a](khong-co.md)\n"
    assert told(entry, "co-quan/ban-a.md")[0].startswith("co-quan/ban-a.md:7: ")


@pytest.mark.parametrize("link", ["![a](../dinh-kem/anh.pgn)", "[a](<../dinh-kem/ảnh.png>)"])
def test_tells_of_a_file_that_is_not_there_and_what_was_meant(link: str) -> None:
    (line,) = told(f"# Xem\n\n{link}\n", there=["dinh-kem/anh.png"])
    assert line.startswith("huong-dan/xem.md:3: ")
    assert "dẫn tới một tệp không có trong docs" in line
    assert line.endswith("có phải: ../dinh-kem/anh.png")


@pytest.mark.parametrize(
    "link",
    ["../dinh-kem/anh.png", "../chuong-trinh/b.ics", "../so-sanh/a/1/bang/bang-so-sanh.docx"],
)
def test_says_nothing_of_a_file_that_is_there_or_that_a_build_makes(link: str) -> None:
    assert told(f"# Xem\n\n[a]({link})\n", there=["dinh-kem/anh.png"]) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Một <b>chữ</b> đậm.", 'có thẻ HTML "<b>chữ"'),
        ("<script>alert(1)</script>", 'có thẻ HTML "<script>alert(1)"'),
        ("<!-- giấu -->", 'có thẻ HTML "<!-- giấu -->"'),
        ("| a |\n|---|\n| <br> |", 'có thẻ HTML "<br> |"'),
        ("<javascript:alert(1)>", 'có thẻ HTML "<javascript:alert(1)>"'),
        ("[a](javascript:alert(1))", '"javascript:alert(1)" không phải địa chỉ'),
        ("[a](JAVA&#115;CRIPT:x)", '"JAVA&#115;CRIPT:x" không phải địa chỉ'),
        ("[a](data:text/html,x)", '"data:text/html,x" không phải địa chỉ'),
        ("[a]\n\n[a]: vbscript:x", '"vbscript:x" không phải địa chỉ'),
    ],
)
def test_tells_of_html_and_of_links_that_would_run_something(source: str, found: str) -> None:
    (line,) = told(f"# Xem\n\n{source}\n")
    assert line.startswith(("huong-dan/xem.md:3: ", "huong-dan/xem.md:5: "))
    assert found in line


@pytest.mark.parametrize(
    "source",
    [
        "`<b>`",
        "```\n<b>\n[a](javascript:x)\n```",
        "    <b>",
        "1 \\< 2, a < b",
        "<https://example.org> và <a@example.org>",
        "[a](<doc.md>)",
        "[a]\n\n[a]: <doc.md>",
    ],
)
def test_takes_no_code_no_sign_and_no_address_for_html(source: str) -> None:
    assert told(f"# Xem\n\n{source}\n") == []
