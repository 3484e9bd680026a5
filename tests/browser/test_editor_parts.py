"""What the editor in the browser makes of a text: patches that Git takes, and doubts about numbers."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from issue_addresses import issue_of
from quyche import hosts
from quyche.corpus import corpora
from quyche.exports import editor_files
from quyche.imports.remarks import issues
from quyche.labels import Labels
from quyche.settings import Settings

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "scripts"
TEXT = "Một.\n\n1. Hai.\n\n2. Ba.\n\n3. Bốn.\n\n4. Năm.\n\n5. Sáu.\n"
FRONT = "---\nkind: regulation\n---\n"


@pytest.fixture(scope="module", name="page")
def _page(browser: Browser) -> Page:
    return browser.new_context().new_page()


def run(page: Page, name: str, call: str, cases: Sequence[Any], before: str = "") -> list[Any]:
    """What a module makes of each case, with what it imports put before it."""
    module = before + (SCRIPTS / f"{name}.js").read_text("utf-8")
    module = re.sub(r"(?m)^import .*\n|^export ", "", module)
    found = page.evaluate(f"cases => {{\n{module}\nreturn cases.map(one => {call}) }}", cases)
    assert isinstance(found, list)
    return found


# Patches

CASES = [
    (text, lines, new)
    for text in (
        TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.rstrip("\n"),
        TEXT.rstrip("\n").replace("\n", "\r\n"),
        TEXT.replace("Ba.\n", "Ba.\r\n"),
        "Một. \t\n" + TEXT,
        "1. Hai.",
        "1. Hai.\n",
    )
    for lines in ((1, 1), (3, 3), (3, 5), (9, 11), (11, 11), (1, 11))
    for new in (
        "1. Hai, ba.",
        "1. Hai.\n    a) Ba;\n    b) Bốn.",
        "Một.\n\n1. Hai.",
        "5. Sáu.\n\n6. Bảy.",
        "5. Sáu.\n\n\n",
        "",
        "--- a\n+++ b\n@@ -1 +1 @@\n\\ No newline",
        "Điều “đặc biệt” <b>&amp;</b>",
    )
    if lines[1] <= len(text.splitlines())
]


def expected(source: str, lines: tuple[int, int], new: str) -> str:
    """The text with these lines replaced, what stays in them kept to the byte."""
    all_ = source.splitlines(keepends=True)
    old = all_[lines[0] - 1 : lines[1]]
    wanted = new.rstrip("\n").split("\n") if new.rstrip("\n") else []
    bare = [line.rstrip("\r\n") for line in old]
    start = 0
    while start < min(len(bare), len(wanted)) and bare[start] == wanted[start]:
        start += 1
    end = 0
    while end < min(len(bare), len(wanted)) - start and bare[-1 - end] == wanted[-1 - end]:
        end += 1
    sign = "\r\n" if "\r\n" in source else "\n"
    middle = [line + sign for line in wanted[start : len(wanted) - end]]
    made = [*all_[: lines[0] - 1], *old[:start], *middle, *old[len(old) - end :], *all_[lines[1] :]]
    if made and not source.endswith("\n"):
        whole = lines[1] < len(all_) or end
        made = [line if line.endswith("\n") else line + "\n" for line in made[:-1]] + made[-1:]
        if not whole and wanted and middle:
            made[-1] = made[-1].rstrip("\r\n")
    return "".join(made)


def test_git_takes_every_patch_and_nothing_but_those_lines_changes(
    page: Page, tmp_path: Path
) -> None:
    first = FRONT.count("\n") + 1
    given = [
        {
            "desk": {"path": "docs/quy-che/a.md", "source": text, "first": first},
            "lines": [line + first - 1 for line in lines],
            "text": new,
        }
        for text, lines, new in CASES
    ]
    above = '["Đề nghị sửa Điều 1", "", "Ly-do: cho\\n--- a/x\\nrõ"]'
    call = f"patchOf(one.desk, one.lines, one.text, {above})"
    patches = run(page, "patches", call, given)
    assert len(patches) > 250
    file = tmp_path / "docs" / "quy-che" / "a.md"
    file.parent.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    for (text, lines, new), patch in zip(CASES, patches, strict=True):
        wanted = expected(text, lines, new)
        file.write_bytes((FRONT + text).encode())
        if not patch:
            assert wanted == text, (text, lines, new)
            continue
        done = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"],
            cwd=tmp_path,
            input=patch.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (text, lines, new, patch, done.stderr.decode())
        assert file.read_bytes().decode() == FRONT + wanted, (text, lines, new, patch)


def test_the_field_shows_the_lines_as_they_stand(page: Page) -> None:
    desk = {"path": "x", "source": TEXT.replace("\n", "\r\n"), "first": 4}
    shown = run(page, "patches", "sourceOf(one[0], one[1])", [[desk, [6, 8]], [desk, [4, 4]]])
    assert shown == ["1. Hai.\n\n2. Ba.", "Một."]


# Remarks


REMARKS = (
    {"remark": "Một ý kiến.", "proposal": "", "sender": ""},
    {"remark": "Dòng\n### Văn bản\n# 1 & 2 = 3? 100%\n\nhai", "proposal": "Ủy ban 😀", "sender": "Ban A"},
    {"remark": "## Nội dung góp ý\n\nkhác", "proposal": "### Phiên bản", "sender": "Chi hội +"},
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("host", ["github", "gitlab", "forgejo"])
def test_what_any_host_makes_of_a_remark_is_read_back_whole(
    page: Page, tmp_path: Path, host: str, language: str
) -> None:
    place = "khoản 2 Điều 3\nhttps://a.example/2-du-thao-1/quy-che/quy-che-a/#dieu-3-khoan-2"
    known = {
        "document": "quy-che-a",
        "edition": "2-du-thao-1",
        "title": "Dự thảo lần 1",
        "name": "Quy chế A",
        "place": place,
        "quoted": "Chữ 😀 " * 800,
        "date": "2026-11-27",
    }
    given = [
        [hosts.issue_url(host, "https://git.example/a/b"), {**known, **one}] for one in REMARKS
    ]
    said = json.dumps(Labels.load(language).below("proposing"))
    fill = (SCRIPTS / "words.js").read_text("utf-8").replace("{{ texts.dates }}", "{}")
    call = "issueOf(one[0], one[1])"
    made = run(page, "remark-slips", call, given, f"const SAID = {said};\n{fill}")
    for remark, one in zip(REMARKS, made, strict=True):
        assert len(one["href"]) <= 7500
        assert not one["isPasted"]
        issue = issue_of(host, one["href"], language)
        (tmp_path / "issues.json").write_text(json.dumps([issue]), "utf-8")
        (found,) = issues.read(tmp_path / "issues.json")
        told = {"remark": found.remark, "proposal": found.proposal, "sender": found.sender}
        lines = {name: [line.strip() for line in text.split("\n")] for name, text in told.items()}
        assert lines == {name: text.split("\n") for name, text in remark.items()}
        assert (found.document, found.edition) == ("quy-che-a", "2-du-thao-1")
        assert found.place == "dieu-3-khoan-2"
        assert found.quoted.endswith(" […]")


# Doubts

LINES = {name: [1, 1] for name in ("dieu-2", "dieu-2-khoan-1", "dieu-2-khoan-1-diem-dd", "dieu-4a")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. A\n\n2. B\n\n2a. C\n\n3. D", []),
        ("1. A\n2. B\n4. C", [["gap", "4.", "2."]]),
        ("1. A\n3. B\n2. C", [["gap", "3.", "1."], ["order", "2.", "3."]]),
        ("1. A\n1. B", [["order", "1.", "1."]]),
        ("### Điều 7. A\n\n2. B", [["first", "2.", ""]]),
        ("3. Một khoản đứng riêng", []),
        ("1. A\n    a) B\n    b) C\n    c) D\n    d) Đ\n    đ) E\n2. B\n    a) C", []),
        ("1. A\n    a) B\n    c) C", [["gap", "c)", "a)"]]),
        ("1. A\n    a) B\n    f) C", [["letter", "f)", ""]]),
        ("1. A\n    b) B", [["first", "b)", ""]]),
        ("1. A\n1.1. B\n1.2. C\n2. D", []),
        ("1. Theo Điều 2, khoản 1 Điều 2 và điểm đ khoản 1 Điều 2, Điều 4a", []),
        ("1. Theo Điều 3 Quy chế này", [["cited", "Điều 3", ""]]),
        ("1. Theo khoản 9 Điều 2.", [["cited", "khoản 9 Điều 2", ""]]),
        ("1. Theo Điều 3 Điều lệ Đảng, Điều 9 của Luật Tổ chức", []),
        ("1. Theo khoản 5 Điều 7", []),
        ("### Điều 99. Không phải dẫn chiếu\n\n1. A", []),
    ],
)
def test_what_one_provision_tells_is_wrong_is_told(
    page: Page, text: str, found: list[list[str]]
) -> None:
    known = {**LINES, "dieu-7": [1, 1]}
    text_of = corpora.text_of("quy-che/a.md", b"---\nkind: regulation\n---\n")
    desk = {**editor_files.editor_file(text_of, Settings()), "lines": known}
    call = 'problemsIn(one[0], one[1], "dieu-7", one[2])'
    assert run(page, "provision-checks", call, [[text, "", desk]]) == [found]
    assert run(page, "provision-checks", call, [[text, text, desk]]) == [[]]  # nothing new


def test_a_text_of_another_structure_is_not_judged(page: Page) -> None:
    call = 'problemsIn(one, "", "section-1", {letters: "", lines: {}, cited: null})'
    assert run(page, "provision-checks", call, ["1. A\n1. B"]) == [[]]
