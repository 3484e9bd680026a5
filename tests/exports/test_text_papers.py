"""A document as it is signed: every word of it, by the rules of its issuer, in PDF and in Word."""

import datetime
import hashlib
import itertools
import os
import pickle
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

import english_club
import organisation
import quyche
from hostile import PAYLOADS
from paper_readers import (
    fonts_in,
    open_pdf,
    open_word,
    text_in_pdf,
    text_in_word,
    words,
    words_of_text,
)
from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.exports.text_papers import text_paper
from quyche.formats import pdf, word_papers
from quyche.formats.pdf import UnprintableError
from quyche.formats.sheets import SheetMark, SheetRun
from quyche.formats.signed_papers import PaperParagraph, PaperRole, PaperTable, SignedPaper
from quyche.imports.documents.conversion import convert_file
from quyche.imports.files import word_changes
from quyche.labels import Labels
from quyche.language.structures import named
from quyche.register.letterheads import Letterhead
from quyche.texts.notes import notes

HOOKS = Path(quyche.__file__).parent.parent
DATA = Path(__file__).parent.parent / "data"
LABELS = Labels.load("vi")
DAY = datetime.date(2026, 3, 5)
READ: dict[str, Callable[[SignedPaper], str]] = {"pdf": text_in_pdf, "docx": text_in_word}
STATE = """---
kind: regulation
title: Quy chế hoạt động của Hội đồng nhân dân xã Đồi Gió
system: state
status: adopted
number: 05/2026/NQ-HĐND
adopted: 2026-03-05
effective: 2026-03-15
visibility: public
---
# Quy chế hoạt động của Hội đồng nhân dân xã Đồi Gió

Căn cứ Luật Tổ chức chính quyền địa phương;

Hội đồng nhân dân xã ban hành Quy chế này:

## Chương I. Quy định chung

### Mục 1. Phạm vi

#### Điều 1. Chế độ họp

1. Họp **mỗi quý** một lần, *khi cần* thì họp bất thường:

    a) Kỳ họp thường lệ;

        - Việc một;

    đ) Kỳ họp chuyên đề.

2. a) Có biên bản; b) không có số riêng.

    b) Có chữ ký.

## II. Tổ chức thực hiện

#### Điều 2. Bảng

Theo bảng sau:

| TT | Việc | Thời hạn |
|---|---|---|
| 1 | Chuẩn bị **kỳ họp** | 10 ngày |
| 2 | Trả lời |

#### Điều 3

Sửa đổi khoản 1 Điều 5 như sau:

> “1. Hội đồng họp thường lệ.
> 2. Hội đồng họp bất thường.”

---

Nơi nhận:

- Như Điều 3;
- Lưu: VT.

TM. HỘI ĐỒNG NHÂN DÂN

CHỦ TỊCH

Nguyễn Văn A

*(Đã ký)*

# Phụ lục I. Danh mục biểu mẫu

1. Mẫu số 1.
"""
UNSIGNED = STATE[: STATE.index("---\n\nNơi nhận")]


def text_of(source: str | None, language: str = "vn") -> Text:
    assert source is not None
    files = {"quy-che/x.md": source.encode()}
    kinds = dict.fromkeys(files, "regulation")
    return corpora.build(files, internal=True, assume=kinds, grammar=named(language)).texts[0]


@cache
def paper(
    source: str = STATE, *, system: str = "plain", place: str = "Đồi Gió", language: str = "vi"
) -> SignedPaper:
    letterhead = Letterhead("Hội Thả diều", place, system=system)
    return text_paper(text_of(source), letterhead, DAY, Labels.load(language))


def texts() -> list[tuple[str, Text]]:
    """Texts of every kind: regulations and programmes, of a club, of a council, in English."""
    found = [
        (f"{step}-{text.id}", text)
        for step in ("2-du-thao-1", "2", organisation.WORK)
        for text in organisation.documents(step).texts
    ]
    club = english_club.HISTORY[2]
    found += [(path, text_of(club[path], "en")) for path in club if not path.endswith(".yml")]
    for language, folder in (("vn", "parser"), ("vn", "imports"), ("en", "english")):
        for file in sorted((DATA / folder).glob("*.md")):
            found.append((file.name, text_of(file.read_text("utf-8"), language)))
    return [*found, ("state", text_of(STATE))]


SYSTEMS = ("party", "state", "plain")
TEXTS = dict(texts())
PAPERS = {
    f"{system}-{name}": (system, text)
    for number, (name, text) in enumerate(TEXTS.items())
    for system in (SYSTEMS if name == "state" else SYSTEMS[number % 3 :][:1])
}
"""Every text by one of the rules, one text by all."""


# Words


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(("system", "text"), PAPERS.values(), ids=PAPERS)
def test_a_paper_says_every_word_of_its_text_in_its_order(
    system: str, text: Text, name: str
) -> None:
    own = replace(text, metadata=replace(text.metadata, system=system, issuer=""))
    made = text_paper(own, Letterhead("Hội Thả diều", "Đồi Gió"), DAY, LABELS)
    found = words(READ[name](made))
    body = words_of_text(text.document)
    if notes(text.document):  # they stand at the foot of their pages, or at the end of the file
        parted = Counter(re.findall(r"[^\W\d]+|\d+", " ".join(found)))
        assert not Counter(re.findall(r"[^\W\d]+|\d+", " ".join(body))) - parted
        return
    head = found[: len(found) - len(body)]
    assert found[len(head) :] == body, name
    title = words(f"{text.title} {made.layout.below_title.replace('rule', '')}")
    assert head[len(head) - len(title) :] == title


@pytest.mark.parametrize("name", READ)
def test_nothing_typed_in_a_document_is_more_than_its_letters(name: str) -> None:
    typed = [
        *(line for line in PAYLOADS if "＜" not in line),
        '#eval("1+1")',
        "$x^2$ @a `b` *c* _d_ <e> [f] {g} \\h // k /* l */ ~ --- ...",
    ]
    typed += [
        "#import sys: inputs",
        '#read("/etc/passwd")',
        "= Chương",
        "- mục",
        "+ mục",
        "'q' \"r\"",
    ]
    blocks = tuple(
        PaperParagraph(role, (SheetRun(line),), line, 2 if role is PaperRole.ARTICLE else 0)
        for line in typed
        for role in (PaperRole.TEXT, PaperRole.ARTICLE)
    )
    line, other = typed[-7:-5]
    table = PaperTable((((SheetRun(line),), (SheetRun(other),)),))
    made = replace(paper(), kind=line, title=line, body=(*blocks, table), ends=(), draft=line)
    expected = [*itertools.chain.from_iterable(part.text.split() for part in blocks)]
    expected += f"{line} {other}".split()
    found = words(READ[name](made))
    assert found[-len(words(" ".join(expected))) :] == words(" ".join(expected))


# By whose rules


def test_a_paper_of_the_state_has_its_title_its_motto_and_who_signs_in_their_places() -> None:
    assert " ".join(text_in_pdf(paper()).split()).startswith(
        "HỘI THẢ DIỀU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 05/2026/NQ-HĐND Đồi Gió, ngày 05 tháng 3 năm 2026 "
        "QUY CHẾ hoạt động của Hội đồng nhân dân xã Đồi Gió Căn cứ Luật"
    )
    (position, end), *others = paper().ends
    assert not others
    assert end.received == ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.")
    assert (end.offices, end.names) == (("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"), ("Nguyễn Văn A",))
    assert end.notes == ("(Đã ký)",)
    annex = paper().body[position]
    assert isinstance(annex, PaperParagraph)
    assert annex.begins_page


def test_a_draft_of_the_party_is_marked_and_has_a_gap_for_its_day() -> None:
    draft = STATE.replace("system: state", "system: party").replace("status: adopted", "draft: 2")
    draft = draft.replace("adopted: 2026-03-05\n", "status: draft\n")
    assert " ".join(text_in_pdf(paper(draft)).split()).startswith(
        "HỘI THẢ DIỀU * ĐẢNG CỘNG SẢN VIỆT NAM "
        "Số 05/2026/NQ-HĐND Đồi Gió, ngày … tháng … năm … Dự thảo lần 2 QUY CHẾ hoạt động"
    )
    assert paper(draft).foot.startswith("Dự thảo lần 2, ")


def test_a_text_that_names_nobody_who_signs_gets_nobody() -> None:
    assert paper(UNSIGNED).ends == ()
    long = f"{UNSIGNED}---\n\n{'Đây là lời kết của văn bản, không phải chữ ký. ' * 5}\n"
    assert paper(long).ends == ()
    assert words(text_in_pdf(paper(long)))[-3:] == ["chữ", "ký", "."]


@pytest.mark.parametrize(
    ("below", "signed", "received"),
    [
        ("TM. BAN\n\nTRƯỞNG BAN\n\nTrần B\n", ("TM. BAN", "TRƯỞNG BAN", "Trần B"), ()),
        ("For the Committee\n\nJane Roe\n", ("For the Committee", "Jane Roe"), ()),
        (
            "TM. BAN\n\nTrần B\n\nNơi nhận:\n\n- Lưu.\n",
            ("TM. BAN", "Trần B"),
            ("Nơi nhận:", "- Lưu."),
        ),
        (
            "Nơi nhận:\n\n- Các ban,\n\nvăn phòng;\n\nTM. BAN\n\nTrần B\n",
            ("TM. BAN", "Trần B"),
            ("Nơi nhận:", "- Các ban,", "văn phòng;"),
        ),
        ("TM. BAN\n\nTrần B\n\nPHẦN PHỤ\n\nLời thêm.\n", ("TM. BAN", "Trần B"), ()),
        ("Số: 5/QĐ\n\nTM. BAN\n", None, None),
        ("____\n\nTM. BAN\n", None, None),
        ("| a | b |\n|---|---|\n", None, None),
        ("Nơi nhận:\n\n- Lưu.\n", None, None),
    ],
)
def test_who_signs_is_a_few_short_lines_below_a_break(
    below: str, signed: tuple[str, ...] | None, received: tuple[str, ...] | None
) -> None:
    text = text_of(f"{UNSIGNED}---\n\n{below}")
    made = text_paper(text, Letterhead("Hội"), DAY, LABELS)
    assert [end.signed for _, end in made.ends] == ([signed] if signed else [])
    assert [end.received for _, end in made.ends] == ([received] if signed else [])
    assert sorted(words_of_text(text.document)) == sorted(
        words(text_in_word(made))[-len(words_of_text(text.document)) :]
    )


def test_nobody_signs_a_page_that_says_nothing() -> None:
    for count in range(14, 24):
        lines = "".join(f"{number}. Đây là một khoản.\n\n" for number in range(1, count))
        made = paper(f"{UNSIGNED}#### Điều 4. Dài\n\n{lines}{STATE[len(UNSIGNED) :]}")
        pages = [page.extract_text() for page in open_pdf(made).pages]
        (signed,) = [page for page in pages if "Nguyễn Văn A" in page]
        assert f"{count - 1}. Đây là một khoản." in signed
    paragraphs = open_word(made).paragraphs
    (last,) = [one for one in paragraphs if one.text.startswith(f"{count - 1}. Đây")]
    assert last.paragraph_format.keep_with_next


def test_a_title_without_a_type_is_one_line_and_a_sample_says_so_on_each_page() -> None:
    found = paper(
        STATE.replace("Quy chế hoạt động", "Việc").replace("visib", "sample: true\nvisib")
    )
    assert (found.kind, found.title) == ("", "Việc của Hội đồng nhân dân xã Đồi Gió")
    pages = [page.extract_text() for page in open_pdf(found).pages]
    assert [LABELS("document.sample_short") in page for page in pages] == [True] * len(pages)


def test_a_point_on_the_line_of_its_clause_stands_there_on_paper_too() -> None:
    texts = [part.text for part in paper().body if isinstance(part, PaperParagraph)]
    assert "2. a) Có biên bản; b) không có số riêng." in texts
    assert "đ) Kỳ họp chuyên đề." in texts


def test_a_text_of_nothing_is_a_paper_of_nothing() -> None:
    front = "---\nkind: regulation\nvisibility: public\n---\n"
    for body in ("", "# \n\n## \n\n### \u200b\n\n1.\n"):
        made = text_paper(text_of(front + body), Letterhead(), None, LABELS)
        assert made.name == "x"
        assert "".join(text_in_pdf(made).split()) in {"", "1.", "\u200b1."}
        assert "".join(text_in_word(made).split()) in {"", "1.", "\u200b1."}


def test_what_is_internal_says_for_whom_it_is() -> None:
    made = paper(STATE.replace("visibility: public", "visibility: internal"))
    assert open_pdf(made).pages[0].extract_text().count("LƯU HÀNH NỘI BỘ") == 1
    assert open_word(made).sections[0].first_page_header.paragraphs[0].text == "Lưu hành nội bộ"


# Files


def test_a_pdf_is_a4_tagged_for_archives_with_bookmarks_and_its_own_letters_alone() -> None:
    file = open_pdf(paper())
    root = file.root_object
    assert file.metadata is not None
    assert file.metadata.title == "Quy chế hoạt động của Hội đồng nhân dân xã Đồi Gió"
    assert str(root["/Lang"]) == "vi-VN"
    assert "/StructTreeRoot" in root
    xmp = pdf.written(paper()).decode("latin-1")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert [round(float(side) * 25.4 / 72) for side in file.pages[0].mediabox[2:]] == [210, 297]
    assert fonts_in(file) == {"QuycheSerif"}
    assert list(_bookmarks(file.outline)) == [
        "QUY CHẾ hoạt động của Hội đồng nhân dân xã Đồi Gió",
        "Chương I. QUY ĐỊNH CHUNG",
        "Mục 1. PHẠM VI",
        "Điều 1. Chế độ họp",
        "II. TỔ CHỨC THỰC HIỆN",
        "Điều 2. Bảng",
        "Điều 3",
        "Phụ lục I. DANH MỤC BIỂU MẪU",
    ]


def _bookmarks(outline: Sequence[object]) -> list[str]:
    found: list[str] = []
    for one in outline:
        found += _bookmarks(one) if isinstance(one, list) else [str(getattr(one, "title", ""))]
    return found


def test_a_word_file_has_real_headings_literal_numbers_and_the_margins_of_the_rules() -> None:
    file = open_word(paper())
    section = file.sections[0]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in sides if side] == [20, 15, 20, 30]
    headed = [one for one in file.paragraphs if "eading" in (one.style.name if one.style else "")]
    assert [one.text.replace("\n", " ") for one in headed] == [
        "Quy chế hoạt động của Hội đồng nhân dân xã Đồi Gió",
        "Chương I. Quy định chung",
        "Mục 1. Phạm vi",
        "Điều 1. Chế độ họp",
        "II. Tổ chức thực hiện",
        "Điều 2. Bảng",
        "Điều 3",
        "Phụ lục I. Danh mục biểu mẫu",
    ]
    assert [_level(one.style) for one in headed] == [1, 2, 3, 4, 3, 4, 4, 2]
    assert "numPr" not in file.element.xml


def test_an_annex_begins_a_page_and_is_counted_anew_where_the_rules_have_it_so() -> None:
    state, party = paper(), paper(STATE.replace("system: state", "system: party"))
    heading = "Phụ lục I."
    for made, number in ((state, "1"), (party, "3")):
        pages = [page.extract_text().split("\n") for page in open_pdf(made).pages]
        (last,) = [lines for lines in pages if lines[1].strip() == heading]
        assert last[0].strip() == number
    counted = [open_word(made).element.xml.count("<w:pgNumType ") for made in (state, party)]
    assert counted == [1, 0]
    (broken,) = [
        one for one in open_word(party).paragraphs if one.paragraph_format.page_break_before
    ]
    assert broken.text.startswith(heading)


def _level(style: object) -> int:
    """Which of Word's own headings a style is, or is based on."""
    base = getattr(style, "base_style", None)
    name = str(getattr(style, "name", ""))
    return _level(base) if not name.startswith("Heading ") or "Text" in name else int(name[-1])


def test_the_same_paper_gives_the_same_bytes_in_another_process_place_and_time_zone(
    tmp_path: Path,
) -> None:
    (tmp_path / "paper").write_bytes(pickle.dumps(paper()))
    code = (
        "import hashlib, pickle\n"
        "from quyche.formats import pdf, word_papers\n"
        "paper = pickle.load(open('paper', 'rb'))\n"
        "for format in (pdf, word_papers):\n"
        "    print(hashlib.sha256(format.written(paper)).hexdigest())\n"
    )
    environment = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "PYTHONPATH": str(HOOKS)}
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    own = [hashlib.sha256(one.written(paper())).hexdigest() for one in (pdf, word_papers)]
    assert told.stdout.split() == own


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_stands_in_the_font_that_is_kept(
    form: Literal["NFC", "NFD"],
) -> None:
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐ"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = " ".join(
        unicodedata.normalize(form, vowel + tone) for vowel in vowels for tone in tones
    )
    marked = tuple(
        SheetRun(letters, mark) for mark in (SheetMark.KEPT, SheetMark.BOLD, SheetMark.ITALIC)
    )
    made = replace(paper(), body=(PaperParagraph(PaperRole.TEXT, marked),), ends=())
    assert fonts_in(open_pdf(made)) == {"QuycheSerif"}


@pytest.mark.parametrize("sign", ["會", "😀", "\ue000"])
def test_a_sign_that_no_font_has_is_named_and_nothing_is_printed_without_it(sign: str) -> None:
    made = paper(STATE.replace("Có biên bản", f"Có {sign} biên bản"))
    with pytest.raises(UnprintableError) as fault:
        pdf.written(made)
    told = LABELS.told(fault.value)
    assert made.name in told
    assert sign in told or "e000" in told


NOTED = """# Quy chế[^1] thả diều

### Điều 1.[^2] Sân

1. [^12] Rộng | dài[^3].

| Sân[^3] | Giờ |
|---|---|
| A | 7 |

[^1]: Hợp nhất.
[^2]: Sửa theo Điều 9.
[^12]: Bổ sung.
[^3]: Bãi bỏ.

    Đoạn hai.
"""


def noted(source: str) -> SignedPaper:
    corpus = corpora.build(
        {"quy-che/x.md": f"---\nkind: regulation\ntitle: T\n---\n{source}".encode()}
    )
    return text_paper(corpus.texts[0], Letterhead("Hội Thả diều", "Đồi Gió"), DAY, LABELS)


def test_footnotes_keep_their_numbers_in_word_and_pdf(tmp_path: Path) -> None:
    made = noted(NOTED)
    assert [note.label for note in made.notes] == ["1", "2", "12", "3"]
    path = tmp_path / "x.docx"
    path.write_bytes(word_papers.written(made))
    source = convert_file(path).source
    assert "Quy chế thả diều[^1]" in source
    assert "### Điều 1. [^2]Sân" in source
    assert "1. [^12]Rộng | dài[^3]." in source
    for told in ("[^1]: Hợp nhất.", "[^2]: Sửa theo Điều 9.", "[^12]: Bổ sung.", "[^3]: Bãi bỏ."):
        assert f"\n{told}" in source
    shown = " ".join(words(READ["pdf"](made)))
    assert [word in shown for word in ("hợp nhất", "sửa theo", "bổ sung", "đoạn hai")] == [True] * 4


def test_what_refers_to_footnotes_is_no_text_of_a_returned_file(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(word_papers.written(noted(NOTED)))
    returned = word_changes.read(path)
    texts = ["".join(each.text for each in one.stretches) for one in returned.paragraphs]
    assert "1. Rộng | dài." in texts
    assert not returned.lost
