"""Redlines: whoever takes all changes has the new paper, whoever refuses them has the old one."""

import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import docx
import pypdf
import pytest

import organisation
from paper_readers import fonts_in, words
from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.exports.redlines import redlined
from quyche.exports.text_papers import text_paper
from quyche.formats import pdf, pdf_redlines, word_papers, word_redlines
from quyche.formats.redlined_papers import RedlinedPaper, laid_together
from quyche.formats.signed_papers import SignedPaper
from quyche.labels import Labels
from quyche.register.letterheads import Letterhead
from tracked_changes import blocks_after

LABELS = Labels.load("vi")
SYSTEMS = ("party", "state", "plain")
FRONT = """---
kind: regulation
title: Quy chế hoạt động
status: {status}
number: {number}
adopted: 2026-03-05
visibility: public
---
# Quy chế hoạt động

Căn cứ Luật Tổ chức;

"""
OLD = (
    FRONT.format(status="adopted", number="01/QC")
    + """
## Chương I. Quy định chung

#### Điều 1. Chế độ họp

1. Họp **mỗi quý** một lần, *khi cần* thì họp bất thường.

2. Có biên bản.

#### Điều 2. Kinh phí

Kinh phí do các thành viên đóng góp theo quy định riêng của hội nghị.

#### Điều 3. Bảng

Theo bảng sau:

| TT | Việc | Thời hạn |
|---|---|---|
| 1 | Chuẩn bị kỳ họp | 10 ngày |
| 2 | Trả lời | 5 ngày |
| 3 | Tổng kết năm | Tháng 12 |

---

Nơi nhận:

- Như Điều 3;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A
"""
)
NEW = (
    FRONT.format(status="adopted", number="02/QC")
    + """
## Chương I. Quy định chung

#### Điều 1. Kinh phí

Kinh phí do các thành viên đóng góp theo quy định riêng của hội nghị.

#### Điều 2. Chế độ họp

1. Họp mỗi tháng *một lần*, *khi cần* thì họp bất thường.

2. Thông báo trước năm ngày.

3. Có biên bản.

#### Điều 3. Bảng

Theo bảng sau:

| TT | Việc | Thời hạn |
|---|---|---|
| 1 | Chuẩn bị kỳ họp **toàn thể** | 15 ngày |
| 2 | Tổng kết năm | Tháng 12 |

---

Nơi nhận:

- Như Điều 3;
- Ban Tổ chức;
- Lưu: VT, TC.

CHỦ TỊCH

Trần Thị B

# Phụ lục I. Biểu mẫu

1. Mẫu số 1.
"""
)
UNSIGNED = NEW[: NEW.index("---\n\nNơi nhận")]
ODD = r"\<w:p\> & ]]\> \{0\} #eval(1) $x$ &lt; \" ' é e\u0301 \u200b"
OTHER_TABLE = OLD.replace("| Việc | Thời hạn |\n|---|---|---|", "| Việc |\n|---|---|").replace(
    " | 10 ngày |", " |"
)


def text_of(source: str) -> Text:
    return corpora.text_of("quy-che/x.md", source.encode())


def paper_of(text: Text, system: str) -> SignedPaper:
    own = replace(text, metadata=replace(text.metadata, system=system, issuer=""))
    return text_paper(own, Letterhead("Hội Thả diều", "Đồi Gió"), datetime.date(2026, 3, 5), LABELS)


@cache
def redline(old: Text, new: Text, system: str = "state") -> RedlinedPaper:
    papers = (paper_of(old, system), paper_of(new, system))
    return redlined(papers, (old.document, new.document), LABELS, "Dự thảo lần 2")


def own(old: str = OLD, new: str = NEW, system: str = "state") -> RedlinedPaper:
    return redline(text_of(old), text_of(new), system)


def editions() -> Iterator[tuple[str, Text, Text]]:
    """Each document in neighbouring editions; others stand for texts with nothing in common."""
    steps = [organisation.documents(step) for step in organisation.STEPS]
    for number, (older, newer) in enumerate(itertools.pairwise(steps)):
        for text in newer.texts:
            if before := older.by_id.get(text.id):
                yield f"{organisation.STEPS[number]}-{text.id}", before, text
    for one, other in itertools.permutations(steps[-1].texts, 2):
        yield f"{one.id}-{other.id}", one, other


def made() -> Iterator[tuple[str, Text, Text]]:
    odd = OLD.replace("Quy định chung", f"Quy {chr(0xF0000)} định").replace("biên bản", ODD)
    sources = {"old": OLD, "new": NEW, "unsigned": UNSIGNED, "table": OTHER_TABLE}
    sources |= {"bare": FRONT, "odd": odd}
    for (one, old), (other, new) in itertools.permutations(sources.items(), 2):
        yield f"{one}-{other}", text_of(old), text_of(new)


PAIRS = {
    f"{system}-{name}": (system, old, new)
    for number, (name, old, new) in enumerate((*editions(), *made()))
    for system in SYSTEMS[number % 3 :][:1]
}


# Word


def letters(blocks: Sequence[object]) -> list[object]:
    """The same without the names of styles: a paragraph of both papers has one."""
    return [
        block[1] if isinstance(block, tuple) else [[letters(cell) for cell in row] for row in block]  # type: ignore[attr-defined]
        for block in blocks
    ]


@pytest.mark.parametrize(("system", "old", "new"), PAIRS.values(), ids=PAIRS)
def test_all_changes_taken_are_the_new_paper_and_all_refused_the_old_one(
    system: str, old: Text, new: Text
) -> None:
    made = redline(old, new, system)
    file = word_redlines.written(made)
    layout = made.new.layout
    for part in ("word/document.xml", "word/header2.xml", "word/footer1.xml"):
        for taken, paper in ((True, made.new), (False, replace(made.old, layout=layout))):
            # An annex has a section of its own only where both papers have it.
            alike = replace(paper, layout=replace(layout, counts_annexes=False))
            wanted = [
                blocks_after(word_papers.written(one), taken=True, part=part)
                for one in (paper, alike)
            ]
            found = letters(blocks_after(file, taken=taken, part=part))
            assert found in [letters(one) for one in wanted], (taken, part)


def document_of(file: bytes, part: str = "document") -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(f"word/{part}.xml").decode()


def test_the_words_that_differ_are_tracked_and_no_others() -> None:
    found = document_of(word_redlines.written(own(OLD, OLD.replace("mỗi quý", "mỗi tháng"))))
    assert re.findall(r"<w:delText[^>]*>([^<]*)", found) == ["quý"]
    inserted = re.findall(r"<w:ins .*?</w:ins>", found)
    assert ["".join(re.findall(r"<w:t [^>]*>([^<]*)", one)) for one in inserted] == ["tháng"]
    assert not re.search(r"<w:(?:ins|del) ", document_of(word_redlines.written(own(OLD, OLD))))


def test_changes_are_in_the_name_of_the_edition_and_of_its_day() -> None:
    found = document_of(word_redlines.written(own()))
    assert set(re.findall(r'w:author="([^"]*)"', found)) == {"Dự thảo lần 2"}
    assert {day[:10] for day in re.findall(r'w:date="([^"]*)"', found)} == {"2026-03-05"}
    numbers = re.findall(r'<w:(?:ins|del|rPrChange) w:id="(\d+)"', found)
    assert len(numbers) == len(set(numbers))


def test_what_only_looks_otherwise_is_tracked_as_that() -> None:
    found = document_of(word_redlines.written(own(OLD, OLD.replace("**mỗi quý**", "mỗi quý"))))
    (change,) = re.findall(r"<w:rPr>(<w:rPrChange .*?)</w:rPr></w:r>", found) or [""]
    assert not change or "<w:b/>" in change
    assert "<w:rPrChange " in found
    assert "<w:delText" not in found


def test_a_row_that_is_gone_is_tracked_as_a_row() -> None:
    found = document_of(word_redlines.written(own()))
    assert re.findall(r"<w:tr><w:trPr>(<w:del) ", found) == ["<w:del"]


@pytest.mark.parametrize("before", ["Kinh phí", "1. Chi thường xuyên.", "- Chi thường xuyên."])
def test_no_end_is_tracked_before_a_table_that_came_or_went(before: str) -> None:
    # A paragraph cannot become one with a table: programs leave an empty one there.
    table = "| TT | Việc |\n|---|---|\n| 1 | Họp |\n"
    short = OLD.replace("#### Điều 3", f"{before}\n\n#### Điều 3")
    long = short.replace("#### Điều 3", f"#### Điều 2a. Thêm\n\nTheo bảng:\n\n{table}\n#### Điều 3")
    for made in (own(short, long), own(long, short), own(OLD, f"{UNSIGNED}"), own(UNSIGNED, OLD)):
        found = document_of(word_redlines.written(made))
        ends = re.findall(r"<w:p>(?:(?!<w:p>).)*</w:p>(?=<w:tbl>)", found)
        assert ends
        assert not [one for one in ends if re.search(r"<w:rPr><w:(?:ins|del) [^>]*/></w:rPr>", one)]


def test_what_moved_says_where_it_is_and_where_it_was() -> None:
    notes = document_of(word_redlines.written(own()), "comments")
    told = re.findall(r"<w:t [^>]*>([^<]*)", notes)
    assert told in (
        ["chuyển vị trí: nay ở Điều 2", "chuyển vị trí: trước ở Điều 1"],
        ["chuyển vị trí: trước ở Điều 2", "chuyển vị trí: nay ở Điều 1"],
    )


def test_a_word_redline_opens_as_a_paper_in_the_layout_of_the_new_text() -> None:
    file = docx.Document(io.BytesIO(word_redlines.written(own())))
    assert file.core_properties.title == "So sánh: Quy chế hoạt động"
    headed = [one.style.name for one in file.paragraphs if one.style and one.text]
    assert "heading 2" in [name.lower() for name in headed]


def test_annexes_that_both_papers_have_keep_their_own_pages_and_others_begin_one() -> None:
    both = document_of(word_redlines.written(own(NEW, NEW.replace("mỗi tháng", "mỗi quý"))))
    one = document_of(word_redlines.written(own()))
    assert (both.count("<w:pgNumType "), one.count("<w:pgNumType ")) == (1, 0)
    assert one.count("<w:pageBreakBefore/>") == 1


# PDF

SAID = ("head", "kind", "title", "draft", "foot", "parts")
UNSAID = {"part", "role", "note", "ornament", "shares"}


def said(value: object, gone: str = "") -> Iterator[str]:
    """All that a template is told to show, in its order, without changes of one kind."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        if "text" in value:
            yield "" if gone and value.get("change") == gone else str(value["text"])
        else:
            for name in value:
                if name not in UNSAID:
                    yield from said(value[name], gone)
                    yield " "
    elif isinstance(value, list | tuple):
        for one in value:
            yield from said(one, gone)
            yield "" if isinstance(one, Mapping) and "text" in one else " "


def told(data: Mapping[str, object], gone: str = "") -> list[str]:
    return words("".join(said([data[name] for name in SAID], gone)))


@pytest.mark.parametrize(("system", "old", "new"), PAIRS.values(), ids=PAIRS)
def test_a_pdf_is_told_both_papers_word_for_word(system: str, old: Text, new: Text) -> None:
    made = redline(old, new, system)
    data = pdf_redlines.data_of(made)
    assert told(data, "inserted") == told(pdf.data_of(made.old))
    assert told(data, "deleted") == told(pdf.data_of(made.new))


def test_a_pdf_shows_all_that_it_is_told_and_draws_a_line_at_each_change() -> None:
    made = own(OLD, OLD.replace("mỗi quý", "mỗi tháng"))
    file = pypdf.PdfReader(io.BytesIO(pdf_redlines.written(made)))
    shown = words("".join(page.extract_text() for page in file.pages))
    assert "quýtháng" in "".join(shown)
    plain = pypdf.PdfReader(io.BytesIO(pdf.written(made.new)))
    assert _lines_on(file) == _lines_on(plain) + 3  # struck, underlined, and the one in the margin
    assert LABELS("redline.legend") in file.pages[0].extract_text()
    assert fonts_in(file) == {"QuycheSerif"}
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf_redlines.written(made)


def _lines_on(file: pypdf.PdfReader) -> int:
    content = file.pages[0].get_contents()
    assert content is not None
    return len(re.findall(rb"\b[Sf]\n", content.get_data()))


def test_the_same_texts_give_the_same_bytes() -> None:
    for write in (word_redlines.written, pdf_redlines.written):
        assert write(own()) == write(
            redlined(
                (own().old, own().new),
                (text_of(OLD).document, text_of(NEW).document),
                LABELS,
                "Dự thảo lần 2",
            )
        )


# What is which


@pytest.mark.parametrize(
    ("olds", "news", "laid"),
    [
        ([], [], []),
        (["a b"], [], [(0, None)]),
        ([], ["a b"], [(None, 0)]),
        (["a b c", "d"], ["a b c", "e", "d"], [(0, 0), (None, 1), (1, 2)]),
        (["a b c", "x y z w"], ["x y z", "a b d"], [(0, None), (1, 0), (None, 1)]),
        (["a b c d"], ["a b c e"], [(0, 0)]),
        (["a b c d"], ["w x y z"], [(0, None), (None, 0)]),
        (["", "a"], ["", "b"], [(0, 0), (1, None), (None, 1)]),
    ],
)
def test_texts_that_are_the_same_or_alike_are_laid_together_in_order(
    olds: list[str], news: list[str], laid: list[tuple[int | None, int | None]]
) -> None:
    assert list(laid_together(olds, news)) == laid
