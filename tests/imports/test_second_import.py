"""A file that comes onto a document that is there: what it brings comes in, nothing else changes."""

import difflib
import io
import json
import random
import sys
from pathlib import Path

import pytest

import organisation
from commands import run
from quyche import terminals
from quyche.editions.history import History, Standing
from quyche.exports import document_files
from quyche.exports.exported_texts import ExportedText
from quyche.imports.documents.conversion import convert_file
from quyche.imports.documents.homes import Home
from quyche.imports.merged.merging import merged
from quyche.language.vietnamese import VN
from quyche.texts.parser import parse
from readings import reading_of
from shapes import faults

FRONT = """---
kind: regulation
title: Quy chế họp   # do văn phòng đặt
issuer: doi-dieu
# hai khóa sau chỉ nơi đây có
term: II (2026-2028)
visibility: internal
aliases: [Quy chế cũ, "Quy chế họp đội"]
status: draft
draft: 1
meeting: 2026-02-01-hop
---
"""
BODY = """# Quy chế họp

Căn cứ Điều lệ đội diều;

## Chương I. Quy định chung

### Điều 1. Phạm vi {governs="doi-dieu"}

Quy chế này quy định việc họp của
đội diều, gồm họp thường kỳ
và họp bất thường.[^1]

### Điều 2. Họp thường kỳ

1. Đội họp mỗi tháng một lần, vào
   ngày mùng một.
2. Giấy mời gửi trước ba ngày, gồm:

    a) Chương trình họp;

    b) **Tài liệu** của cuộc họp.

[^1]: Chú thích của
    chúng tôi.

### Điều 3. Hiệu lực {governs="doi-truong"}

Quy chế này có hiệu lực khi được cuộc họp thông qua.

---

TM. ĐỘI DIỀU
"""
NEW = """QUY CHẾ HỌP

Căn cứ Điều lệ đội diều;

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
Quy chế này quy định việc họp của đội diều, gồm họp thường kỳ và họp bất thường.

Điều 2. Họp thường kỳ
1. Đội họp mỗi tháng một lần, vào ngày mùng một.
2. Giấy mời gửi trước ba ngày, gồm:
a) Chương trình họp;
b) Tài liệu của cuộc họp.

Điều 3. Hiệu lực
Quy chế này có hiệu lực khi được cuộc họp thông qua.

TM. ĐỘI DIỀU
"""


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """A folder of documents with one document."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    entry = tmp_path / "docs" / "co-quan" / "doi-dieu.md"
    target = tmp_path / "docs" / "quy-che" / "hop.md"
    for file in (entry, target):
        file.parent.mkdir(parents=True)
    entry.write_text("---\nkind: body\nname: Đội diều\n---\n", "utf-8")
    target.write_text(FRONT + BODY, "utf-8")
    return target


def second(place: Path, text: str, *more: str) -> tuple[int, str, str]:
    """Import the text onto the document: the exit code, what stands there now, what was said."""
    source = place.parents[2] / "lan2.txt"
    source.write_text(text, "utf-8")
    code, said, wrong = run(
        "convert.py", str(source), "-o", str(place), *more, folder=place.parents[2]
    )
    return code, place.read_text("utf-8"), said + wrong


def changed(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_the_same_text_again_changes_no_byte(place: Path) -> None:
    code, now, said = second(place, NEW)
    assert now == FRONT + BODY, changed(FRONT + BODY, now)
    assert code == 0
    assert "không có gì đổi" in said
    assert not (place.parents[2] / "build").exists()


def test_only_what_the_file_says_otherwise_changes(place: Path) -> None:
    new = NEW.replace("mùng một", "mùng hai").replace("b) Tài liệu", "b) Các tài liệu")
    _, now, said = second(place, new)
    assert changed(FRONT + BODY, now) == [
        "-   ngày mùng một.",
        "+   ngày mùng hai.",
        "-    b) **Tài liệu** của cuộc họp.",
        "+    b) **Các tài liệu** của cuộc họp.",
    ]
    assert "Điều 2. Họp thường kỳ: Sửa" in said
    assert "Sửa 1, thêm 0, bỏ 0" in said


def test_what_is_new_gone_and_renumbered_comes_and_is_told(place: Path) -> None:
    added = "Điều 3. Họp bất thường\nĐội trưởng mời họp bất thường khi có việc gấp.\n\n"
    new = NEW.replace("Điều 3. Hiệu", f"{added}Điều 4. Hiệu").replace(
        "2. Giấy mời gửi", "2. Ai vắng thì báo trước.\n3. Giấy mời gửi"
    )
    _, now, said = second(place, new)
    assert changed(FRONT + BODY, now) == [
        "-2. Giấy mời gửi trước ba ngày, gồm:",
        "+2. Ai vắng thì báo trước.",
        "+3. Giấy mời gửi trước ba ngày, gồm:",
        '-### Điều 3. Hiệu lực {governs="doi-truong"}',
        "+### Điều 3. Họp bất thường",
        "+",
        "+Đội trưởng mời họp bất thường khi có việc gấp.",
        "+",
        '+### Điều 4. Hiệu lực {governs="doi-truong"}',
    ]
    assert "Điều 3. Họp bất thường: " in said
    assert "Điều 3 nay là Điều 4, lời không đổi" in said
    _, now, said = second(place, NEW)  # and back again
    assert now == FRONT + BODY, changed(FRONT + BODY, now)
    assert "bỏ 1" in said


HEAD = "ĐỘI DIỀU\nSố 05-QC/ĐD\nBãi Diều, ngày 02 tháng 3 năm 2026\n\n"


def test_what_is_said_otherwise_of_a_key_is_shown_and_taken_by_its_name(place: Path) -> None:
    _, now, said = second(place, HEAD + NEW.replace("HỌP\n", "HỌP ĐỘI\n"))
    assert now == FRONT + BODY
    for key in ("title", "status", "number", "adopted", "place"):
        assert f"{key}: giữ “" in said
    assert "--take number" in said
    assert "issuer" not in said
    _, now, said = second(place, HEAD + NEW, "--take", "number", "--take", "adopted")
    assert changed(FRONT + BODY, now) == ["+number: 05-QC/ĐD", "+adopted: 2026-03-02"]
    assert "number: “chưa ghi” thành “05-QC/ĐD”, theo chữ “Số 05-QC/ĐD”" in said
    code, later, said = second(place, HEAD + NEW, "--take", "issuer")
    assert (code, later) == (2, now)
    assert "có thể ghi: place, status, all" in said


def test_a_new_title_that_is_taken_stands_above_the_text_too(place: Path) -> None:
    _, now, _ = second(place, NEW.replace("HỌP\n", "HỌP ĐỘI\n"), "--take", "title")
    assert "title: QUY CHẾ HỌP ĐỘI   # do văn phòng đặt\n" in now
    assert "\n# QUY CHẾ HỌP ĐỘI\n" in now
    assert len(changed(FRONT + BODY, now)) == 4


def test_a_trial_says_the_same_and_writes_nothing(place: Path) -> None:
    _, now, said = second(place, NEW.replace("mùng một", "mùng hai"), "--dry-run")
    assert now == FRONT + BODY
    assert "Sửa 1," in said
    assert "sẽ ghi 3 điều" in said


def test_what_is_another_document_or_cannot_be_read_is_refused(place: Path) -> None:
    other = "QUY ĐỊNH\nVề bếp ăn\nĐiều 1. Bếp\nNấu cơm mỗi ngày hai bữa cho cả đội.\n"
    code, now, said = second(place, other)
    assert (code, now) == (2, FRONT + BODY)
    assert "--replace" in said
    broken = FRONT.replace("status: draft", "status: [draft") + BODY
    place.write_text(broken, "utf-8")
    code, now, said = second(place, NEW)
    assert (code, now) == (2, broken)
    assert "phần đầu không đọc được" in said
    place.write_text(FRONT + BODY, "utf-8")
    code, now, said = second(place, NEW, "--title", "Khác")
    assert (code, now) == (2, FRONT + BODY)
    assert "hãy bỏ --title" in said
    code, now, _ = second(place, NEW, "--replace")
    assert code == 0
    assert now.startswith("---\nkind: regulation\ntitle: QUY CHẾ HỌP\n")
    assert any((place.parents[2] / "build" / "ban-cu").rglob("*.bak"))


def test_footnotes_that_come_stand_beside_ours(place: Path) -> None:
    source = (FRONT + BODY).replace("\r", "")
    came = BODY.replace("ngày mùng một.", "ngày mùng một.[^1]").replace(
        "bất thường.[^1]", "bất thường."
    )
    came = came.replace("Chú thích của\n    chúng tôi.", "Theo lịch của xã.")
    found = merged(source, FRONT + came, "hop.md", VN)
    assert "bất thường.[^1]" in found.source
    assert "ngày mùng một.[^2]" in found.source
    assert "[^2]: Theo lịch của xã." in found.source
    assert "[^1]: Chú thích của\n    chúng tôi." in found.source
    assert found.lost_notes == ()


def test_where_new_words_do_not_fit_into_the_layout_is_told() -> None:
    rows = "| Việc | Nơi làm |\n|---|---|\n| **Đọc** | Phòng A |\n"
    old = FRONT.replace("\r", "") + "# QUY CHẾ HỌP\n\n### Điều 1. Việc\n\n" + rows
    new = old.replace("| Phòng A |", "| Phòng A | Tháng 3 |").replace(
        "Nơi làm |", "Nơi làm | Khi nào |"
    )
    new = new.replace("|---|---|", "|---|---|---|")
    found = merged(old, new, "hop.md", VN)
    assert "Tháng 3" in found.source
    assert found.relaid == ("Điều 1",)
    assert merged(old, old, "hop.md", VN).relaid == ()


def test_what_our_own_papers_say_changes_no_byte(tmp_path: Path) -> None:
    """The property: a rendering of a document, imported onto it, leaves it as it is."""
    reading = reading_of(organisation.documents())
    standing = Standing("dang-soan", History(()))
    target = tmp_path / "docs" / "quy-che" / "x.md"
    for path, content in organisation.files().items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_bytes(content)
    home = Home.of(target)
    for text in reading.corpus.texts:
        for suffix in ("docx", "txt"):
            file = tmp_path / f"{text.id}.{suffix}"
            exported = ExportedText(reading, text, standing)
            file.write_bytes(document_files.written(exported, suffix))
            found = convert_file(file, text.metadata.kind, home=home)
            source = text.document.source
            came = merged(source, found.source, text.path, text.grammar)
            assert changed(source, came.source) == [], (text.path, suffix)


def test_the_name_of_who_signs_is_left_out_unless_somebody_put_it_there(place: Path) -> None:
    signed = f"{NEW}ĐỘI TRƯỞNG\nNguyễn Văn Mẫu\n".replace("TM. ĐỘI", "T/M ĐỘI")
    _, now, said = second(place, signed)
    assert "Mẫu" not in now + said
    assert "1 dòng là họ tên người ký" in said
    assert now.endswith("---\n\nT/M ĐỘI DIỀU\n\nĐỘI TRƯỞNG\n")
    place.write_text(f"{now}\nNguyễn Văn Mẫu\n", "utf-8")
    _, later, said = second(place, signed)
    assert later == f"{now}\nNguyễn Văn Mẫu\n"
    assert "họ tên" not in said


@pytest.mark.parametrize(("answer", "is_taken"), [("c\n", True), ("k\n", False), ("", False)])
def test_somebody_at_a_terminal_is_asked(
    place: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, is_taken: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    monkeypatch.setattr(terminals, "is_terminal", lambda stream: stream is not sys.stderr)
    monkeypatch.setattr(terminals, "shows_colours", lambda _: False)
    _, now, said = second(place, NEW.replace("HỌP\n", "HỌP ĐỘI\n"))
    assert "title: đang ghi “Quy chế họp”; tệp mới (dòng 1, chữ “QUY CHẾ HỌP ĐỘI”)" in said
    assert ("title: QUY CHẾ HỌP ĐỘI" in now) is is_taken


def test_what_came_is_told_as_data(place: Path) -> None:
    new = HEAD + NEW.replace("mùng một", "mùng hai")
    _, _, said = second(place, new, "--json", "--dry-run", "--take", "number")
    report = json.loads(said)
    assert faults("convert", report) == []
    came = report["merged"]
    assert [one["name"] for one in came["articles"]] == ["Điều 2. Họp thường kỳ"]
    assert [one["key"] for one in came["head"] if one["taken"]] == ["number"]
    assert came["counts"]["amended"] == 1


def test_of_a_programme_in_a_table_its_rows_are_told_and_no_articles_counted(place: Path) -> None:
    rows = "Việc\tChủ trì\tThời gian\nHọp\tVăn phòng\tQuý I\nSơ kết\tVăn phòng\tQuý II\n"
    programme = f"CHƯƠNG TRÌNH\ncông tác năm 2026\n\n{rows}"
    second(place, programme, "--replace")
    _, _, said = second(place, f"{programme.rstrip()}\nTổng kết\tVăn phòng\tQuý IV\n")
    assert "“Tổng kết | Văn phòng | Quý IV”" in said
    assert "Sửa 0" not in said
    assert ": đã ghi 3 nhiệm vụ, 0 khoản\n" in said
    _, _, again = second(place, f"{programme.rstrip()}\nTổng kết\tVăn phòng\tQuý IV\n")
    assert "không có gì đổi (3 nhiệm vụ, 0 khoản)" in again


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_come_in_whole_and_touch_nothing_else(seed: int) -> None:
    """Whatever is edited, what comes out reads as what came in, and the rest keeps its bytes."""
    chance = random.Random(seed)
    old = _text(chance, 9)
    lines = [line for line in old.split("\n\n") if line]
    at = chance.randrange(4, len(lines))
    kind = chance.choice(["word", "drop", "add"])
    if kind == "word":
        lines[at] = lines[at].replace("gấp", "thường")
    elif kind == "drop" and not lines[at].startswith("#"):
        del lines[at]
    else:
        lines.insert(at, "Đoạn mới thêm vào.")
    came = "\n\n".join(line.replace("\n   ", "") for line in lines) + "\n"
    found = merged(FRONT + old, came, "x.md", VN)
    read = parse(found.source, "x.md").document
    assert [one.text for one in read.walk()] == [
        one.text for one in parse(came, "x.md").document.walk()
    ]
    assert not found.is_rewritten
    assert len(changed(FRONT + old, found.source)) <= 4


def _text(chance: random.Random, articles: int) -> str:
    out = io.StringIO("")
    out.write("# Quy chế họp\n\n## Chương I. Chung\n\n")
    for article in range(1, articles + 1):
        out.write(f"### Điều {article}. Việc {article}\n\n")
        for clause in range(1, chance.randrange(2, 5)):
            out.write(f"{clause}. Việc gấp\n    số {chance.randrange(900)} của đội diều.\n\n")
    return out.getvalue()


def test_what_stands_above_our_title_is_ours(place: Path) -> None:
    own = FRONT + BODY.replace("# Quy chế họp", "TỈNH ỦY MẪU\n\n# Quy chế họp")
    place.write_text(own, "utf-8")
    _, now, said = second(place, f"TỈNH ỦY MẪU\nSố 5-QC/TU\n{PARTY}\n{NEW}")
    assert now == own
    assert "bỏ qua" not in said


PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM\nMẫu, ngày 02 tháng 3 năm 2026"


def test_lines_end_as_they_did(place: Path) -> None:
    place.write_bytes((FRONT + BODY).replace("\n", "\r\n").encode())
    added = "Điều 3. Họp bất thường\nĐội trưởng mời họp.\n\n"
    _, _, said = second(place, NEW.replace("Điều 3. Hiệu", f"{added}Điều 4. Hiệu"))
    now = place.read_bytes()
    assert "thêm 1" in said
    assert now.count(b"\n") == now.count(b"\r\n")
    second(place, NEW)
    assert place.read_bytes() == (FRONT + BODY).replace("\n", "\r\n").encode()


def test_a_reason_whose_article_bears_another_number_is_told(place: Path) -> None:
    front = FRONT.replace("draft: 1\n", "draft: 1\nreasons: {dieu-3: Theo góp ý, dieu-1: Khác}\n")
    place.write_text(front + BODY, "utf-8")
    added = "Điều 3. Họp bất thường\nĐội trưởng mời họp.\n\n"
    _, now, said = second(place, NEW.replace("Điều 3. Hiệu", f"{added}Điều 4. Hiệu"))
    assert now.startswith(front)
    assert "reasons ghi “dieu-3”, điều ấy nay là dieu-4" in said
    assert "dieu-1" not in said
