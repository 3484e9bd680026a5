"""A Word file that went out and came back: just what was changed in it, and nothing else."""

import difflib
import itertools
import shutil
import socket
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.imports.files import word_changes
from quyche.imports.returned.assembling import SourceText
from quyche.imports.returned.claims import ClaimKind, ClaimState
from quyche.imports.returned.selections import Selection
from quyche.imports.returned.takings import Copy, Taking, read_copies, taken_over
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
        read_ones = read_copies(copies)
        texts = [text, *(one.text for one in read_ones)]
        selection = Selection.of(accept, reject, authors, texts)
        title = title_of(current)
        return taken_over(text_of(current), title, text.metadata.title, read_ones, selection)

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
    "a row inserted": (
        [lambda one: one.row_after("Hội phí", "Quà", "0 đồng", "")],
        ["+| Quà | 0 đồng |  |"],
    ),
    "a row deleted": (
        [lambda one: one.delete_row("Tài trợ")],
        ["-| Tài trợ | Tùy tâm | a \\| b |"],
    ),
    "a line inside a paragraph that is a clause": (
        [lambda one: one.break_line("2. Biên bản", "2a. Việc khác.")],
        ["+2a. Việc khác."],
    ),
    "a paragraph in a content control": (
        [
            lambda one: one.replace("2. Biên bản", "05", "06"),
            lambda one: one.control("2. Biên bản"),
        ],
        ["-2. Biên bản gửi trong 05 ngày.", "+2. Biên bản gửi trong 06 ngày."],
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


# What is no change of the text


@pytest.mark.parametrize(
    "step",
    [
        lambda one: one.cut("2. Biên bản"),
        lambda one: one.cut("Hội phí"),
        lambda one: one.format("2. Biên bản"),
        lambda one: one.replace("2. Biên bản", "gửi trong", "gửi\u00a0trong"),
        lambda one: one.replace("2. Biên bản", "gửi trong", "gửi  trong "),
        lambda one: one.replace("2. Biên bản", "Biên bản", "Bie\u0302n bản"),
        lambda one: one.number("2. Biên bản", "2.").listed(2),
        lambda one: one.without_bookmarks(),
    ],
    ids=[
        *("runs cut", "runs of a cell cut", "format", "no-break blank", "blanks", "other form"),
        *("automatic number", "no bookmarks"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("author", ["", A], ids=["unrecorded", "recorded"])
def test_what_shows_the_same_words_leaves_every_character(
    step: Step, author: str, sent_out: bytes, take: Callable[..., Taking]
) -> None:
    assert take(by(author, sent_out, step)).source == SOURCE


def test_other_quotation_marks_are_a_change_that_is_told(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    old = SOURCE.replace("05 ngày", '"05" ngày')
    taking = take(
        by("", sent(old), lambda one: one.replace("2. Biên", '"05"', "“05”")), base=old, current=old
    )
    assert difference(old, taking.source) == [
        '-2. Biên bản gửi trong "05" ngày.',
        "+2. Biên bản gửi trong “05” ngày.",
    ]


def test_new_words_are_written_as_ours_are_and_old_ones_left(take: Callable[..., Taking]) -> None:
    old = SOURCE.replace("05 ngày", "05\u00a0ngày Ð")
    changed = by("", sent(old), lambda one: one.replace("2. Biên", "gửi", "Ðược\u00a0kie\u0302m"))
    taking = take(changed, base=old, current=old)
    assert difference(old, taking.source) == [
        "-2. Biên bản gửi trong 05\u00a0ngày Ð.",
        "+2. Biên bản Được kiêm trong 05\u00a0ngày Ð.",
    ]
    (copy,) = taking.read
    assert sorted(rule for rule, _ in copy.attributed.full.repairs) == [
        *("import-lookalikes", "import-spaces"),
    ]


def test_an_automatic_number_counts_as_if_it_were_typed(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    renumbered = by("", sent_out, lambda one: one.number("2. Biên bản", "2.").listed(7))
    expected = SOURCE.replace("2. Biên bản", "7. Biên bản")
    assert take(renumbered).source == expected


def test_without_bookmarks_the_words_tell_which_paragraph_is_which(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    changed = by(
        *(A, sent_out, lambda one: one.without_bookmarks()),
        lambda one: one.replace("2. Biên bản", "05", "06"),
        lambda one: one.insert_after("b) Thành viên", "c) Cộng tác viên;"),
        lambda one: one.replace("100.000", "100.000", "200.000"),
    )
    assert difference(SOURCE, take(changed).source) == [
        "+    c) Cộng tác viên;",
        *("-2. Biên bản gửi trong 05 ngày.", "+2. Biên bản gửi trong 06 ngày."),
        "-| Hội phí | 100.000 đồng | *mỗi năm* |",
        "+| Hội phí | 200.000 đồng | *mỗi năm* |",
    ]


def test_lines_end_as_they_did(take: Callable[..., Taking]) -> None:
    old = SOURCE.replace("\n", "\r\n")
    added = by("", sent(old), lambda one: one.insert_after("2. Biên bản", "2a. Việc."))
    source = take(added, base=old, current=old).source
    assert source.replace("\r\n", "") == source.replace("\r\n", "\n").replace("\n", "")
    assert "\r\n2a. Việc.\r\n" in source


# Title and head


def test_a_new_title_stands_in_both_places(sent_out: bytes, take: Callable[..., Taking]) -> None:
    retitled = by(A, sent_out, lambda one: one.replace("Quy chế", "làm việc", "hoạt động"))
    taking = take(retitled)
    new = "Quy chế hoạt động của Câu lạc bộ Diều"
    assert taking.source == SOURCE.replace("Quy chế làm việc của Câu lạc bộ Diều", new)
    assert [(one.claim.kind, one.state) for one in taking.decided] == [
        (ClaimKind.TITLE, ClaimState.TAKEN)
    ]


def test_a_changed_head_is_told_and_left(sent_out: bytes, take: Callable[..., Taking]) -> None:
    changed = by("", sent_out, lambda one: one.replace("Dự thảo", "lần 2", "lần 3"))
    taking = take(changed)
    assert taking.source == SOURCE
    assert [(one.claim.kind, one.state) for one in taking.decided] == [
        (ClaimKind.HEAD, ClaimState.LEFT)
    ]


# Whose changes


def two_authors(sent_out: bytes) -> bytes:
    by_one = by(
        A,
        sent_out,
        lambda one: one.replace("2. Biên bản", "05", "06"),
        lambda one: one.delete("b) Thành viên"),
    )
    return by(
        B,
        by_one,
        lambda one: one.replace("2. Biên bản", "gửi", "được gửi"),
        lambda one: one.insert_after("Quy chế này có hiệu lực", "Ban Chủ nhiệm hướng dẫn."),
    )


def unrecorded_too(sent_out: bytes) -> bytes:
    return by(
        "",
        two_authors(sent_out),
        lambda one: one.replace("2. Biên bản", "ngày.", "ngày làm việc."),
        lambda one: one.replace("Tùy tâm", "Tùy tâm", "Tự nguyện"),
    )


BY_A = ["-    b) Thành viên dự bị;"]
BY_B = ["+Ban Chủ nhiệm hướng dẫn."]
OPEN = [
    "-| Tài trợ | Tùy tâm | a \\| b |",
    "+| Tài trợ | Tự nguyện | a \\| b |",
]


def clause(text: str) -> list[str]:
    return ["-2. Biên bản gửi trong 05 ngày.", f"+2. Biên bản {text}."]


@pytest.mark.parametrize(
    ("accept", "reject", "expected"),
    [
        ([], [], [*BY_A, *BY_B, *OPEN, *clause("được gửi trong 06 ngày làm việc")]),
        ([A], [], [*BY_A, *clause("gửi trong 06 ngày")]),
        ([B], [], [*BY_B, *clause("được gửi trong 05 ngày")]),
        ([], [A], [*BY_B, *OPEN, *clause("được gửi trong 05 ngày làm việc")]),
        ([], [A, B], [*OPEN, *clause("gửi trong 05 ngày làm việc")]),
        ([], ["untracked"], [*BY_A, *BY_B, *clause("được gửi trong 06 ngày")]),
        ([A, "untracked"], [], [*BY_A, *OPEN, *clause("gửi trong 06 ngày làm việc")]),
        (["dieu-2"], [], clause("được gửi trong 06 ngày làm việc")),
        ([], ["Điều 2", "Điều 3"], [*BY_A, *BY_B]),
        ([], ["khoản 2 Điều 1"], [*BY_B, *OPEN, *clause("được gửi trong 06 ngày làm việc")]),
        (["Điều 2"], [A], clause("được gửi trong 05 ngày làm việc")),
        ([], [A, B, "untracked"], []),
        # one author at one place
        ([f"{A}@Điều 2"], [], clause("gửi trong 06 ngày")),
        ([f"{A.lower()} @ đ2 k2"], [], clause("gửi trong 06 ngày")),
        ([], [f"{A}@Điều 2"], [*BY_A, *BY_B, *OPEN, *clause("được gửi trong 05 ngày làm việc")]),
        (["untracked@dieu-2"], [], clause("gửi trong 05 ngày làm việc")),
    ],
)
def test_changes_are_taken_and_left_by_author_and_by_provision(
    accept: list[str],
    reject: list[str],
    expected: list[str],
    sent_out: bytes,
    take: Callable[..., Taking],
) -> None:
    taking = take(unrecorded_too(sent_out), accept=accept, reject=reject)
    assert sorted(difference(SOURCE, taking.source)) == sorted(expected)
    assert taking.is_whole


NEW_CLAUSE = ["+2a. Họp kín khi cần."]
NEW_ARTICLE = ["+### Điều 3a. Kiểm tra", "+1. Kiểm tra mỗi quý.", "+2. Báo cáo mỗi năm."]
NEW_OTHER = ["+### Điều 3b. Thưởng", "+Thưởng theo quý."]
OLD_CLAUSE = ["-2. Biên bản gửi trong 05 ngày.", "+2. Biên bản gửi trong 06 ngày."]


@pytest.mark.parametrize(
    ("author", "write"),
    [("", Edited.insert_after), (A, Edited.insert_after), (A, Edited.enter_after)],
    ids=["unrecorded", "recorded", "recorded as Word does"],
)
@pytest.mark.parametrize(
    ("accept", "reject", "expected"),
    [
        ([], [], [*NEW_CLAUSE, *NEW_ARTICLE, *NEW_OTHER, *OLD_CLAUSE]),
        (["khoản 2a Điều 2"], [], NEW_CLAUSE),
        (["khoản 2 Điều 2"], [], OLD_CLAUSE),
        ([], ["khoản 2 Điều 2"], [*NEW_CLAUSE, *NEW_ARTICLE, *NEW_OTHER]),
        (["Điều 2"], [], [*NEW_CLAUSE, *OLD_CLAUSE]),
        (["Điều 3a"], [], NEW_ARTICLE),
        (["dieu-3b"], [], NEW_OTHER),
        ([], ["Điều 3a"], [*NEW_CLAUSE, *NEW_OTHER, *OLD_CLAUSE]),
        ([], ["khoản 2 Điều 3a"], [*NEW_CLAUSE, *NEW_ARTICLE[:2], *NEW_OTHER, *OLD_CLAUSE]),
        (["Điều 3"], [], []),
        ([], ["Điều 3", "khoản 2a Điều 2"], [*NEW_ARTICLE, *NEW_OTHER, *OLD_CLAUSE]),
    ],
)
def test_what_is_new_goes_by_its_own_number(  # noqa: PLR0913, PLR0917
    accept: list[str],
    reject: list[str],
    expected: list[str],
    write: Callable[..., Edited],
    author: str,
    sent_out: bytes,
    take: Callable[..., Taking],
) -> None:
    texts = [line.lstrip("+# ") for line in (*NEW_ARTICLE, *NEW_OTHER)]
    changed = by(
        author,
        sent_out,
        lambda one: one.replace("2. Biên bản", "05", "06"),
        lambda one: write(one, "2. Biên bản", "2a. Họp kín khi cần."),
        lambda one: write(one, "- Chi đúng việc", *texts),
    )
    taking = take(changed, accept=accept, reject=reject)
    assert sorted(difference(SOURCE, taking.source)) == sorted(expected)
    told = [
        (one.address.citation, len(one.claim.pieces))
        for one in taking.decided
        if one.address and one.claim.kind is ClaimKind.INSERTED
    ]
    if reject == ["khoản 2 Điều 3a"]:
        parts = [("Điều 3a", 2), ("khoản 2 Điều 3a", 1)]
    else:
        parts = [("Điều 3a", 3)]
    assert told == [("khoản 2a Điều 2", 1), *parts, ("Điều 3b", 2)]


def test_a_new_line_in_a_paragraph_goes_by_that_paragraph(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    broken = by(A, sent_out, lambda one: one.break_line("2. Biên bản", "2a. Việc khác."))
    (told,) = take(broken).decided
    assert told.address
    assert told.address.citation == "khoản 2 Điều 2"
    assert take(broken, reject=["khoản 2 Điều 2"]).source == SOURCE
    with pytest.raises(QuycheError):
        take(broken, reject=["khoản 2a Điều 2"])


def test_what_several_files_have_new_is_told_side_by_side(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    files = [
        by(name, sent_out, lambda one: one.insert_after("- Chi đúng", "Điều 3a. B", "Điều 3b. C"))
        for name in (A, B)
    ]
    told = [(one.address, one.claim.copy, one.state) for one in take(*files).decided]
    assert [(one and one.citation, copy) for one, copy, _ in told] == [
        *(("Điều 3a", 0), ("Điều 3a", 1), ("Điều 3b", 0), ("Điều 3b", 1)),
    ]
    assert {state for *_, state in told} == {ClaimState.TAKEN}


def test_what_moved_is_left_at_both_ends(sent_out: bytes, take: Callable[..., Taking]) -> None:
    moved = by(A, sent_out, lambda one: one.move_after("Các nội dung khác", "Quy chế này có hiệu"))
    assert take(moved, reject=["Điều 1"]).source == SOURCE
    assert take(moved, reject=["Điều 4"]).source == take(moved).source != SOURCE


def test_somebody_who_is_not_in_the_file_is_refused(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    with pytest.raises(QuycheError) as refused:
        take(two_authors(sent_out), reject=["Nguyễn Văn Aa"])
    assert refused.value.details["known"] == A


# What changed meanwhile


def test_what_nobody_else_touched_is_merged(sent_out: bytes, take: Callable[..., Taking]) -> None:
    now = SOURCE.replace("Tùy tâm", "Tự nguyện").replace(
        "3. Nội dung", "2a. Việc mới.\n\n3. Nội dung"
    )
    changed = by(
        A,
        sent_out,
        lambda one: one.replace("1. Ban Chủ nhiệm họp", "một lần", "hai lần"),
        lambda one: one.insert_after("b) Thành viên", "c) Cộng tác viên;"),
    )
    taking = take(changed, current=now)
    assert taking.is_whole
    assert difference(now, taking.source) == [
        "+    c) Cộng tác viên;",
        "-1. Ban Chủ nhiệm họp *mỗi tháng* một lần.",
        "+1. Ban Chủ nhiệm họp *mỗi tháng* hai lần.",
    ]


def test_what_moved_meanwhile_is_changed_where_it_is_now(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    moved = "Các nội dung khác do Đại hội quyết định.\n\n"
    now = SOURCE.replace(moved, "").replace("---\n\nT/M", f"{moved}---\n\nT/M")
    changed = by(A, sent_out, lambda one: one.replace("Các nội dung khác", "Đại hội", "Ban"))
    assert take(changed, current=now).source == now.replace("do Đại hội", "do Ban")


@pytest.mark.parametrize(
    ("now", "step", "against"),
    [
        (("05 ngày", "10 ngày"), lambda one: one.replace("2. Biên bản", "05", "06"), "10 ngày"),
        (("05 ngày", "10 ngày"), lambda one: one.delete("2. Biên bản"), "10 ngày"),
        (
            ("    b) Thành viên dự bị;\n", ""),
            lambda one: one.replace("b) Thành viên", "dự bị", "mới"),
            "",
        ),
        (
            ("3. Nội dung", "2a. Việc mới.\n\n3. Nội dung"),
            lambda one: one.insert_after(
                "Biên bản có chữ ký", "2a. Việc khác.", like="2. Biên bản"
            ),
            "2a. Việc mới.",
        ),
        (
            ("05 ngày", "10 ngày"),
            lambda one: one.move_after("2. Biên bản", "Quy chế này có hiệu lực"),
            "10 ngày",
        ),
        (
            ("Quy chế làm việc của Câu", "Quy chế mới của Câu"),
            lambda one: one.replace("Quy chế", "làm việc", "hoạt động"),
            "Quy chế mới",
        ),
    ],
    ids=["changed twice", "deleted", "gone", "inserted twice", "moved", "title"],
)
def test_what_the_text_says_otherwise_by_now_is_a_conflict(
    now: tuple[str, str],
    step: Step,
    against: str,
    sent_out: bytes,
    take: Callable[..., Taking],
) -> None:
    current = SOURCE.replace(*now)
    other = by("", sent_out, step, lambda one: one.replace("Tùy tâm", "Tùy tâm", "Tự nguyện"))
    taking = take(other, current=current)
    conflicts = [one for one in taking.decided if one.state is ClaimState.CONFLICT]
    assert [copy for one in conflicts for copy, _ in one.against] == [-1]
    assert against in conflicts[0].against[0][1]
    assert not taking.is_whole
    assert taking.source == current.replace("Tùy tâm", "Tự nguyện")


def test_what_the_text_says_already_is_no_change(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    changed = by(A, sent_out, lambda one: one.replace("2. Biên bản", "05", "06"))
    once = take(changed)
    twice = take(changed, current=once.source)
    assert twice.source == once.source
    assert [one.state for one in twice.decided] == [ClaimState.THERE]


def test_what_word_does_not_show_may_change_meanwhile(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    now = SOURCE.replace("*mỗi tháng* một lần", "**mỗi tháng** [một lần](#dieu-1)")
    changed = by("", sent_out, lambda one: one.replace("1. Ban Chủ nhiệm họp", "họp", "họp kín"))
    assert take(changed, current=now).source == now.replace(
        "Ban Chủ nhiệm họp **", "Ban Chủ nhiệm họp kín **"
    )


# Several files


def test_five_files_agree_differ_and_are_taken_at_once(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    files = [
        by(
            name,
            sent_out,
            lambda one: one.replace("2. Biên bản", "05", "06"),
            *steps,
        )
        for name, steps in {
            "Phòng 1": [lambda one: one.replace("Tùy tâm", "Tùy tâm", "Tự nguyện")],
            "Phòng 2": [lambda one: one.replace("Tùy tâm", "Tùy tâm", "Theo khả năng")],
            "Phòng 3": [lambda one: one.insert_after("b) Thành viên", "c) Cộng tác viên;")],
            "Phòng 4": [lambda one: one.insert_after("b) Thành viên", "c) Cộng tác viên;")],
            "Phòng 5": [lambda one: one.delete("- Chi đúng việc")],
        }.items()
    ]
    taking = take(*files)
    assert difference(SOURCE, taking.source) == [
        "+    c) Cộng tác viên;",
        "-2. Biên bản gửi trong 05 ngày.",
        "+2. Biên bản gửi trong 06 ngày.",
        "-- Chi đúng việc.",
    ]
    states = [(one.claim.copy, one.state) for one in taking.decided]
    assert sorted(states, key=lambda one: (one[0], one[1].value)) == [
        *((0, ClaimState.CONFLICT), (0, ClaimState.TAKEN)),
        *((1, ClaimState.CONFLICT), (1, ClaimState.TAKEN)),
        *((2, ClaimState.TAKEN), (2, ClaimState.TAKEN)),
        *((3, ClaimState.TAKEN), (3, ClaimState.TAKEN)),
        *((4, ClaimState.TAKEN), (4, ClaimState.TAKEN)),
    ]
    conflicts = [one for one in taking.decided if one.state is ClaimState.CONFLICT]
    assert [[copy for copy, _ in one.against] for one in conflicts] == [[1], [0]]


# What a text cannot take


def test_a_row_that_becomes_wider_is_refused_and_the_rest_is_taken(
    sent_out: bytes, take: Callable[..., Taking]
) -> None:
    changed = by(
        "",
        sent_out,
        lambda one: one.widen("Hội phí"),
        lambda one: one.replace("2. Biên bản", "05", "06"),
    )
    taking = take(changed)
    assert sorted(one.state.value for one in taking.decided) == ["refused", "taken"]
    assert taking.source == SOURCE.replace("05 ngày", "06 ngày")


# Another word processor


def has_interface() -> bool:
    """Whether LibreOffice is there, and a Python that talks to it."""
    if not (shutil.which("soffice") and Path(PYTHON).is_file()):
        return False
    return (
        subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode
        == 0
    )


PYTHON = "/usr/bin/python3"
"""The one of the system: the interface of LibreOffice belongs to it."""


@pytest.mark.skipif(not has_interface(), reason="LibreOffice with its Python interface is not here")
def test_what_was_done_in_libreoffice_comes_back(
    sent_out: bytes, take: Callable[..., Taking], tmp_path: Path
) -> None:
    source, target = tmp_path / "di.docx", tmp_path / "ve.docx"
    source.write_bytes(sent_out)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).parents[1] / "libreoffice_edits.py"
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [PYTHON, str(script), str(port), profile, source.as_uri(), target.as_uri()],
        check=True,
        timeout=60,
    )
    taking = take(target.read_bytes())
    assert difference(SOURCE, taking.source) == [
        "-    b) Thành viên dự bị;",
        "-1. Ban Chủ nhiệm họp *mỗi tháng* một lần.",
        "+1. Ban Chủ nhiệm họp *mỗi tháng* hai lần.",
        "-2. Biên bản gửi trong 05 ngày.",
        "+2. Biên bản gửi trong 06 ngày.",
        "+Ban Chủ nhiệm hướng dẫn.",
    ]
    recorded = [all(doing.is_recorded for doing in one.claim.doings) for one in taking.decided]
    assert sorted(recorded) == [False, True, True, True]
