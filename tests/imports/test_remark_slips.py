"""Remarks on slips, in mails and in issues of every host come in whole."""

import datetime
import json
import runpy
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from quyche.errors import UnreadableFileError
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.remarks import issues, slips
from quyche.imports.remarks.found import FoundRemark
from quyche.imports.remarks.intake import Context, Intake, intake_of
from quyche.remarks import remark_files
from quyche.remarks.remarks import Remarks
from refusals import refused
from remark_samples import DOCUMENT, DRAFTS, documents, text_of
from repositories import commit, create, ledger

MAIN: Callable[[Sequence[str]], int] = runpy.run_path(
    str(Path(__file__).parents[2] / "scripts" / "import_comments.py")
)["main"]
SLIP = f"""Phiếu góp ý

### Văn bản

{DOCUMENT}

### Phiên bản

1-du-thao-1

### Điều, khoản, điểm

khoản 1 Điều 2
https://example.org/1-du-thao-1/quy-che/{DOCUMENT}/#dieu-2-khoan-1

### Nguyên văn

1. Ban A họp khi cần thiết, do Trưởng Ban A […]

### Nơi góp ý

Ban B

### Ngày góp ý

2021-01-25

### Nội dung góp ý

Chưa rõ mấy lần.

 ### Văn bản
- một

### Đề nghị ghi

mỗi tháng một lần
"""
ENGLISH = SLIP
for own, other in (
    ("Phiếu góp ý", "Remark slip"),
    ("### Văn bản\n\nquy", "### Document\n\nquy"),
    ("### Phiên bản", "### Edition"),
    ("### Điều, khoản, điểm", "### Provision"),
    ("### Nguyên văn", "### Text as it stands"),
    ("### Nơi góp ý", "### From"),
    ("### Ngày góp ý", "### Date"),
    ("### Nội dung góp ý", "### Remark"),
    ("### Đề nghị ghi", "### Proposed wording"),
):
    ENGLISH = ENGLISH.replace(own, other)


def intake(*found: FoundRemark) -> Intake:
    known = Context(documents(), tuple(DRAFTS), text_of, Remarks())
    return intake_of(found, known, "phieu.txt")


def written(folder: Path, text: str, name: str = "phieu.txt") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def mail(text: str, **instead: str) -> bytes:
    made = EmailMessage()
    made["From"] = "a@example.org"
    made["Date"] = instead.get("date", "Sun, 24 Jan 2021 20:00:00 +0000")
    made.set_content(text, cte="quoted-printable")
    made.add_alternative("<p>khác</p>", subtype="html")
    return bytes(made)


@pytest.mark.parametrize("text", [SLIP, ENGLISH, SLIP.replace("\n", "\r\n"), "\ufeff" + SLIP])
def test_a_slip_says_each_thing_in_its_place(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    assert slips.is_one(path)
    (found,) = slips.read(path)
    assert found.remark.split() == ["Chưa", "rõ", "mấy", "lần.", "###", "Văn", "bản", "-", "một"]
    assert (found.place, found.sender) == ("dieu-2-khoan-1", "Ban B")
    assert (found.document, found.edition) == (DOCUMENT, "1-du-thao-1")
    assert found.date == datetime.date(2021, 1, 25)
    assert found.proposal == "mỗi tháng một lần"
    (new,) = intake(found).new
    assert (new.address, new.sender) == ("khoản 1 Điều 2", "ban-b")
    assert new.remark == "Chưa rõ mấy lần.\n\n### Văn bản\n- một"


def test_several_slips_follow_each_other_each_with_its_line(tmp_path: Path) -> None:
    other = SLIP.replace("Chưa rõ mấy lần.", "Ý khác.")
    found = slips.read(written(tmp_path, f"{SLIP}\n{other}"))
    assert [one.remark.split("\n")[0] for one in found] == ["Chưa rõ mấy lần.", "Ý khác."]
    assert [one.line for one in found] == [3, SLIP.count("\n") + 4]
    assert len(intake(*found).new) == 2
    assert len(intake(*found, *found).new) == 2  # known again


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mail_is_read_from_its_text_with_the_day_in_vietnam(
    tmp_path: Path, line_end: str
) -> None:
    told = SLIP.replace("### Ngày góp ý\n\n2021-01-25\n\n", "")
    content = mail(f"Kính gửi Văn phòng,\n\n{told}")
    (tmp_path / "a.eml").write_bytes(content.replace(b"\n", line_end.encode()))
    (found,) = slips.read(tmp_path / "a.eml")
    assert found.date == datetime.date(2021, 1, 25)
    assert found.remark.startswith("Chưa rõ mấy lần.")
    assert found.sender == "Ban B"


def test_lines_that_a_mail_program_broke_are_one(tmp_path: Path) -> None:
    flowed = SLIP.replace("Chưa rõ mấy lần.", "Chưa rõ \nmấy lần.")
    made = EmailMessage()
    made.set_content(flowed)
    made.set_param("format", "flowed")
    (tmp_path / "a.eml").write_bytes(bytes(made))
    (found,) = slips.read(tmp_path / "a.eml")
    assert found.remark.startswith("Chưa rõ mấy lần.")


def test_a_list_in_a_text_file_is_no_slip(tmp_path: Path) -> None:
    path = written(tmp_path, "STT;Điều;Nơi góp ý;Nội dung góp ý\n1;Điều 1;Ban B;Nên sửa.\n")
    assert not slips.is_one(path)
    assert not slips.is_one(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", mail("Xin chào.")),
        ("a.eml", b"Content-Type: text/html\n\n<p>### N\n"),
        ("a.eml", b"Content-Type: text/plain; charset=none-such\n\n### Remark\n\nA\n"),
        ("a.txt", "### Văn bản\n\na\n".encode()),
    ],
)
def test_what_is_no_slip_is_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError) as fault:
        slips.read(tmp_path / name)
    assert fault.value.details["path"] == tmp_path / name


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SLIP.encode("utf-16-le"))
    with pytest.raises((UnreadableFileError, BeyondLimitError)):
        slips.read(tmp_path / "a.txt")


def test_what_somebody_wrote_into_the_quotation_is_kept_and_told(tmp_path: Path) -> None:
    changed = SLIP.replace("họp khi cần thiết", "họp hằng tuần")
    done = intake(*slips.read(written(tmp_path, changed)))
    (new,) = done.new
    assert new.remark.endswith("\n\n1. Ban A họp hằng tuần, do Trưởng Ban A […]")
    assert [problem.rule for problem in done.problems] == ["comment-import-quoted"]
    whole = SLIP.replace("khoản 1 Điều 2\nhttps://example.org/1-du-thao-1", "x").replace("x/quy-che/quy-che-a/#dieu-2-khoan-1", "")  # fmt: skip
    assert intake(*slips.read(written(tmp_path, whole))).problems == ()


@pytest.mark.parametrize(
    "issue",
    [
        {"iid": 7, "id": 9001, "title": "T", "description": SLIP, "pull_request": None},
        {"number": 7, "title": "T", "body": SLIP, "pull_request": None},
        {"number": 7, "title": "T", "body": SLIP},
    ],
)
def test_an_issue_of_any_host_is_read(tmp_path: Path, issue: dict[str, object]) -> None:
    dated = {**issue, "created_at": "2021-01-25T01:02:03.000+07:00"}
    path = written(tmp_path, json.dumps([dated]), "issues.json")
    (found,) = issues.read(path)
    assert (found.line, found.source, found.place) == (7, "issue-7", "dieu-2-khoan-1")
    assert found.date == datetime.date(2021, 1, 25)


def test_the_command_takes_slips_and_mails_and_nothing_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = create(tmp_path / "kho")
    for name, text in DRAFTS.items():
        if "du-thao" in name:
            names = [one for one in DRAFTS if one <= name]
            commit(folder, {f"quy-che/{DOCUMENT}.md": text, "editions.yml": ledger(*names)})
    docs = str(folder / "docs")
    (tmp_path / "a.eml").write_bytes(mail(SLIP))
    for path in (written(tmp_path, SLIP), tmp_path / "a.eml"):
        assert MAIN([str(path), "--docs", docs]) == 0
    (remark,) = remark_files.read_folder(folder / "docs")
    assert remark.source.startswith("phieu-")
    assert (remark.address, remark.proposal) == ("khoản 1 Điều 2", "mỗi tháng một lần")
    capsys.readouterr()
    with refused(UnreadableFileError, "không phải phiếu góp ý"):
        slips.read(written(tmp_path, "Không có gì.", "b.txt"))
