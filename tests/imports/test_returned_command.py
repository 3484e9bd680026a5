"""`convert.py RETURNED.docx --onto FILE.md`: what it says, what it writes, and when it refuses."""

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hostile_files import OLE, locked, ole
from quyche.commands.convert import COMMAND
from quyche.remarks import remark_files
from repositories import commit, create, ledger
from returned_words import Edited, by, sent
from shapes import faults

OFFICE = "Ban Tổ chức"
SOURCE = """---
kind: regulation
title: Quy chế họp
status: draft
draft: 1
---
# Quy chế họp

## Chương I. Chung

### Điều 1. Họp

1. Họp *mỗi tháng* một lần.
2. Biên bản gửi trong 05 ngày.

### Điều 2. Hiệu lực

Quy chế này có hiệu lực từ ngày ký.
"""
OTHER = (
    SOURCE.replace("Họp *mỗi tháng* một lần.", "Chi tiêu do Thủ quỹ quyết định.")
    .replace("Biên bản gửi trong 05 ngày.", "Sổ quỹ khóa mỗi năm.")
    .replace("Quy chế này có hiệu lực từ ngày ký.", "Không còn gì khác.")
    .replace("Họp", "Quỹ")
)
BODY = f"---\nkind: body\nname: {OFFICE}\n---\n"
Convert = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="home", scope="module")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose newest edition has the text that goes out."""
    folder = create(tmp_path_factory.mktemp("kho"))
    (folder / "mkdocs.yml").write_text("site_name: A\n")
    files = {"quy-che/a.md": SOURCE, "co-quan/b.md": BODY, "editions.yml": ledger("1-du-thao-1")}
    commit(folder, dict(files))
    return folder


@pytest.fixture(name="target")
def _target(home: Path) -> Path:
    """The text, as it was at first, with no remarks on it."""
    path = home / "docs" / "quy-che" / "a.md"
    path.write_text(SOURCE, "utf-8")
    for remarks in home.glob("docs/gop-y/*"):
        remarks.unlink()
    return path


@pytest.fixture(name="convert")
def _convert(target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Convert:
    """Take these files onto the text, with these arguments."""

    def convert(*files: bytes, more: tuple[str, ...] = (), name: str = "") -> tuple[int, str, str]:
        paths = []
        for number, content in enumerate(files):
            path = tmp_path / (name or f"ve-{number}.docx")
            path.write_bytes(content)
            paths.append(str(path))
        code = COMMAND.run([*paths, "--onto", str(target), *more], target.parents[2])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return convert


@pytest.fixture(name="sent_out", scope="module")
def _sent_out() -> bytes:
    return sent(SOURCE)


def change(one: Edited) -> object:
    return one.replace("2. Biên bản", "05", "06")


def test_says_who_changed_what_and_writes_it(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    code, printed, complaint = convert(by("Nguyễn Văn A", sent_out, change))
    assert code == 0
    assert target.read_text("utf-8") == SOURCE.replace("05", "06")
    assert printed.split("\n")[:3] == [
        "khoản 2 Điều 1",
        "  sửa (Nguyễn Văn A, 2021-02-01): đã lấy",
        "    2. Biên bản gửi trong [-05-]{+06+} ngày.",
    ]
    assert "  Sua-doi: Không ghi tên; 2021-02-01; khoản 2 Điều 1\n  Van-ban: a\n" in printed
    assert "build/ban-cu" in complaint


@pytest.mark.parametrize(
    ("author", "office", "named"),
    [
        ("Nguyễn Văn A", "", "Không ghi tên"),
        (OFFICE, "", OFFICE),
        (f"{OFFICE} - Nguyễn Văn A", "", "Không ghi tên"),
        ("Phòng Kế hoạch", "", "Không ghi tên"),
        ("Nguyễn Văn A", "b", OFFICE),
        ("Nguyễn Văn A", "Phòng Kế hoạch", "Phòng Kế hoạch"),
        (OFFICE, "Phòng Kế hoạch", "Phòng Kế hoạch"),
        ("Nguyễn Văn A", "Trần B", "Không ghi tên"),
    ],
)
def test_what_is_committed_names_an_office_and_no_person(
    author: str, office: str, named: str, convert: Convert, sent_out: bytes
) -> None:
    more = ("--office", office) if office else ()
    _, printed, _ = convert(by(author, sent_out, change), more=(*more, "--dry-run", "--json"))
    data = json.loads(printed)
    assert data["trailers"] == [f"Sua-doi: {named}; 2021-02-01; khoản 2 Điều 1", "Van-ban: a"]
    assert {who["author"] for who in data["changes"][0]["who"]} == {author}


def test_each_file_is_told_by_its_own_office(convert: Convert, sent_out: bytes) -> None:
    other = by("B", sent_out, lambda one: one.replace("1. Họp", "một lần", "hai lần"))
    offices = ("--office", OFFICE, "--office", "Phòng Kế hoạch")
    _, printed, _ = convert(by("A", sent_out, change), other, more=offices)
    assert f"Sua-doi: {OFFICE}; 2021-02-01; khoản 2 Điều 1\n" in printed
    assert "Sua-doi: Phòng Kế hoạch; 2021-02-01; khoản 1 Điều 1\n" in printed


def test_says_that_nobody_knows_who_changed_what_was_not_recorded(
    convert: Convert, sent_out: bytes
) -> None:
    code, printed, _ = convert(by("", sent_out, change))
    assert (code, "không rõ ai" in printed, "Sua-doi" in printed) == (0, True, False)


def test_a_file_that_changed_nothing_leaves_everything(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    code, printed, complaint = convert(sent_out)
    assert (code, complaint) == (0, "")
    assert f"{target}: giữ nguyên" in printed


def test_only_shows_what_would_be_written(convert: Convert, target: Path, sent_out: bytes) -> None:
    code, printed, _ = convert(by("A", sent_out, change), more=("--dry-run",))
    assert (code, f"{target}: sẽ ghi" in printed) == (0, True)
    assert target.read_text("utf-8") == SOURCE


def test_writes_elsewhere_where_that_is_asked_for(
    convert: Convert, target: Path, sent_out: bytes, tmp_path: Path
) -> None:
    code, _, _ = convert(by("A", sent_out, change), more=("-o", str(tmp_path / "moi.md")))
    assert (code, target.read_text("utf-8")) == (0, SOURCE)
    assert (tmp_path / "moi.md").read_text("utf-8") == SOURCE.replace("05", "06")


def test_a_conflict_shows_both_wordings_and_the_rest_is_taken(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    now = SOURCE.replace("05", "10")
    target.write_text(now, "utf-8")
    code, printed, _ = convert(
        by("A", sent_out, change, lambda one: one.replace("Quy chế này", "ký", "ban hành"))
    )
    assert code == 1
    assert target.read_text("utf-8") == now.replace("ngày ký", "ngày ban hành")
    assert "mâu thuẫn, không lấy\n    2. Biên bản gửi trong [-05-]{+06+} ngày." in printed
    assert f"trong kho nay ({target}): 2. Biên bản gửi trong 10 ngày." in printed


def test_the_text_that_went_out_is_found_in_the_history(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    now = SOURCE.replace("ngày ký", "ngày ban hành")
    target.write_text(now, "utf-8")
    assert convert(by("A", sent_out, change))[0] == 0
    assert target.read_text("utf-8") == now.replace("05", "06")


def test_several_files_are_told_place_by_place(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    code, printed, _ = convert(
        by("A", sent_out, change),
        by("B", sent_out, change),
        by("C", sent_out, lambda one: one.replace("1. Họp", "một lần", "hai lần")),
        by("", sent_out, lambda one: one.replace("1. Họp", "một lần", "ba lần")),
    )
    assert code == 1
    assert target.read_text("utf-8") == SOURCE.replace("05", "06")
    assert "sửa (ve-0.docx: A, 2021-02-01; ve-1.docx: B, 2021-02-01): đã lấy" in printed
    assert (
        "(ve-2.docx: C, 2021-02-01): mâu thuẫn, không lấy\n    1. Họp mỗi tháng [-một-]{+hai+}"
        in printed
    )
    assert "    1. Họp mỗi tháng [-một-]{+ba+} lần." in printed


def test_gives_all_of_it_as_data(convert: Convert, target: Path, sent_out: bytes) -> None:
    code, printed, _ = convert(by("A", sent_out, change), more=("--json", "--dry-run"))
    data = json.loads(printed)
    assert (code, faults("convert-onto", data)) == (0, [])
    (told,) = data["changes"]
    assert (told["address"], told["kind"], told["state"]) == ("dieu-1-khoan-2", "changed", "taken")
    assert {(one["author"], one["kind"]) for one in told["who"]} == {
        ("A", "deleted"),
        ("A", "inserted"),
    }
    assert data["files"] == [str(target)]


# Comments


def commented(sent_out: bytes) -> bytes:
    return by(
        "",
        sent_out,
        lambda one: one.comment(
            "2. Biên bản",
            ("1", OFFICE, "Nên là 07 ngày."),
            ("2", "Nguyễn Văn A", "Đồng ý."),
            done=["1"],
        ),
    )


def test_comments_become_remarks_at_their_provision(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    _, printed, _ = convert(commented(sent_out))
    found = remark_files.read_folder(target.parents[1])
    assert not found.problems
    first, answer = found
    assert (first.address, first.sender, first.date) == (
        *("khoản 2 Điều 1", "b"),
        datetime.date(2021, 2, 1),
    )
    assert (first.edition, first.remark) == ("1-du-thao-1", "Nên là 07 ngày.")
    assert first.explanation == "Đã đánh dấu giải quyết xong trong tệp Word."
    assert answer.remark == "Trả lời ý kiến “Nên là 07 ngày.”: Đồng ý."
    assert answer.sender == "Không ghi tên"
    assert "Ý kiến bên lề: 2 mới, 0 đã có." in printed
    assert target.read_text("utf-8") == SOURCE


def test_no_comment_is_written_twice(convert: Convert, target: Path, sent_out: bytes) -> None:
    convert(commented(sent_out))
    remarks = target.parents[1] / "gop-y" / "a.yml"
    once = remarks.read_bytes()
    _, printed, _ = convert(commented(sent_out))
    assert remarks.read_bytes() == once
    assert "Ý kiến bên lề: 0 mới, 2 đã có." in printed


def test_comments_are_those_of_the_office_that_is_named(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    convert(commented(sent_out), more=("--office", OFFICE))
    assert [one.sender for one in remark_files.read_folder(target.parents[1])] == ["b", "b"]


def test_comments_of_several_files_are_numbered_on_and_told_by_their_file(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    other = by("", sent_out, lambda one: one.comment("1. Họp", ("1", "Trần B", "Ít quá.")))
    _, printed, _ = convert(commented(sent_out), other)
    found = remark_files.read_folder(target.parents[1])
    assert [(one.id, one.address) for one in found] == [
        *(("1", "khoản 2 Điều 1"), ("2", "khoản 2 Điều 1"), ("3", "khoản 1 Điều 1")),
    ]
    (told,) = [line for line in printed.split("\n") if "ve-1.docx:" in line]
    assert "tên người" in told


def test_the_same_comment_in_two_files_is_one_remark(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    step = lambda one: one.comment("1. Họp", ("1", OFFICE, "Ít quá."))  # noqa: E731
    done = by("", sent_out, lambda one: one.comment("1. Họp", ("1", OFFICE, "Ít quá."), done=["1"]))
    code, printed, _ = convert(by("", sent_out, step), done)
    assert (code, len(list(remark_files.read_folder(target.parents[1])))) == (0, 1)
    assert "1 mới, 1 đã có" in printed


def test_an_office_is_named_for_each_file_or_for_none(convert: Convert, sent_out: bytes) -> None:
    code, _, complaint = convert(sent_out, commented(sent_out), more=("--office", OFFICE))
    assert (code, "2 tệp" in complaint) == (2, True)


# What is refused


@pytest.mark.parametrize(
    ("content", "more", "code", "told"),
    [
        (lambda _: b"PK\x03\x04 rest", (), 2, ""),
        (lambda _: ole("EncryptedPackage"), (), 2, "mật khẩu"),
        (locked, (), 2, "mật khẩu"),
        (lambda sent_out: sent_out[: len(sent_out) // 2], (), 2, ""),
        (lambda _: sent(SOURCE, "quy-che/b.md"), (), 2, "là tệp của văn bản b"),
        (
            lambda sent_out: by("", sent_out, lambda one: one.unmarked()),
            *((), 2, "--by-text"),
        ),
        (
            lambda _: sent(SOURCE.replace("05", "08")),
            *((), 2, "không còn trong kho"),
        ),
        (
            lambda _: by("", sent(OTHER), lambda one: one.unmarked()),
            *(("--by-text",), 2, "không phải cùng một văn bản"),
        ),
        (lambda sent_out: sent_out, ("--reject", "Ai đó"), 2, "Ai đó"),
    ],
    ids=[
        "broken",
        "encrypted",
        "locked",
        "cut",
        "other document",
        "no mark",
        "lost text",
        "other text",
        "nobody",
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_the_text(  # noqa: PLR0913, PLR0917
    content: Callable[[bytes], bytes],
    more: tuple[str, ...],
    code: int,
    told: str,
    convert: Convert,
    target: Path,
    sent_out: bytes,
) -> None:
    answered, printed, complaint = convert(content(sent_out), more=more)
    assert (answered, printed) == (code, "")
    assert told in complaint
    assert target.read_text("utf-8") == SOURCE


@pytest.mark.parametrize("name", ["cu.doc", "khac.pdf"])
def test_another_kind_of_file_is_refused(
    name: str, convert: Convert, target: Path, sent_out: bytes
) -> None:
    content = OLE if name.endswith(".doc") else b"%PDF-1.7\n"
    code, _, complaint = convert(content, name=name)
    assert (code, name in complaint) == (2, True)
    assert target.read_text("utf-8") == SOURCE


def test_a_file_without_its_mark_is_held_against_the_words_of_now_where_that_is_asked_for(
    convert: Convert, target: Path, sent_out: bytes
) -> None:
    content = by("A", sent_out, lambda one: one.unmarked(), change)
    code, printed, _ = convert(content, more=("--by-text",))
    assert (code, "hãy xem kỹ từng chỗ" in printed) == (0, True)
    assert target.read_text("utf-8") == SOURCE.replace("05", "06")


def test_what_a_text_cannot_take_is_told(convert: Convert, target: Path, sent_out: bytes) -> None:
    code, printed, _ = convert(by("A", sent_out, lambda one: one.note("2. Biên bản", "Xem Luật.")))
    assert (code, "chú thích cuối trang" in printed) == (1, True)
    assert target.read_text("utf-8") == SOURCE


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.docx"], "thiếu -o"),
        (["a.docx", "b.docx", "-o", "c.md"], "--onto"),
        (["a.docx", "-o", "c.md", "--reject", "A", "--by-text"], "--reject, --by-text"),
    ],
)
def test_what_has_no_meaning_without_a_text_is_refused(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert COMMAND.run(arguments) == 2
    assert told in capsys.readouterr().err


def test_the_file_that_goes_out_is_the_same_each_time(sent_out: bytes) -> None:
    assert sent(SOURCE) == sent_out
    with zipfile.ZipFile(io.BytesIO(sent_out)) as archive:
        assert "docProps/custom.xml" in archive.namelist()
