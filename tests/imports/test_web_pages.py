"""HTML pages: what a browser shows."""

from pathlib import Path

import pytest

from quyche.imports.files import web_pages
from quyche.imports.files.paragraphs import Paragraph, Table


def texts(tmp_path: Path, body: str | bytes) -> list[str]:
    path = tmp_path / "a.html"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return [piece.text for piece in web_pages.read(path)[0] if isinstance(piece, Paragraph)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Một\n câu <b>đậm</b> dài</p>", ["Một câu đậm dài"]),
        ("<p>Một;<br>Hai<br>hết câu</p>", ["Một;", "Hai hết câu"]),
        ("<div>Trước<p>Giữa</p>Sau</div>", ["Trước", "Giữa", "Sau"]),
        ("<ol start=3><li>Ba<li><p>Bốn</ol>", ["3. Ba", "4. Bốn"]),
        ("<ol type=a><li>Một<ul><li>Hai</ul></ol>", ["a. Một", "- Hai"]),
        ("<ol><li value=7>Bảy<li>Tám</ol>", ["7. Bảy", "8. Tám"]),
        ("<pre>Điều 1. Một\n1. Hai</pre>", ["Điều 1. Một", "1. Hai"]),
        ("<nav>Mục lục</nav><script>x</script><p hidden>Ẩn</p><p>Hiện</p>", ["Hiện"]),
        ("<p><del>Cũ</del><ins>Mới</ins></p>", ["Mới"]),
        ("<p>a &lt;b&gt; &amp; c</p>", ["a <b> & c"]),
        ("<span>Điều 1. <i>Tên</i></span><p>x</p>", ["Điều 1. Tên", "x"]),
    ],
)
def test_reads_paragraphs(body: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(tmp_path, body) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<p>Điều</p>".encode(),
        "\ufeff<p>Điều</p>".encode(),
        "<p>Điều</p>".encode("utf-16"),
        "<meta charset=utf-16le><p>Điều</p>".encode().replace(b"utf-16le", b"utf-8"),
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Điều</p></body></html>'.encode(),
    ],
)
def test_reads_the_encoding_that_is_named(source: bytes, tmp_path: Path) -> None:
    assert texts(tmp_path, source) == ["Điều"]


def test_a_cell_that_reaches_down_keeps_the_others_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = (
        "<table><tr><th rowspan=2>TT</th><th colspan=2>Phân công</th><th rowspan=3>Lúc</th></tr>"
        "<tr><td>A</td><td>B</td></tr><tr><td>1</td><td>a</td></tr></table>"
    )
    path.write_text(body, encoding="utf-8")
    rows = (("TT", "Phân công", "", "Lúc"), ("", "A", "B", ""), ("1", "a", "", ""))
    merged = frozenset({(1, 0), (1, 3), (2, 3)})
    assert web_pages.read(path)[0] == (Table(rows, 1, merged),)


def test_a_table_keeps_its_cells_and_a_nested_one_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = (
        "<table><tr><th colspan=2>Tên</th></tr>"
        "<tr><td>1</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    )
    path.write_text(body, encoding="utf-8")
    assert web_pages.read(path)[0] == (Table((("Tên", ""), ("1", "a\nb")), 1),)


def test_a_picture_is_a_loss(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p>Chữ <img src="x.png"></p>', encoding="utf-8")
    assert [problem.rule for problem in web_pages.read(path)[1]] == ["import-pictures"]
