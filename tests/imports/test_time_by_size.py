"""The time that a conversion takes grows as the file does, whatever the file repeats."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hostile_files import word
from quyche.imports.documents.conversion import convert_file

START = "Điều 1. Tên\n"
TEXTS: Mapping[str, str] = {
    "articles": "Điều {i}. Tên\n1. Một hai ba;\na) Hai;\n",
    "a sentence without an end": "một dòng chữ thường không hết câu, và\n",
    "lines of a gazette": "CÔNG BÁO/Số {i}/Ngày 01-01-2020\n\nmột dòng chữ thường không hết câu\n",
    "opening quotations": "“",
    "amendments": "{i}. Sửa đổi, bổ sung Điều {i} như sau:\n“Điều {i}. Tên\n1. x.”.\n",
    "open brackets": "(một\nhai ba\n",
    "brackets on one line": "(",
    "dots on one line": ".",
    "dots and brackets": ".)",
    "broken words": "QĐ-\n",
    "blank lines": "\n\n",
    "drawn lines": "-----\n",
    "notes": "{i} Luật số 32/2013/QH13 có hiệu lực\n",
    "ends of pages": "x\f\n",
}
_RUN = "<w:r><w:t>chữ</w:t></w:r>"
WORD: Mapping[str, str] = {
    "paragraphs that are deleted": f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_RUN}</w:p>",
    "fields in fields": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{_RUN}</w:p>',
    "notes": '<w:p><w:r><w:footnoteReference w:id="{i}"/></w:r></w:p>',
    "tables": f"<w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl>",
    "rows": f"<w:tr><w:tc><w:p>{_RUN}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>",
}
PAGES: Mapping[str, str] = {
    "blocks": "<div><p>Điều {i}. <b>Tên</b></div>",
    "items": "<ol start={i}><li>x<li>y</ol>",
    "rows": "<tr><td>a<td colspan=2>b",
    "hidden parts": "<div hidden><p>x</div>",
    "open tags": "<p><i>x",
}
SMALL, LARGE = 8_000, 64_000


def repeated(unit: str, size: int) -> str:
    count = max(1, size // len(unit.encode()))
    return "".join(unit.replace("{i}", str(at)) for at in range(1, count + 1))


def text(unit: str, size: int) -> bytes:
    return (START + repeated(unit, size)).encode()


def document(unit: str, size: int) -> bytes:
    body = repeated(unit, size)
    note = f'<w:footnote w:id="{{i}}"><w:p>{_RUN}</w:p></w:footnote>'
    table = f"<w:tbl>{body}</w:tbl>" if unit.startswith("<w:tr>") else body
    ends = '<w:fldChar w:fldCharType="end"/>' * (size // 60)
    return word(f"{table}<w:p><w:r>{ends}</w:r>{_RUN}</w:p>", footnotes=repeated(note, size))


def page(unit: str, size: int) -> bytes:
    body = repeated(unit, size)
    return f"<p>{START}{f'<table>{body}</table>' if unit.startswith('<tr>') else body}".encode()


@pytest.mark.parametrize(
    ("ending", "made", "unit"),
    [
        pytest.param(ending, made, unit, id=f"{ending}-{name}")
        for ending, made, units in (
            ("txt", text, TEXTS),
            ("docx", document, WORD),
            ("html", page, PAGES),
        )
        for name, unit in units.items()
    ],
)
def test_eight_times_the_size_takes_about_eight_times_as_long(
    tmp_path: Path, ending: str, made: Callable[[str, int], bytes], unit: str
) -> None:
    path = tmp_path / f"a.{ending}"

    def seconds(size: int) -> float:
        path.write_bytes(made(unit, size))
        begin = time.process_time()
        convert_file(path)
        return time.process_time() - begin

    assert seconds(LARGE) < 25 * max(seconds(SMALL), 0.05)
