"""Other open proposals on the same provisions, told from real repositories."""

import json
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from quyche.labels import Labels
from repositories import commit, create, git

ROOT = Path(__file__).parents[2]
MAIN: Callable[[Sequence[str]], int] = runpy.run_path(str(ROOT / "scripts" / "review.py"))["main"]
LABELS = Labels.load("vi")
RULES = """---
kind: regulation
title: Quy chế A
status: draft
visibility: public
---
# Quy chế A

Căn cứ Điều lệ;

### Điều 1. Phạm vi

Quy chế này quy định việc họp và việc báo cáo của Ban A và Trưởng ban.

### Điều 2. Nhiệm vụ của Ban A

1. Ban A chỉ đạo việc soạn chương trình và tài liệu của từng hội nghị.

2. Ban A họp mỗi quý một lần theo lịch đã báo trước cho các thành viên.

### Điều 3. Quyền hạn của Trưởng ban

1. Trưởng ban quyết định triệu tập hội nghị bất thường khi có việc gấp.
"""
FIRST = ("mỗi quý một lần", "mỗi tháng một lần")
INSERTED = ("### Điều 3.", "### Điều 3. Nguyên tắc\n\nMọi việc được bàn chung.\n\n### Điều 4.")
FILE = "quy-che/a.md"


class Repository:
    """A branch `main`, and proposals off it."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = create(folder)
        self.capture = capture
        commit(folder, {FILE: RULES})

    def propose(self, name: str, *edits: tuple[str, str], base: str = "main") -> None:
        """A proposal with a number, as a workflow fetches it; or a branch."""
        git(self.folder, "switch", "--quiet", "--detach", base)
        path = self.folder / "docs" / FILE
        text = path.read_text("utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        made = commit(self.folder, {FILE: text})
        ref = f"refs/others/{name}" if name.isdecimal() else f"refs/heads/{name}"
        git(self.folder, "update-ref", ref, made)
        git(self.folder, "switch", "--quiet", "main")

    def review(self, *options: str, head: str = "mine") -> str:
        docs = ["--docs", str(self.folder / "docs")]
        assert MAIN(["main", head, *docs, *options]) in {0, 1}
        return self.capture.readouterr().out

    def found(self, *others: str) -> list[Any]:
        told = json.loads(self.review("--json", "--others", *(others or ("refs/others/",))))
        keys = ("proposal", "provision", "shared")
        return [tuple(map(one.__getitem__, keys)) for one in told["collisions"]]


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Repository:
    made = Repository(tmp_path / "kho", capsys)
    made.propose("mine", FIRST)
    return made


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("theo lịch", "theo kế hoạch")], [("7", "dieu-2", ["dieu-2-khoan-2"])]),
        ([("từng hội nghị", "mỗi hội nghị")], [("7", "dieu-2", [])]),
        ([("khi có việc gấp", "khi cần")], []),
        ([("Căn cứ Điều lệ", "Căn cứ Điều lệ Hội")], []),
        ([("Nhiệm vụ của Ban A", "Việc của Ban A"), ("theo lịch", "theo kế hoạch")], [("7", "dieu-2", ["dieu-2-khoan-2"])]),
        ([("2. Ban A họp mỗi quý một lần theo lịch đã báo trước cho các thành viên.\n\n", "")], [("7", "dieu-2", ["dieu-2-khoan-2"])]),
        ([("### Điều 2. Nhiệm", "### Điều 2. Nguyên tắc\n\nMọi việc bàn chung.\n\n### Điều 3. Nhiệm"), ("### Điều 3. Quyền", "### Điều 4. Quyền"), ("theo lịch", "theo kế hoạch")], [("7", "dieu-2", ["dieu-2-khoan-2"])]),
    ],
)  # fmt: skip
def test_what_both_touch_is_told_by_its_place_before(
    repository: Repository, edits: list[tuple[str, str]], expected: list[Any]
) -> None:
    repository.propose("7", *edits)
    assert repository.found() == expected


def test_several_proposals_are_told_each_with_its_place(repository: Repository) -> None:
    repository.propose("12", ("theo lịch", "theo kế hoạch"))
    repository.propose("9", ("từng hội nghị", "mỗi hội nghị"))
    assert repository.found() == [("12", "dieu-2", ["dieu-2-khoan-2"]), ("9", "dieu-2", [])]
    text = repository.review("--others", "refs/others/")
    head, _, quoted = text.partition(f"### {LABELS('review.quoted_part')}")
    assert LABELS("review.count_collisions", count=1, others=2) in head
    blanks = {"place": "Điều 2", "title": "“Quy chế A”", "proposal": "12"}
    assert LABELS("review.collision.shared", shared="khoản 2 Điều 2", **blanks) in quoted
    assert LABELS("review.collisions") not in repository.review()


def test_new_articles_of_one_number_meet(repository: Repository) -> None:
    repository.propose("mine", INSERTED)
    repository.propose("7", (INSERTED[0], INSERTED[1].replace("bàn chung", "báo trước")))
    assert repository.found() == [("7", "dieu-3", ["dieu-3"])]


def test_proposals_that_parted_at_different_commits_are_held_to_each_other(
    repository: Repository,
) -> None:
    """Article 2 became article 3 in between: one touches it by its old number."""
    inserted = (
        "### Điều 2. Nhiệm",
        "### Điều 2. Nguyên tắc\n\nMọi việc được bàn chung.\n\n### Điều 3. Nhiệm",
    )
    repository.propose("7", ("theo lịch", "theo kế hoạch"))
    repository.propose("moved", inserted, ("### Điều 3. Quyền", "### Điều 4. Quyền"))
    git(repository.folder, "merge", "--quiet", "--ff-only", "moved")
    repository.propose("mine", FIRST)
    assert repository.found() == [("7", "dieu-3", ["dieu-3-khoan-2"])]


def test_the_same_work_is_no_other(repository: Repository) -> None:
    repository.propose("3", ("mỗi quý một lần", "mỗi năm một lần"))
    repository.propose("4", ("gấp", "rất gấp"), base="mine")  # goes on from it
    git(repository.folder, "update-ref", "refs/others/5", "mine")
    git(repository.folder, "update-ref", "refs/others/6", "main")
    proposals = [proposal for proposal, *_ in repository.found()]
    assert proposals == ["3"]


def test_a_new_document_of_one_name_and_a_dropped_one_meet(repository: Repository) -> None:
    folder = repository.folder
    for ref in ("refs/heads/mine", "refs/others/7"):
        git(folder, "switch", "--quiet", "--detach", "main")
        made = commit(folder, {"quy-che/b.md": RULES.replace("Quy chế A", ref), FILE: None})
        git(folder, "update-ref", ref, made)
    git(folder, "switch", "--quiet", "main")
    told = json.loads(repository.review("--json", "--others", "refs/others/7"))["collisions"]
    assert {one["document"] for one in told} == {"a", "b"}
    assert repository.review("--others", "refs/others/7", "--html", str(folder / "x.html"))
    assert LABELS("review.collisions") in (folder / "x.html").read_text("utf-8")


def test_a_ref_that_is_unknown_is_refused_and_no_ref_is_fine(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert repository.found("refs/none/") == []
    docs = ["--docs", str(repository.folder / "docs")]
    assert MAIN(["main", "mine", *docs, "--others", "refs/others/99"]) != 0
    assert "refs/others/99" in capsys.readouterr().err
