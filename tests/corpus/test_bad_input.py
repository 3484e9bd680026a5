"""What a clerk gets to see for each fault: file, line, what was found and what was expected."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import run

ROOT = Path(__file__).parents[2]
HEAD = "---\nkind: regulation\ntitle: Tên\nstatus: draft\n---\n# Tên\n\n"
ARTICLE = HEAD + "### Điều 1. Một\n\n"
FILE = "docs/quy-che/van-ban.md"


def check(folder: Path, files: dict[str, bytes], *options: str) -> tuple[int, str]:
    """Check a folder with these files; the command's exit code and what it printed."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    code, printed, complaint = run("check.py", "docs", *options, folder=folder)
    assert not complaint
    return code, printed


ERRORS: dict[str, tuple[str, int, str]] = {
    "no front matter": ("# Tên\n\n### Điều 1. Một\n\nChữ.\n", 1, "thiếu phần khai báo"),
    "missing key": (ARTICLE.replace("title: Tên\n", "") + "Chữ.\n", 1, '"title"'),
    "unknown key": (ARTICLE.replace("title:", "titel: x\ntitle:") + "Chữ.\n", 3, '"titel"'),
    "wrong type": (ARTICLE.replace("status: draft", "status: nháp") + "Chữ.\n", 4, "nháp"),
    "key twice": (ARTICLE.replace("title:", "title: a\ntitle:") + "Chữ.\n", 4, '"title"'),
    "kind of another folder": (
        ARTICLE.replace("regulation", "programme") + "Chữ.\n",
        2,
        "programme",
    ),
    "no such day": (
        ARTICLE.replace("status", "submitted: 2021-02-30\nstatus") + "Chữ.\n",
        4,
        'giá trị "2021-02-30" của khóa "submitted" không đúng',
    ),
    "broken YAML": (ARTICLE.replace("title: Tên", "title: [Tên") + "Chữ.\n", 3, "viết sai"),
    "article number twice": (ARTICLE + "Chữ.\n\n### Điều 1. Hai\n\nChữ.\n", 12, "đã có ở dòng 8"),
    "numbers going back": (ARTICLE + "2. Hai.\n1. Một.\n", 11, '"1." đứng sau "2."'),
    "points out of order": (
        ARTICLE + "1. Một:\n    a) A;\n    đ) Đ;\n    d) D.\n",
        13,
        '"d)" đứng sau',
    ),
    "a letter that no point has": (ARTICLE + "1. Một:\n    a) A;\n    ê) Ê.\n", 12, 'chữ "ê"'),
    "clause that does not exist": (ARTICLE + "Theo khoản 9 Điều 1.\n", 10, '"khoản 9 Điều 1"'),
    "article that does not exist": (ARTICLE + "Theo Điều 77.\n", 10, '"Điều 77"'),
    "unknown body": (ARTICLE.replace("status", "issuer: ai-do\nstatus") + "Chữ.\n", 4, '"ai-do"'),
    "unknown role governed": (HEAD + '### Điều 1. Một {governs="ai-do"}\n\nChữ.\n', 8, '"ai-do"'),
    "unknown attribute": (HEAD + '### Điều 1. Một {onclick="x"}\n\nChữ.\n', 8, '"onclick"'),
    "empty article": (ARTICLE + "### Điều 2. Hai\n\nChữ.\n", 8, "không có nội dung"),
    "raw HTML": (ARTICLE + "Chữ <script>x()</script>.\n", 10, '"<script>'),
    "heading without hashes": (ARTICLE + "Chữ.\n\nĐiều 2. Hai\n", 12, "không có dấu #"),
    "heading that is no provision": (ARTICLE + "Chữ.\n\n### Ghi chú\n", 12, '"Ghi chú"'),
    "adopted without a number": (ARTICLE.replace("draft", "adopted") + "Chữ.\n", 4, '"number"'),
    "eth for đ": (ARTICLE + "Ðảng bộ.\n", 10, "U+00D0"),
    "image elsewhere": (ARTICLE + "Chữ ![a](https://x.vn/a).\n", 10, '"https://x.vn/a"'),
    "zero-width space": (ARTICLE + "Chữ\u200b.\n", 10, "U+200B"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_names_file_and_line_and_what_was_found(name: str, tmp_path: Path) -> None:
    source, line, found = ERRORS[name]
    code, printed = check(tmp_path, {FILE: source.encode()})
    assert code == 1
    lines = [text for text in printed.splitlines() if text.startswith(f"{FILE}:{line}: ")]
    assert any(found in text and "; " in text for text in lines), printed


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("1. Một.\n3. Ba.\n", 11, '"3." đứng ngay sau "1."'),
        ("1. Một:\n    a) A;\n    c) C.\n", 12, '"c)" đứng ngay sau "a)"'),
        ("1. Một:\n    d) D;\n    e) E.\n", 12, '"e)" đứng ngay sau "d)"'),
        ("2. Hai.\n", 10, 'bắt đầu bằng "2."'),
        ("Chư\u0303.\n", 10, "NFD"),
    ],
)
def test_what_may_be_meant_so_is_a_warning(
    text: str, line: int, found: str, tmp_path: Path
) -> None:
    code, printed = check(tmp_path, {FILE: (ARTICLE + text).encode()})
    assert code == 0
    assert f"{FILE}:{line}: lưu ý: " in printed
    assert found in printed
    assert check(tmp_path, {}, "--strict")[0] == 1


def test_a_text_without_a_title_of_its_own_is_a_warning(tmp_path: Path) -> None:
    source = HEAD.replace("# Tên\n", "") + "### Điều 1. Một\n\nChữ.\n"
    code, printed = check(tmp_path, {FILE: source.encode()})
    assert (code, printed.startswith(f"{FILE}:6: lưu ý: văn bản không có tên")) == (0, True)


def test_the_command_itself_ends_so(tmp_path: Path) -> None:
    code, printed = check(tmp_path, {FILE: (ARTICLE + "Theo Điều 77.\n").encode()})
    command = [sys.executable, str(ROOT / "scripts/check.py"), "docs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (code, printed, b"")


def test_a_correct_document_has_no_problem(tmp_path: Path) -> None:
    assert check(
        tmp_path, {FILE: (ARTICLE + "1. Một.\n2. Hai theo khoản 1 Điều này.\n").encode()}
    ) == (0, "")


def test_a_file_that_is_not_utf_8_is_told_with_the_line_of_the_wrong_byte(tmp_path: Path) -> None:
    code, printed = check(tmp_path, {FILE: ARTICLE.encode() + b"T\xe9n.\n"})
    assert code == 1
    assert printed.startswith(f"{FILE}:10: tệp không phải UTF-8 (byte 0xE9)")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    code, printed = check(tmp_path, {FILE: b""})
    assert (code, printed.startswith(f"{FILE}:1: tệp trống")) == (1, True)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("word", ["Bí thư ", "*", "[a](", "Điều 1, ", "<", '"1. ', "(sau đây "])
def test_a_line_of_five_megabytes_is_told_soon_and_in_few_words(word: str, tmp_path: Path) -> None:
    line = word * (5_000_000 // len(word))
    code, printed = check(tmp_path, {FILE: (ARTICLE + line + "\n").encode()})
    assert code == 1
    assert f"{FILE}:10: dòng dài {len(line)} ký tự" in printed
    assert len(printed) < 5_000


def test_a_name_claimed_by_two_is_told_at_the_second(tmp_path: Path) -> None:
    entry = "---\nkind: body\nname: {}\naliases: [Tỉnh ủy]\n---\n"
    files = {
        "docs/co-quan/a.md": entry.format("Ban A").encode(),
        "docs/co-quan/b.md": entry.format("Ban B").replace("ủy", "uỷ").encode(),
    }
    code, printed = check(tmp_path, files)
    assert code == 1
    assert printed.startswith('docs/co-quan/b.md:4: tên "Tỉnh ủy" đã thuộc về a')


def test_annotations_for_the_repository_name_file_and_line(tmp_path: Path) -> None:
    _, printed = check(
        tmp_path, {FILE: (ARTICLE + "Theo Điều 77.\n").encode()}, "--format", "github"
    )
    assert printed.startswith(f"::error file={FILE},line=10::")


def test_a_report_for_gitlab_names_file_and_line_and_each_problem_once(tmp_path: Path) -> None:
    text = (ARTICLE + "Theo Điều 77.\n\n### Điều 2. B\n\nTheo Điều 77.\n").encode()
    _, printed = check(tmp_path, {FILE: text}, "--format", "gitlab")
    rows = json.loads(printed)
    assert [(row["location"]["path"], row["location"]["lines"]["begin"]) for row in rows] == [
        (FILE, 10),
        (FILE, 14),
    ]
    assert {row["severity"] for row in rows} == {"major"}
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    _, moved = check(tmp_path, {FILE: text.replace(b"Theo", b"\nTheo", 1)}, "--format", "gitlab")
    prints = [[row["fingerprint"] for row in json.loads(one)] for one in (printed, moved)]
    assert prints[0] == prints[1], "a problem that only moved is the same"


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/check.py"), str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"nowhere" in done.stderr
