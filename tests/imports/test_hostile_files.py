"""Foreign files that mean no good: each is refused in a sentence of its own, and nothing is lost."""

import io
import itertools
import json
import math
import operator
import os
import random
import re
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from commands import run
from hostile_files import (
    LAW,
    OLE,
    W,
    locked,
    numbered,
    ole,
    open_cell,
    open_workbook,
    packed,
    rows,
    twice,
    word,
    word_xml,
    workbook,
)
from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports import confinement
from quyche.imports.confinement import Allowance, confined
from quyche.imports.documents.conversion import convert_file
from quyche.imports.files.word_numbers import formatted
from quyche.imports.remarks import writing
from refusals import refused, told

IS_ALONE = confinement.is_alone
"""As it is outside of tests."""
Source = bytes | Callable[[], bytes]
Table = Mapping[str, tuple[str, Source | None, str]]
DTD = '<!DOCTYPE d [<!ENTITY x "y">]>'
OUTSIDE = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'
_LAUGHS = (f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
LAUGHS = f"<!DOCTYPE d [<!ENTITY a 'ha'>{''.join(_LAUGHS)}]>"
DIVS = "<div>{}Điều 1. Tên".format
MIXED: Table = {
    "Word, kept as a page": ("a.docx", b"<!DOCTYPE html><p>x</p>", "là trang HTML"),
    "a part of a page": ("a.docx", "<p>Điều 1. Tên</p>".encode(), "là trang HTML"),
    "a part of a page, kept as a text": ("a.txt", b'<div class="x">y</div>', "là trang HTML"),
    "a page behind a comment": ("a.docx", b"<!-- saved --> <html><p>x", "là trang HTML"),
    "a page, kept as Word": ("a.html", word(), "là tệp Word dạng .docx mang đuôi khác"),
    "a text, kept as Word": ("a.txt", word(), "là tệp Word dạng .docx mang đuôi khác"),
    "a page, kept as a text": ("a.txt", b"<html><p>x", "là trang HTML"),
    "a text, kept as Word file": ("a.docx", "Điều 1. Tên".encode(), "là tệp chữ thuần"),
    "an archive that is no Word": ("a.docx", packed({"a/b.docx": word()}), "là tệp nén"),
    "a workbook, kept as Word": ("a.docx", workbook(), "là bảng tính Excel dạng .xlsx"),
    "a workbook": ("a.xlsx", workbook(), "là bảng tính Excel dạng .xlsx"),
    "an open workbook": ("a.ods", open_workbook(), "là bảng tính LibreOffice"),
    "an old workbook": ("a.xls", ole("Workbook"), "Excel đời cũ"),
    "old Word": ("a.doc", ole("WordDocument"), r"Word đời cũ \(\.doc\)"),
    "old Word by a new name": ("a.docx", ole("WordDocument"), r"Word đời cũ \(\.doc\)"),
    "new Word by an old name": ("a.doc", word(), "đổi đuôi thành .docx"),
    "Word with a password": ("a.docx", ole("EncryptedPackage"), "có mật khẩu"),
    "an archive with a password": ("a.docx", locked(word()), "có mật khẩu"),
    "slides": ("a.pptx", packed({"ppt/presentation.xml": ""}), "trình chiếu"),
    "something old": ("a.docx", OLE + b"\0" * 600, "Office đời cũ không rõ loại"),
    "rich text": ("a.rtf", rb"{\rtf1 x}", "là tệp RTF"),
    "rich text, kept as Word": ("a.docx", rb"{\rtf1 x}", "là tệp RTF"),
    "OpenDocument": (
        "a.odt",
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        "văn bản LibreOffice",
    ),
    "PDF": ("a.pdf", b"%PDF-1.7 x", "là tệp PDF"),
    "PDF, kept as Word": ("a.docx", b"%PDF-1.7 x", "là tệp PDF"),
    "a picture": ("a.docx", b"\x89PNG\r\n\x1a\n", "là tệp ảnh"),
    "packed otherwise": ("a.docx", b"7z\xbc\xaf\x27\x1c", "là tệp nén"),
    "XML of Word": (
        "a.docx",
        f"<?xml version='1.0'?><w:wordDocument {W}/>".encode(),
        "XML của Word",
    ),
    "a page from a mail": ("a.docx", b"MIME-Version: 1.0\r\n\r\n<html>", r"\.mht"),
    "no text at all": ("a.html", b"\1\2\0\3" * 20, "không phải loại tệp nào nhận được"),
    "nothing": ("a.docx", b"", "tệp rỗng"),
    "nothing but zeros": ("a.docx", b"\0" * 5000, "tệp rỗng"),
    "a page of nothing": ("a.html", b" <!-- x --> ", "không có chữ nào"),
    "Word without a word": ("a.docx", word("<w:p/>"), "không có chữ nào"),
    "the first half": ("a.docx", word()[:150], "bị cắt cụt hoặc hỏng"),
    "a source": ("a.md", "# Quy chế".encode(), "không chuyển được loại tệp .md"),
    "nothing there": ("none", b"", "tệp rỗng"),
}
PACKED: Table = {
    "a bomb": ("a.docx", lambda: word(LAW + " " * 5_000_000), "lớn gấp"),
    "too many parts": (
        "a.docx",
        lambda: packed({"word/document.xml": "", **{str(at): "" for at in range(5_000)}}),
        "5001 phần",
    ),
    "more parts than anybody lists": (
        "a.docx",
        lambda: packed({f"{at}": "" for at in range(10_001)}),
        "là tệp nén",
    ),
    "two of one name": ("a.docx", twice("word/document.xml"), "hai phần cùng tên"),
    "another way of packing": (
        "a.docx",
        packed({"word/document.xml": word_xml(LAW)}, zipfile.ZIP_LZMA),
        "nén theo cách",
    ),
    "a wrong sum": ("a.docx", word().replace(word()[14:18], b"\0\0\0\0"), "bị cắt cụt hoặc hỏng"),
}
XML: Table = {
    "an entity": ("a.docx", word(LAW.replace("Tên", "&x;Tên"), DTD), "DOCTYPE"),
    "an entity in wide letters": (
        "a.docx",
        packed({"word/document.xml": word_xml(LAW, DTD).encode("utf-16")}),
        "DOCTYPE",
    ),
    "a type from elsewhere": ("a.docx", word(LAW, OUTSIDE), "DOCTYPE"),
    "ten thousand million laughs": ("a.docx", word(LAW.replace("Tên", "&j;"), LAUGHS), "DOCTYPE"),
    "laughs in an attribute": ("a.docx", word('<w:p w:a="&j;"/>', LAUGHS), "DOCTYPE"),
    "an encoding of its own": (
        "a.docx",
        word(LAW, '<?xml version="1.0" encoding="windows-1252"?>'),
        "bảng mã windows-1252",
    ),
    "letters that are none": (
        "a.docx",
        packed({"word/document.xml": word_xml(LAW).encode()[:-30] + b"\xff</w:t>"}),
        "hỏng ở dòng 1",
    ),
    "an open end": ("a.docx", packed({"word/document.xml": word_xml(LAW)[:-9]}), "hỏng ở dòng 1"),
    "a prefix of nothing": ("a.docx", word("<x:p/>"), "hỏng ở dòng 1"),
    "too deep": ("a.docx", word("<w:sdt>" * 200 + "</w:sdt>" * 200), "sâu hơn 200 tầng"),
}
COUNTED: Table = {
    "a wide cell": ("a.docx", word(rows('<w:gridSpan w:val="999999999"/>')), "có số 999999999"),
    "a number of 5000 digits": (
        "a.docx",
        word(rows(f'<w:gridSpan w:val="{"9" * 5000}"/>')),
        "có số 999",
    ),
    "a row that begins far": (
        "a.docx",
        word(rows("").replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="99999"/></w:trPr>')),
        "có số 99999",
    ),
    "many wide cells": (
        "a.docx",
        word(rows(*['<w:gridSpan w:val="32767"/>'] * 31)),
        "các bảng có 1015777 ô",
    ),
    "one wide row above others": (
        "a.docx",
        word(rows('<w:gridSpan w:val="32767"/>', *[""] * 30)),
        "các bảng có 1015777 ô",
    ),
    "many wide tables": ("a.docx", word(rows('<w:gridSpan w:val="32767"/>') * 31), "ô hoặc hơn"),
    "a list from 2,000,000,000": (
        "a.docx",
        numbered('<w:start w:val="2000000000"/><w:numFmt w:val="lowerRoman"/>'),
        "có số 2000000000",
    ),
    "a list that goes on there": (
        "a.docx",
        numbered(
            "", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="2000000000"/></w:lvlOverride>'
        ),
        "có số 2000000000",
    ),
    "letters without end": (
        "a.docx",
        numbered('<w:start w:val="781"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>'),
        "có số 781",
    ),
    "a number of many words": (
        "a.docx",
        numbered(f'<w:lvlText w:val="{"x" * 501}"/>'),
        "ghi 501 chữ trước mỗi đoạn",
    ),
    "a field without an end": (
        "a.docx",
        word(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{LAW}'),
        r"trường \(field\) của Word mở mà không đóng",
    ),
    "a note in itself": (
        "a.docx",
        word(
            '<w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>',
            footnotes='<w:footnote w:id="7"><w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
            "</w:footnote>",
        ),
        "chú thích 7 dẫn vào chính nó",
    ),
}
PAGES: Table = {
    "501 deep": ("a.html", DIVS("<div>" * 500).encode(), "sâu hơn 500 tầng"),
    "words 3000 deep": ("a.html", ("<p>" + "<b>" * 3000 + "x").encode(), "sâu hơn 500 tầng"),
    "a wide cell": (
        "a.html",
        b"<table><tr><td colspan=999999999>x</table>",
        "có số 999999999",
    ),
    "many wide cells": (
        "a.html",
        ("<table>" + "<tr><td colspan=32767>x" * 31 + "</table>").encode(),
        "ô hoặc hơn",
    ),
    "a list from 2,000,000,000": (
        "a.html",
        b"<ol type=I start=2000000000><li>x</ol>",
        "có số 2000000000",
    ),
    "an item 2,000,000,000": (
        "a.html",
        b"<ol type=a><li value=2000000000>x</ol>",
        "có số 2000000000",
    ),
    "letters without end": ("a.html", b"<ol type=a start=781><li>x</ol>", "có số 781"),
    "an encoding for names": ("a.html", b"<meta charset=punycode><p>x", "bảng mã punycode"),
    "an encoding of nobody": ("a.html", b"<meta charset=nope><p>x", "bảng mã nope"),
    "wrong bytes": ("a.html", b"<p>x\xe1\xbb</p>", "byte thứ 5"),
    "a wide text cut": ("a.txt", b"\xff\xfea\0b", "không phải văn bản UTF-8"),
}
REMARKS: Table = {
    "a cell in the last place": (
        "a.xlsx",
        workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "các bảng có 17179869184 ô",
    ),
    "a cell beyond it": ("a.xlsx", workbook('<row><c r="ZZZ9999999"><v>1</v></c></row>'), "ô hoặc"),
    "a row beyond the last": (
        "a.xlsx",
        workbook('<row r="99999999999"><c><v>1</v></c></row>'),
        "có số 99999999999",
    ),
    "an entity": ("a.xlsx", workbook("", DTD), "DOCTYPE"),
    "an entity among the words": ("a.xlsx", workbook("", "", f"{DTD}<sst/>"), "DOCTYPE"),
    "a bomb": ("a.xlsx", lambda: workbook(" " * 5_000_000), "lớn gấp"),
    "too deep": ("a.xlsx", workbook("<row>" * 200 + "</row>" * 200), "sâu hơn 200 tầng"),
    "repeated columns": (
        "a.ods",
        open_workbook(
            "<table:table-row>"
            + open_cell("x", 'table:number-columns-repeated="999999999"')
            + "</table:table-row>"
        ),
        "có số 999999999",
    ),
    "repeated rows": (
        "a.ods",
        open_workbook(
            '<table:table-row table:number-rows-repeated="1000000">'
            + open_cell("x")
            + open_cell("y")
            + "</table:table-row>"
        ),
        "ô hoặc hơn",
    ),
    "a cell far away": (
        "a.ods",
        open_workbook(
            '<table:table-row table:number-rows-repeated="1000000"/><table:table-row>'
            '<table:table-cell table:number-columns-repeated="16000"/>'
            + open_cell("x")
            + "</table:table-row>"
        ),
        "ô hoặc hơn",
    ),
    "repeated blanks": (
        "a.ods",
        open_workbook(
            "<table:table-row>" + open_cell('<text:s text:c="999999999"/>x') + "</table:table-row>"
        ),
        "có số 999999999",
    ),
    "with a password": ("a.xlsx", ole("EncryptedPackage"), "có mật khẩu"),
    "an archive with a password": ("a.xlsx", locked(workbook()), "có mật khẩu"),
    "the first half": ("a.xlsx", workbook()[:900], "bị cắt cụt hoặc hỏng"),
    "an old one, cut": ("a.xls", ole("Workbook"), "không đọc được bảng tính này"),
    "an old one by a new name": ("a.xlsx", ole("Workbook"), "Excel đời cũ"),
    "a new one by an old name": ("a.xls", workbook(), "đổi đuôi thành .xlsx"),
    "a workbook that is a text": ("a.csv", workbook(), "là bảng tính Excel dạng .xlsx"),
    "a text that is a workbook": ("a.xlsx", b"a;b", "là tệp chữ thuần"),
    "a workbook without its sheet": (
        "a.xlsx",
        packed({"xl/workbook.xml": "<workbook/>"}),
        "không đọc được bảng tính này",
    ),
    "nothing": ("a.xlsx", b"", "tệp rỗng"),
    "a quotation without an end": (
        "a.csv",
        'Điều;Nội dung góp ý\n1;"Nên\n2;Rõ\n'.encode(),
        "mở mà không đóng",
    ),
    "a cell of ten million": (
        "a.csv",
        lambda: "Điều;Nội dung góp ý\n1;".encode() + b"x" * 10_000_001,
        "một ô dài hơn",
    ),
    "issues without an end": ("a.json", b"[" * 100_000, "lồng nhau quá sâu"),
    "no file": ("none.xlsx", None, "không có tệp này"),
    "wrong letters": ("a.csv", b"\xe1\xbb;x", "byte thứ 1"),
}


def cases(*tables: Table) -> list[ParameterSet]:
    return [pytest.param(*columns, id=name) for table in tables for name, columns in table.items()]


@pytest.mark.parametrize(("name", "source", "message"), cases(MIXED, PACKED, XML, COUNTED, PAGES))
def test_a_file_is_refused_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, name: str, source: Source, message: str
) -> None:
    (tmp_path / name).write_bytes(source() if callable(source) else source)
    code, out, err = run("convert.py", name, "-o", "x/out.md", folder=tmp_path)
    assert (code, out) == (2, "")
    assert_one_sentence(err, name, message)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("name", "source", "message"), cases(REMARKS))
def test_a_table_is_refused_in_one_sentence(
    tmp_path: Path, name: str, source: Source | None, message: str
) -> None:
    if source is not None:
        (tmp_path / name).write_bytes(source() if callable(source) else source)
    code, out, err = run("import_comments.py", name, "--docs", "none", folder=tmp_path)
    assert (code, out) == (2, "")
    assert_one_sentence(err, name, message)


def assert_one_sentence(said: str, name: str, message: str) -> None:
    (line,) = said.splitlines()
    assert line.startswith(f"{name}: ")
    assert re.search(message, line), line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    code, _, err = run("convert.py", "a.docx", "-o", "out.md", folder=tmp_path)
    assert (code, err.splitlines()) == (
        2,
        ["a.docx: không có tệp này, hoặc đây không phải là tệp"],
    )


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(10**12)
    code, _, err = run("convert.py", "a.docx", "-o", "out.md", folder=tmp_path)
    assert (code, len(err.splitlines())) == (2, 1)
    assert "quá lớn (1000000 MB, nhiều nhất 200 MB)" in err


# What is odd and yet no loss


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", DIVS("<div>" * 299) + "</div>" * 300 + "<p>HẾT"),
        ("a.html", "<p>Điều 1. Tên<p>" + "<b>" * 400 + "x" + "</b>" * 400 + "<p>HẾT"),
        ("a.html", f"<p>Điều 1. Tên<p>{'x' * 10_100_000} <p>HẾT"),
        ("a.html", f"<p>Điều 1. Tên<!--{'x' * 11_000_000}--><p>HẾT"),
        ("a.html", '<!DOCTYPE html [<!ENTITY a "b">]><p>Điều 1. Tên &a; x<p>HẾT'),
        ("a.html", "<html><body><p>Điều 1. Tên</body></html><p>HẾT"),
        ("a.html", "<html><body><p>Điều 1. Tên</html><html><body>x</html> <i>HẾT</i>"),
        ("a.html", "<p>Điều 1. Tên<ol start=--5 type=I><li value=²>x</ol><table><td colspan=²>HẾT"),
        ("a.html", "<p>Điều 1. Tên<ol start=-5 type=I><li>HẾT</ol>"),
        ("a.html", "<p>Điều 1. Tên<?x y?><![CDATA[z]]> HẾT"),
        ("a.docx", LAW.replace("Tên", f"{'x' * 10_100_000} HẾT")),
        ("a.docx", LAW.replace("Tên", "Tên<?x y?> HẾT")),
        ("a.docx", LAW.replace("Tên", "Tên<!-- y --> HẾT")),
        ("a.docx", LAW.replace("Tên", "Tên<w:x/> HẾT")),
        ("a.docx", rows('<w:gridSpan w:val="²"/>').replace("Tên", "HẾT")),
        ("a.docx", LAW + "<w:sdt>" * 190 + LAW.replace("Tên", "HẾT") + "</w:sdt>" * 190),
        (
            "a.docx",
            "<w:tbl><w:tr><w:tc>" * 40 + LAW.replace("Tên", "HẾT") + "</w:tc></w:tr></w:tbl>" * 40,
        ),
        ("a.html", "<p>Điều 1. Tên<table><td>a<td>b<tr><td>c<td>d<caption>HẾT</caption></table>"),
        ("a.html", "<p>Điều 1. Tên<table><tr><td>a<td>b</table><table><caption>HẾT</table>"),
        ("a.html", "<p>Điều 1. Tên<table><form><tr><td>a<td>HẾT</form></table>"),
        ("a.html", "<p>Điều 1. Tên<table>HẾT<tr><td>a<td>b</table>"),
        ("a.html", "<p>Điều 1. Tên<table><tr>x <b>HẾT</b><td>a<td>b</table>"),
        ("a.html", "<p>Điều 1. Tên<table><tbody><td>a<td>HẾT<tbody><tr><td>c</table>"),
    ],
    ids=lambda value: value[:40] if "." not in value[:3] else value,
)
def test_nothing_is_lost_of_what_is_odd(tmp_path: Path, name: str, source: str) -> None:
    path = tmp_path / name
    if name.endswith(".docx"):
        archive = packed({"word/document.xml": word_xml(source)}, zipfile.ZIP_STORED)
        path.write_bytes(archive)
    else:
        path.write_text(source, encoding="utf-8")
    assert "HẾT" in convert_file(path).source


def test_a_cell_that_says_nothing_may_lie_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook('<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    (found,), _ = writing.read(path)
    assert found.remark == "Nên rõ."
    path = tmp_path / "a.ods"
    path.write_bytes(
        open_workbook(
            '<table:table-row table:number-rows-repeated="1048574">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
    )
    (found,), _ = writing.read(path)
    assert found.remark == "Nên rõ."


@pytest.mark.parametrize("style", ["lowerRoman", "upperRoman", "lowerLetter", "upperLetter"])
def test_numbers_are_written_as_long_as_they_are_in_no_document(style: str) -> None:
    assert len(formatted(780, style)) <= 30
    assert formatted(-4, "lowerRoman") == "-4"


def test_a_chain_of_styles_is_followed_once(tmp_path: Path) -> None:
    chain = "".join(
        f'<w:style w:styleId="{at}"><w:basedOn w:val="{at + 1}"/></w:style>' for at in range(1_000)
    )
    loop = '<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    path = tmp_path / "a.docx"
    path.write_bytes(word(LAW, styles=chain + loop))
    begin = time.process_time()
    convert_file(path)
    assert time.process_time() - begin < 2


# The other process


@pytest.mark.parametrize(
    ("work", "arguments", "message"),
    [
        (sum, (itertools.repeat(1),), "đã dừng đọc sau 1 giây máy tính toán"),
        (time.sleep, (60,), "đã dừng đọc sau 2 giây; chưa ghi gì"),
        (os.abort, (), "bộ đọc dừng đột ngột (mã -6)"),
        (os._exit, (3,), "bộ đọc dừng đột ngột (mã 3)"),
        (bytearray, (10**15,), "cần quá nhiều bộ nhớ"),
        (json.loads, ("[" * 100_000,), "lồng nhau quá sâu"),
        (math.sqrt, (-1,), "ValueError: math domain error"),
        (operator.setitem, ({}, [], 0), "TypeError"),
        (sys.exit, (0,), "SystemExit"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits there")
def test_a_reader_that_hangs_or_dies_is_one_sentence(
    work: Callable[..., object], arguments: tuple[object, ...], message: str
) -> None:
    allowance = Allowance(processor_seconds=1, wait=2 if work is time.sleep else 120)
    with refused(UnreadableFileError, message) as refusal:
        confined(Path("a.docx"), work, *arguments, allowance=allowance)
    assert told(refusal).startswith("a.docx: ")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size is not known there")
def test_a_reader_may_take_only_so_much_memory() -> None:
    allowance = Allowance(memory=300_000_000)
    assert confined(Path("a"), len, bytes(1000), allowance=allowance) == 1000
    with refused(UnreadableFileError, "bộ nhớ"):
        confined(Path("a"), bytearray, 400_000_000, allowance=allowance)


def test_beside_other_threads_a_reader_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    monkeypatch.setattr(confinement, "is_alone", IS_ALONE)
    try:
        assert confined(Path("a"), str.upper, "abc") == "ABC"
        with refused(UnreadableFileError, "ValueError"):
            confined(Path("a"), math.sqrt, -1)
    finally:
        done.set()
        thread.join()


def test_what_the_reader_prints_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    confined(Path("a"), os.system, "echo heard; echo heard >&2")
    assert capfd.readouterr() == ("", "")


# A short run of the fuzzer


def seeds() -> Mapping[str, bytes]:
    table = rows("", '<w:gridSpan w:val="2"/>')
    return {
        "a.docx": word(LAW + table + LAW, numbering="", footnotes=""),
        "b.docx": numbered('<w:start w:val="3"/><w:numFmt w:val="lowerRoman"/>'),
        "a.xlsx": workbook('<row><c><v>1.5</v></c><c r="B4" t="b"><v>1</v></c></row>'),
        "a.ods": open_workbook(),
        "a.html": "<p>Điều 1. Tên<ol><li>x</ol><table><tr><td colspan=2>y</table>".encode(),
        "a.txt": "Điều 1. Tên\n1. Một;\na) Hai.\n".encode(),
        "a.csv": 'Điều;Nội dung góp ý\n"1";"Nên"\n'.encode(),
        "a.json": json.dumps([{"number": 1, "title": "Điều 1", "body": "### Góp ý\n\nx"}]).encode(),
    }


@pytest.mark.parametrize("name", seeds())
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    seed = seeds()[name]
    read = writing.read if name.endswith(("xlsx", "ods", "csv", "json")) else convert_file
    path = tmp_path / name
    said: list[str] = []
    for damaged in [*(mutated(seed, chance) for _ in range(40)), *inner(seed, chance, 40)]:
        path.write_bytes(damaged)
        try:
            read(path)
        except QuycheError as fault:
            said.append(str(fault))
    assert said
    assert all(len(one.splitlines()) == 1 for one in said)


def mutated(source: bytes, chance: random.Random) -> bytes:
    """The same with a bit turned, cut off somewhere, or with a part of it twice."""
    at = chance.randrange(len(source))
    match chance.randrange(3):
        case 0:
            return source[:at]
        case 1:
            turned = source[at] ^ (1 << chance.randrange(8))
            return source[:at] + bytes([turned]) + source[at + 1 :]
        case _:
            return source[:at] + source[at // 2 : at] + source[at:]


def inner(source: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """The same archive with one of its parts damaged before it was packed."""
    if not source.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(count):
        name = chance.choice([name for name, part in parts.items() if part])
        yield packed({**parts, name: mutated(parts[name], chance)}, zipfile.ZIP_STORED)
