"""A Word file that went out and came back: just what was changed in it, and nothing else."""

import difflib
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quyche.corpus import corpora
from quyche.imports.files import word_changes
from quyche.imports.returned.assembling import SourceText
from quyche.imports.returned.claims import ClaimKind, ClaimState
from quyche.imports.returned.selections import Selection
from quyche.imports.returned.takings import Copy, Taking, taken_over
from quyche.imports.returned.units import one_line, units_of
from returned_words import Edited, by, sent

SOURCE = """---
kind: regulation
title: Quy chế làm việc của Câu lạc bộ Diều
status: draft
draft: 2
visibility: public
---
# Quy chế làm việc của Câu lạc bộ Diều

Căn cứ Điều lệ Câu lạc bộ;

Ban Chủ nhiệm ban hành Quy chế này:

## Chương I. Quy định chung

### Điều 1. Phạm vi {governs="ban-chu-nhiem"}

1. Quy chế này quy định **chế độ làm việc** của [Ban Chủ nhiệm](../co-quan/ban-chu-nhiem.md)
   và các thành viên\\*.
2. Áp dụng với:
    a) Thành viên chính thức;
    b) Thành viên dự bị;
    đ) Khách mời.

Các nội dung khác do Đại hội quyết định.

### Điều 2. Họp

1. Ban Chủ nhiệm họp *mỗi tháng* một lần.

2. Biên bản gửi trong 05 ngày.

    Biên bản có chữ ký của Chủ nhiệm.

3. Nội dung sửa đổi như sau:

    > “Điều 9. Quỹ
    > 1. Quỹ thu mỗi năm.”

## Chương II. Tài chính

### Điều 3. Thu chi

| Khoản thu | Mức | Ghi chú |
| --- | --- | --- |
| Hội phí | 100.000 đồng | *mỗi năm* |
| Tài trợ | Tùy tâm | a \\| b |

- Thu đúng hạn;
- Chi đúng việc.

### Điều 4. Hiệu lực

Quy chế này có hiệu lực từ ngày ký.

---

T/M BAN CHỦ NHIỆM

CHỦ NHIỆM

Nguyễn Văn Diều

Nơi nhận:

- Thành viên;

- Lưu Văn phòng.
"""
A, B = "Nguyễn Văn A", "Ban Tổ chức"
Step = Callable[[Edited], object]


@pytest.fixture(name="sent_out", scope="module")
def _sent_out() -> bytes:
    return sent(SOURCE)


@pytest.fixture(name="take")
def _take(tmp_path: Path) -> Callable[..., Taking]:
    """Take files onto a text; each went out as the text of `base`."""
    numbers = itertools.count()

    def read(content: bytes, base: str) -> Copy:
        path = tmp_path / f"ve-{next(numbers)}.docx"
        path.write_bytes(content)
        return Copy(path, word_changes.read(path), text_of(base), title_of(base))

    def take(
        *files: bytes,
        current: str = SOURCE,
        base: str = SOURCE,
        accept: Sequence[str] = (),
        reject: Sequence[str] = (),
    ) -> Taking:
        copies = [read(content, base) for content in files]
        authors = [author for copy in copies for author in copy.authors]
        text = corpora.text_of("a.md", current.encode())
        selection = Selection.of(accept, reject, authors, text)
        title = title_of(current)
        return taken_over(text_of(current), title, text.metadata.title, copies, selection)

    return take


def text_of(source: str) -> SourceText:
    text = corpora.text_of("a.md", source.encode())
    return SourceText.of(source, "a.md", text.grammar)


def title_of(source: str) -> str:
    return corpora.text_of("a.md", source.encode()).title


def difference(old: str, new: str) -> list[str]:
    """The lines that went and came, without blank ones."""
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@") and line[1:].strip()]


# What a paper shows is what a source says


def test_each_paragraph_of_a_paper_stands_for_its_characters() -> None:
    text = text_of(SOURCE)
    assert all(unit.can_change for unit in text.units)
    rest, position = [], SOURCE.index("# Quy")
    for unit in text.units:
        rest.append(SOURCE[position : unit.start].strip())
        position = unit.end
    assert [one for one in rest if one] == ["# Quy chế làm việc của Câu lạc bộ Diều", "---"]


def test_the_paper_has_just_these_paragraphs(sent_out: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(sent_out)
    word = word_changes.read(path)
    by_line: dict[int, str] = {}
    for paragraph in word.paragraphs:
        for stretch in paragraph.stretches:
            for line in stretch.lines:
                by_line[line] = by_line.get(line, "") + stretch.text
    text = corpora.text_of("a.md", SOURCE.encode())
    units = units_of(text.document)
    told = {unit.line: unit.texts[0] for unit in units}
    assert {line: one_line(shown) for line, shown in by_line.items()} == told
    assert (word.document, len(word.text)) == ("a", 40)


# One change, one difference

CASES: dict[str, tuple[list[Step], list[str]]] = {
    "nothing": ([], []),
    "a word in a clause": (
        [lambda one: one.replace("2. Biên bản", "05 ngày", "07 ngày")],
        ["-2. Biên bản gửi trong 05 ngày.", "+2. Biên bản gửi trong 07 ngày."],
    ),
    "a word beside bold text and a link, over two lines": (
        [lambda one: one.replace("1. Quy chế này quy", "Quy chế này", "Văn bản này")],
        [
            "-1. Quy chế này quy định **chế độ làm việc** của [Ban Chủ nhiệm](../co-quan/ban-chu-nhiem.md)",
            "+1. Văn bản này quy định **chế độ làm việc** của [Ban Chủ nhiệm](../co-quan/ban-chu-nhiem.md)",
        ],
    ),
    "a word in bold text": (
        [lambda one: one.replace("1. Quy chế này quy", "chế độ làm việc", "chế độ họp")],
        [
            "-1. Quy chế này quy định **chế độ làm việc** của [Ban Chủ nhiệm](../co-quan/ban-chu-nhiem.md)",
            "+1. Quy chế này quy định **chế độ họp** của [Ban Chủ nhiệm](../co-quan/ban-chu-nhiem.md)",
        ],
    ),
    "all of an emphasis": (
        [lambda one: one.replace("1. Ban Chủ nhiệm họp", "mỗi tháng", "")],
        [
            "-1. Ban Chủ nhiệm họp *mỗi tháng* một lần.",
            "+1. Ban Chủ nhiệm họp một lần.",
        ],
    ),
    "signs that are markup": (
        [lambda one: one.replace("2. Biên bản", "05 ngày", "*05* [ngày] _x_ <b>")],
        [
            "-2. Biên bản gửi trong 05 ngày.",
            "+2. Biên bản gửi trong \\*05\\* \\[ngày\\] \\_x\\_ \\<b\\>.",
        ],
    ),
    "a sign that was escaped stays so": (
        [lambda one: one.replace("1. Quy chế này quy", "các thành viên", "mọi thành viên")],
        ["-   và các thành viên\\*.", "+   và mọi thành viên\\*."],
    ),
    "a point": (
        [lambda one: one.replace("b) Thành viên", "dự bị", "mới")],
        ["-    b) Thành viên dự bị;", "+    b) Thành viên mới;"],
    ),
    "the heading of an article": (
        [lambda one: one.replace("Điều 1.", "Phạm vi", "Phạm vi và đối tượng")],
        [
            '-### Điều 1. Phạm vi {governs="ban-chu-nhiem"}',
            '+### Điều 1. Phạm vi và đối tượng {governs="ban-chu-nhiem"}',
        ],
    ),
    "the name of a chapter": (
        [lambda one: one.replace("Chương II.", "Tài chính", "Tài chính, tài sản")],
        ["-## Chương II. Tài chính", "+## Chương II. Tài chính, tài sản"],
    ),
    "the number of an article": (
        [lambda one: one.replace("Điều 4.", "Điều 4.", "Điều 5.")],
        ["-### Điều 4. Hiệu lực", "+### Điều 5. Hiệu lực"],
    ),
    "a clause inserted, the next one renumbered": (
        [
            lambda one: one.insert_after("1. Ban Chủ nhiệm họp", "2. Họp bất thường khi cần."),
            lambda one: one.replace("2. Biên bản", "2.", "3."),
            lambda one: one.replace("3. Nội dung", "3.", "4."),
        ],
        [
            "+2. Họp bất thường khi cần.",
            "-2. Biên bản gửi trong 05 ngày.",
            "+3. Biên bản gửi trong 05 ngày.",
            "-3. Nội dung sửa đổi như sau:",
            "+4. Nội dung sửa đổi như sau:",
        ],
    ),
    "a point in a list without blank lines": (
        [lambda one: one.insert_after("b) Thành viên", "c) Cộng tác viên;")],
        ["+    c) Cộng tác viên;"],
    ),
    "an article with its clauses": (
        [
            lambda one: one.insert_after(
                "- Chi đúng việc", "Điều 3a. Kiểm tra", "1. Kiểm tra mỗi quý.", "a) Sổ thu;"
            )
        ],
        ["+### Điều 3a. Kiểm tra", "+1. Kiểm tra mỗi quý.", "+    a) Sổ thu;"],
    ),
    "a paragraph behind a clause goes on with it": (
        [
            lambda one: one.insert_after(
                "1. Ban Chủ nhiệm họp", "Họp tại trụ sở.", like="2. Biên bản"
            )
        ],
        ["+    Họp tại trụ sở."],
    ),
    "a clause deleted": (
        [lambda one: one.delete("2. Biên bản")],
        ["-2. Biên bản gửi trong 05 ngày."],
    ),
    "a point deleted from a list without blank lines": (
        [lambda one: one.delete("b) Thành viên")],
        ["-    b) Thành viên dự bị;"],
    ),
    "an article deleted": (
        [
            lambda one: one.delete("Điều 4."),
            lambda one: one.delete("Quy chế này có hiệu lực"),
        ],
        ["-### Điều 4. Hiệu lực", "-Quy chế này có hiệu lực từ ngày ký."],
    ),
    "a clause split": (
        [lambda one: one.split("Quy chế này có hiệu lực", "từ ngày ký")],
        [
            "-Quy chế này có hiệu lực từ ngày ký.",
            "+Quy chế này có hiệu lực",
            "+từ ngày ký.",
        ],
    ),
    "two points merged": (
        [lambda one: one.merge("a) Thành viên")],
        [
            "-    a) Thành viên chính thức;",
            "-    b) Thành viên dự bị;",
            "+    a) Thành viên chính thức;b) Thành viên dự bị;",
        ],
    ),
    "a point moved": (
        [lambda one: one.move_after("a) Thành viên chính thức", "đ) Khách mời")],
        ["-    a) Thành viên chính thức;", "+    a) Thành viên chính thức;"],
    ),
    "a cell": (
        [lambda one: one.replace("100.000 đồng", "100.000", "200.000")],
        [
            "-| Hội phí | 100.000 đồng | *mỗi năm* |",
            "+| Hội phí | 200.000 đồng | *mỗi năm* |",
        ],
    ),
    "a bar in a cell": (
        [lambda one: one.replace("a | b", "a | b", "a | b | c")],
        ["-| Tài trợ | Tùy tâm | a \\| b |", "+| Tài trợ | Tùy tâm | a \\| b \\| c |"],
    ),
    "an item of a list": (
        [lambda one: one.insert_after("- Thu đúng hạn", "- Thu đúng mức;")],
        ["+- Thu đúng mức;"],
    ),
    "a basis": (
        [lambda one: one.insert_after("Căn cứ Điều lệ", "Căn cứ Nghị quyết Đại hội;")],
        ["+Căn cứ Nghị quyết Đại hội;"],
    ),
    "quoted text": (
        [lambda one: one.replace("1. Quỹ thu", "mỗi năm", "mỗi quý")],
        ["-    > 1. Quỹ thu mỗi năm.”", "+    > 1. Quỹ thu mỗi quý.”"],
    ),
    "who signs": (
        [lambda one: one.replace("Nguyễn Văn Diều", "Văn Diều", "Thị Diều")],
        ["-Nguyễn Văn Diều", "+Nguyễn Thị Diều"],
    ),
    "who receives it": (
        [lambda one: one.insert_after("- Thành viên;", "- Đại hội;")],
        ["+- Đại hội;"],
    ),
    "words like a heading of Markdown": (
        [lambda one: one.replace("Quy chế này có hiệu lực", "Quy chế này", "# Quy chế này")],
        [
            "-Quy chế này có hiệu lực từ ngày ký.",
            "+\\# Quy chế này có hiệu lực từ ngày ký.",
        ],
    ),
    "several things at once": (
        [
            lambda one: one.replace("2. Biên bản", "05", "06"),
            lambda one: one.delete("b) Thành viên"),
            lambda one: one.insert_after("3. Nội dung", "4. Việc khác."),
            lambda one: one.replace("Tùy tâm", "Tùy tâm", "Tự nguyện"),
        ],
        [
            "-    b) Thành viên dự bị;",
            "-2. Biên bản gửi trong 05 ngày.",
            "+2. Biên bản gửi trong 06 ngày.",
            "+4. Việc khác.",
            "-| Tài trợ | Tùy tâm | a \\| b |",
            "+| Tài trợ | Tự nguyện | a \\| b |",
        ],
    ),
}
"""What is done in Word, and the lines of the text that go and come."""


@pytest.mark.parametrize("author", ["", A], ids=["unrecorded", "recorded"])
@pytest.mark.parametrize("name", CASES)
def test_only_what_was_changed_changes(
    name: str, author: str, sent_out: bytes, take: Callable[..., Taking]
) -> None:
    steps, expected = CASES[name]
    taking = take(by(author, sent_out, *steps))
    assert sorted(difference(SOURCE, taking.source)) == sorted(expected)
    assert {one.state for one in taking.decided} <= {ClaimState.TAKEN}
    doings = {doing.author for one in taking.decided for doing in one.claim.doings}
    assert doings == ({author} if steps else set())
