"""What a proposal changes, told from real repositories."""

import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from quyche.reviews import comments
from repositories import commit, create, entry, git

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "review.py"
MAIN: Callable[[Sequence[str]], int] = runpy.run_path(str(SCRIPT))["main"]

FRONT = "---\nkind: regulation\ntitle: {title}\nstatus: draft\nvisibility: public\n---\n"
RULES = (
    FRONT.format(title="Quy chế A")
    + """# Quy chế A

### Điều 1. Phạm vi

Quy chế này quy định việc họp và việc báo cáo của Ban A và Trưởng ban.

### Điều 2. Nhiệm vụ của Ban A

1. Ban A chỉ đạo việc soạn chương trình và tài liệu của từng hội nghị.

2. Ban A họp mỗi quý một lần theo lịch đã báo trước cho các thành viên.

### Điều 3. Quyền hạn của Trưởng ban

1. Trưởng ban quyết định triệu tập hội nghị bất thường khi có việc gấp.

2. Trưởng ban ký văn bản theo khoản 2 Điều 2 Quy chế này.

### Điều 4. Chế độ báo cáo

Văn phòng báo cáo việc thực hiện Điều 3 Quy chế này vào cuối mỗi năm.
"""
)
BASE: dict[str, str | None] = {
    "quy-che/a.md": RULES,
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\nLà ban.\n",
    "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng ban\nparent: ban-a\n---\nLà người.\n",
    "editions.yml": entry("16", "2015-12-15"),
}
INSERTED = """### Điều 2. Nguyên tắc

Mọi việc được bàn chung và quyết định theo đa số.

"""


@dataclass(frozen=True)
class Outcome:
    """How the command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Proposal:
    """A repository with a branch for proposals."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def review(self, *options: str, base: str = "main", head: str = "HEAD") -> Outcome:
        docs = ["--docs", str(self.folder / "docs")]
        code = MAIN([base, head, *docs, *options])
        said = self.capture.readouterr()
        return Outcome(code, said.out, said.err)

    def change(self, **files: str | None) -> None:
        commit(self.folder, {NAMES.get(name, name): text for name, text in files.items()})

    def edit(self, *edits: tuple[str, str]) -> None:
        """Replace words of the regulation."""
        text = RULES
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        self.change(rules=text)


NAMES = {"rules": "quy-che/a.md", "ledger": "editions.yml", "role": "chuc-danh/truong-ban.md"}


@pytest.fixture
def proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Proposal:
    """A branch off `main` on which nothing was done yet."""
    folder = create(tmp_path / "repository")
    commit(folder, BASE)
    git(folder, "switch", "--quiet", "--create", "proposal")
    return Proposal(folder, capsys)


def renumbered(text: str) -> str:
    """With an article inserted before Article 2, and everything brought up to date."""
    for number in (4, 3, 2):
        text = text.replace(f"Điều {number}", f"Điều {number + 1}")
    return text.replace("### Điều 3. Nhiệm", f"{INSERTED}### Điều 3. Nhiệm")


def test_a_proposal_that_changes_nothing_says_so(proposal: Proposal) -> None:
    done = proposal.review()
    assert done.code == 0
    assert "Đề nghị này không sửa văn bản nào." in done.out
    assert "Máy không thấy lỗi mới." in done.out


def test_a_changed_word_is_shown_at_its_place(proposal: Proposal) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    done = proposal.review()
    assert done.code == 0
    assert done.out.startswith("<!-- quyche-review -->\n")
    assert "Đề nghị này sửa đổi 1 điều của “Quy chế A”." in done.out
    assert "> #### “Điều 2” (sửa đổi)\n>\n> Nhiệm vụ của Ban A\n>\n" in done.out
    assert "- _Khoản 2_ (sửa đổi): Ban A họp mỗi ~~quý~~ **tháng** một lần" in done.out


def test_a_renumbered_article_is_no_changed_one(proposal: Proposal) -> None:
    proposal.change(rules=renumbered(RULES))
    done = proposal.review()
    assert done.code == 0
    assert "bổ sung 1 điều, đổi số " in done.out
    assert "> #### “Điều 2” (bổ sung)\n>\n> **Nguyên tắc**" in done.out
    assert "Chỉ đổi số, giữ nguyên chữ: Điều 2 → Điều 3." in done.out
    assert "theo khoản 2 Điều ~~2~~ **3** Quy chế này" in done.out
    assert "Dẫn chiếu bị ảnh hưởng" not in done.out


def test_numbers_that_all_move_by_one_are_told_as_one_run(proposal: Proposal) -> None:
    more = "".join(
        f"\n### Điều {n}. Việc {n}\n\nViệc thứ {n} do người {n} làm.\n" for n in range(5, 9)
    )
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.change(rules=RULES + more)
    git(proposal.folder, "switch", "--quiet", "--force-create", "proposal")
    text = renumbered(RULES) + re.sub(r"Điều (\d)", lambda m: f"Điều {int(m[1]) + 1}", more)
    proposal.change(rules=text)
    assert "Điều 5–8 → Điều 6–9." in proposal.review().out


def test_a_citation_left_behind_by_a_renumbering_is_named(proposal: Proposal) -> None:
    proposal.change(rules=renumbered(RULES).replace("khoản 2 Điều 3 Quy", "khoản 2 Điều 2 Quy"))
    done = proposal.review()
    assert done.code == 1
    assert "- Khoản 2 Điều 4 của “Quy chế A” (docs/quy-che/a.md:\u200b27) dẫn chiếu" in done.out
    assert "dẫn chiếu khoản 2 Điều 2, nay là khoản 2 Điều 3." in done.out
    (citation,) = [
        one for one in proposal.review("--json").data["citations"] if one["outcome"] != "amended"
    ]
    assert citation == {
        "path": "docs/quy-che/a.md",
        "line": 27,
        "provision": "a#dieu-4-khoan-2",
        "text": "khoản 2 Điều 2 Quy chế này",
        "outcome": "elsewhere",
        "was": "a#dieu-2-khoan-2",
        "now": ["a#dieu-3-khoan-2"],
        "target": None,
    }


def test_a_citation_brought_up_to_date_is_not_taken_for_its_neighbour(proposal: Proposal) -> None:
    text = RULES.replace("việc thực hiện Điều 3", "việc thực hiện Điều 1, Điều 2 và Điều 3")
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.change(rules=text)
    git(proposal.folder, "switch", "--quiet", "--force-create", "proposal")
    proposal.change(rules=renumbered(text))
    assert proposal.review().code == 0


def test_a_citation_of_what_was_dropped_is_an_error_that_names_its_line(proposal: Proposal) -> None:
    proposal.edit(
        ("2. Ban A họp mỗi quý một lần theo lịch đã báo trước cho các thành viên.\n\n", "")
    )
    done = proposal.review()
    assert done.code == 1
    assert "Cần sửa trước khi nhập: 1 chỗ" in done.out
    assert "- docs/quy-che/a.md:\u200b21: dẫn chiếu" in done.out
    assert "dẫn chiếu khoản 2 Điều 2, nay không còn." in done.out


def test_a_citation_of_a_changed_text_is_worth_a_look(proposal: Proposal) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    done = proposal.review("--json")
    assert [(one["outcome"], one["provision"]) for one in done.data["citations"]] == [
        ("amended", "a#dieu-3-khoan-2")
    ]


def test_what_was_wrong_before_is_not_blamed_on_a_proposal(proposal: Proposal) -> None:
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.edit(("khoản 2 Điều 2", "khoản 9 Điều 9"))
    git(proposal.folder, "switch", "--quiet", "--force-create", "proposal")
    proposal.edit(
        ("khoản 2 Điều 2", "khoản 9 Điều 9"), ("# Quy chế A\n", "# Quy chế A\n\nMột dòng thêm.\n")
    )
    done = proposal.review("--json")
    assert done.code == 0
    assert done.data["problems"] == []


def test_the_newly_wrong_line_is_named_not_one_that_was_wrong_before(proposal: Proposal) -> None:
    wrong = "Văn phòng báo cáo theo Điều 9 Quy chế này."
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.change(rules=f"{RULES}\n{wrong}\n")
    git(proposal.folder, "switch", "--quiet", "--force-create", "proposal")
    proposal.change(
        rules=RULES.replace("vào cuối mỗi năm", "theo Điều 9 Quy chế này") + f"\n{wrong}\n"
    )
    (problem,) = proposal.review("--json").data["problems"]
    assert (problem["line"], problem["rule"]) == (27, "citation-dangling")


def test_who_gains_and_who_loses_is_told_with_the_aspects(proposal: Proposal) -> None:
    proposal.edit(
        ("1. Trưởng ban quyết định triệu tập hội nghị", "1. Ban A quyết định triệu tập hội nghị")
    )
    register = {one["id"]: one for one in proposal.review("--json").data["register"]}
    assert [one["provision"] for one in register["ban-a"]["gained"]] == ["a#dieu-3-khoan-1"]
    assert register["truong-ban"]["lost"] == [
        {"provision": "a#dieu-3-khoan-1", "aspects": ["meetings"]}
    ]
    assert "  - Bớt: khoản 1 Điều 3 của “Quy chế A” (chế độ họp)" in proposal.review().out


def test_a_new_number_is_neither_gain_nor_loss(proposal: Proposal) -> None:
    proposal.change(rules=renumbered(RULES))
    assert proposal.review("--json").data["register"] == []


def test_an_aspect_that_is_taken_away_is_a_loss(proposal: Proposal) -> None:
    proposal.edit(("Điều 3. Quyền hạn của Trưởng ban", "Điều 3. Chế độ họp của Trưởng ban"))
    (balance,) = proposal.review("--json").data["register"]
    assert balance["id"] == "truong-ban"
    assert balance["gained"] == [{"provision": "a#dieu-3", "aspects": ["meetings"]}]
    assert balance["lost"] == [{"provision": "a#dieu-3", "aspects": ["powers"]}]


def test_a_role_that_is_removed_while_the_texts_name_it_is_told_with_where(
    proposal: Proposal,
) -> None:
    proposal.change(role=None)
    said = proposal.review().out
    assert "“Trưởng ban” không còn trong danh mục" in said
    assert "Văn bản còn ghi tên cũ ở 4 nơi: Điều 1" in said
    assert "- Trưởng ban (không còn trong danh mục)" in said
    (naming,) = proposal.review("--json").data["namings"]
    assert (naming["kind"], naming["old"], len(naming["left"])) == ("gone", ["truong-ban"], 4)


def test_editing_a_published_entry_of_the_ledger_is_an_error(proposal: Proposal) -> None:
    proposal.change(ledger=entry("16", "2015-12-16"))
    done = proposal.review()
    assert done.code == 1
    assert 'docs/editions.yml:\u200b1: mục "16" đã bị sửa, bỏ hoặc đổi chỗ' in done.out
    assert proposal.review("--json").data["editions"]["changed"] == ["16"]


def test_dropping_the_ledger_is_an_error(proposal: Proposal) -> None:
    proposal.change(ledger=None)
    assert proposal.review().code == 1


def test_a_new_edition_is_said_and_takes_the_changes(proposal: Proposal) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    proposal.change(ledger=entry("16", "2015-12-15") + entry("17-du-thao-1"))
    done = proposal.review()
    assert done.code == 0
    assert "đưa phiên bản “17-du-thao-1” vào sổ phiên bản" in done.out
    assert "việc sửa này vào phiên bản 17-du-thao-1." in done.out


def test_a_published_text_stays_and_the_change_goes_into_the_next_edition(
    proposal: Proposal,
) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    assert "(mới nhất: 16) không thay đổi: việc sửa này vào bản đang soạn" in proposal.review().out


def test_a_text_in_force_that_is_edited_without_an_edition_is_pointed_at(
    proposal: Proposal,
) -> None:
    state = 'status: adopted\nnumber: "01"\nadopted: 2015-12-15\neffective: 2015-12-15'
    adopted = RULES.replace("status: draft", state)
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.change(rules=adopted)
    git(proposal.folder, "switch", "--quiet", "--force-create", "proposal")
    proposal.change(rules=adopted.replace("mỗi quý một", "mỗi tháng một"))
    assert "“Quy chế A” đang có hiệu lực: bản đã công bố vẫn giữ nguyên" in proposal.review().out


def test_another_source_of_a_published_edition_is_told(proposal: Proposal) -> None:
    proposal.change(ledger=entry("16", "2015-12-15", commit='"abcdef1"'))
    done = proposal.review("--json")
    assert done.data["editions"]["repinned"] == ["16"]


def test_documents_that_come_and_go_are_told_by_their_articles(proposal: Proposal) -> None:
    proposal.change(
        **{"quy-che/b.md": RULES.replace("Quy chế A", "Quy chế B"), "quy-che/a.md": None}
    )
    done = proposal.review()
    assert "thêm văn bản “Quy chế B”; bỏ văn bản “Quy chế A”" in done.out
    assert "- **Điều 1. Phạm vi**" in done.out
    assert "- ~~Điều 1. Phạm vi~~" in done.out


def test_a_renamed_file_is_told_with_what_keeps_its_history(proposal: Proposal) -> None:
    proposal.change(
        **{"rules": None, "quy-che/b.md": RULES.replace("Điều 1. Phạm vi", "Điều 1. Việc")}
    )
    assert "ghi thêm id: a ở phần khai báo đầu tệp" in proposal.review().out
    proposal.change(**{"quy-che/b.md": RULES.replace("---\n", "---\nid: a\n", 1)})
    told = proposal.review("--json").data
    assert [(one["id"], one["change"]) for one in told["documents"]] == [("a", "settings")]
    assert told["register"] == []


def test_a_change_of_the_front_matter_alone_is_told_as_that(proposal: Proposal) -> None:
    proposal.edit(("status: draft\n", "status: draft\ndraft: 2\n"))
    done = proposal.review()
    assert "chỉ sửa phần khai báo đầu tệp của “Quy chế A”" in done.out
    assert "- Khai báo draft: **2**" in done.out


def test_a_text_that_turns_internal_is_told_to_stay_public_where_it_was(
    proposal: Proposal,
) -> None:
    proposal.edit(("visibility: public", "visibility: internal"))
    done = proposal.review()
    assert done.code == 0
    assert "- 1 lưu ý: văn bản này nay là nội bộ, nhưng đã công khai" in done.out
    assert "trong các phiên bản: 16; biết rõ trước khi nhập" in done.out.replace("\u200b", "")
    assert "vẫn công khai mãi mãi" in done.out


def test_another_spelling_is_no_change_of_words(proposal: Proposal) -> None:
    proposal.edit(("hội nghị bất thường", "hội  nghị bất thường"))
    assert "chỉ sửa cách viết dấu, dấu cách của “Quy chế A”" in proposal.review().out


def test_a_change_before_the_first_article_is_told(proposal: Proposal) -> None:
    proposal.edit(("# Quy chế A\n", "# Quy chế A\n\n- Căn cứ Điều lệ;\n"))
    out = proposal.review().out
    assert "sửa phần ngoài các điều của “Quy chế A”" in out
    assert "#### “Phần ngoài các điều” (sửa đổi)" in out
    assert "**&#45; Căn cứ Điều lệ;**" in out


def test_files_that_are_no_documents_are_named(proposal: Proposal) -> None:
    workflow = proposal.folder / ".github" / "workflows" / "x.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("on: push\n", encoding="utf-8")
    proposal.change(**{"huong-dan/doc.md": "# Đọc\n"})
    out = proposal.review().out
    assert "- thêm .github/workflows/x.yml" in out
    assert "- thêm docs/huong-dan/doc.md" in out
    assert "- Tệp khác trong thư mục văn bản: 1.\n- Tệp ngoài thư mục văn bản: 1. Đó có thể" in out


HOSTILE = """
Xem <script>alert(1)</script> @everyone #1 GH-1 ![ảnh](http://a.vn/b.png) [nút](http://a.vn) `mã` $x$
~~~
<!-- quyche-review --> ](javascript:x) | bảng | :tada: www.a.vn **đậm** ~~bỏ~~ \x1b[31m \u202e
"""


def test_nothing_in_a_text_is_markup_or_calls_anybody(proposal: Proposal) -> None:
    title = "'@all <b>Quy chế</b> #2 ![x](y)'"
    text = RULES.replace("title: Quy chế A", f"title: {title}")
    proposal.change(rules=text.replace("mỗi quý một lần", HOSTILE))
    out = proposal.review().out
    told = out.partition("\n> ")[2].replace("<span>$</span>", "")
    assert out.count("<!--") == 1
    assert not re.search(
        r"[<`\[\]|\x1b\u202e]|@(?!\u200b)|http:/|(?m:(?<!&)#(?!#* ))|~~~|\*\*\*", told
    )


def test_the_page_shows_a_hostile_text_and_runs_none_of_it(
    proposal: Proposal, tmp_path: Path
) -> None:
    proposal.change(rules=RULES.replace("mỗi quý một lần", HOSTILE))
    page = tmp_path / "out" / "redline.html"
    proposal.review("--html", str(page))
    tree = html.fromstring(page.read_bytes())
    assert not tree.xpath("//script | //img | //a | //*[@onclick]")
    assert "alert(1)" in tree.text_content()


@pytest.mark.parametrize(
    "text",
    [
        RULES.replace("mỗi quý một lần", "@#<" * 60_000),
        RULES + "".join(f"\n### Điều {n}. &&&\n\n{'*' * 900}\n" for n in range(5, 300)),
        RULES + "".join(f"\nTheo Điều {n} Quy chế này.\n" for n in range(100, 1500)),
    ],
    ids=["a long provision", "many provisions", "many problems"],
)
def test_a_long_review_is_cut_between_items_with_a_note(proposal: Proposal, text: str) -> None:
    proposal.change(rules=text)
    out = proposal.review().out
    assert len(out) <= comments.LIMIT
    assert out.count("~~") % 2 == 0
    assert out.count("**") % 2 == 0
    assert "còn" in out or "[…]" in out.replace("&#91;", "[").replace("&#93;", "]")
    assert "### Phiên bản" in out
    assert out.encode().decode() == out


def test_many_documents_fit_as_well(proposal: Proposal) -> None:
    proposal.change(
        **{f"quy-che/b{n}.md": RULES.replace("Quy chế A", "<" * 300) for n in range(80)}
    )
    out = proposal.review().out
    assert len(out) <= comments.LIMIT
    assert "và 75 văn bản khác" in out


def test_only_what_was_done_since_the_branches_parted_is_told(proposal: Proposal) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    git(proposal.folder, "switch", "--quiet", "main")
    proposal.edit(("vào cuối mỗi năm", "vào đầu mỗi năm"))
    git(proposal.folder, "switch", "--quiet", "proposal")
    assert "sửa đổi 1 điều" in proposal.review().out


def test_a_base_that_was_rewritten_is_compared_from_what_both_have(proposal: Proposal) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    git(proposal.folder, "switch", "--quiet", "main")
    git(
        proposal.folder,
        "commit",
        "--quiet",
        "--amend",
        "--message=Rewritten",
        "--date=2020-01-01T00:00",
    )
    git(proposal.folder, "switch", "--quiet", "proposal")
    done = proposal.review()
    assert done.code == 0
    assert "sửa đổi 1 điều" in done.out


@pytest.mark.parametrize("name", ["nothing", "refs/heads/none", "a..b", "0" * 40, "x; touch y"])
def test_an_unknown_revision_is_refused_in_one_line(proposal: Proposal, name: str) -> None:
    for revisions in ({"base": name}, {"head": name}):
        done = proposal.review(**revisions)
        assert (done.code, done.out) == (2, "")
        assert done.err == f'không có "{name}" trong kho Git; hãy chạy: git fetch origin\n'


def test_a_clone_without_its_history_is_refused(proposal: Proposal, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{proposal.folder}", "shallow")
    assert MAIN(["HEAD", "HEAD", "--docs", str(tmp_path / "shallow" / "docs")]) == 1


def test_a_folder_outside_of_any_repository_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert MAIN(["a", "b", "--docs", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_work_tree_is_neither_read_nor_touched(proposal: Proposal, tmp_path: Path) -> None:
    proposal.edit(("mỗi quý một", "mỗi tháng một"))
    file = proposal.folder / "docs" / "quy-che" / "a.md"
    file.write_text("hỏng", encoding="utf-8")
    before = git(proposal.folder, "status", "--porcelain")
    done = proposal.review("--output", str(tmp_path / "review.md"))
    assert done.out == "Đề nghị này sửa đổi 1 điều của “Quy chế A”.\n"
    assert (tmp_path / "review.md").read_text("utf-8").startswith(comments.MARKER)
    assert git(proposal.folder, "status", "--porcelain") == before


def test_the_command_runs_as_a_program(proposal: Proposal) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "main", "HEAD", "--json", "--docs", proposal.folder / "docs"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["fine"]


PROGRAMME = """---
kind: programme
title: Chương trình B
status: draft
visibility: public
---
# Chương trình B

### Nhiệm vụ 1. Soạn quy chế của Ban A

- Chủ trì: Ban A
- Thời gian: Quý I/2021

### Nhiệm vụ 2. Tổng kết công tác cả năm

- Chủ trì: Ban A
"""
CLEAR = "extra:\n  quyche:\n    clear_task: [who, when, result]\n"


def test_tasks_that_become_unclear_are_listed_and_those_that_were_are_not(
    proposal: Proposal,
) -> None:
    git(proposal.folder, "switch", "--quiet", "main")
    commit(proposal.folder, {"chuong-trinh/b.md": PROGRAMME})
    git(proposal.folder, "switch", "--quiet", "--create", "tasks")
    (proposal.folder / "mkdocs.yml").write_text(CLEAR, encoding="utf-8")
    text = PROGRAMME.replace("- Thời gian: Quý I/2021\n", "").replace("vụ 2.", "vụ 3.")
    text = text.replace("### Nhiệm vụ 3.", "### Nhiệm vụ 2. Việc mới\n\n- Chủ trì: Ban A\n\n### Nhiệm vụ 3.")  # fmt: skip
    commit(proposal.folder, {"chuong-trinh/b.md": text})
    done = proposal.review()
    assert "> ### Nhiệm vụ trở nên chưa rõ\n>\n" in done.out
    said, place = done.out.replace("\u200b", ""), "(docs/chuong-trinh/b.md:{})"
    assert f"Nhiệm vụ 1. Soạn quy chế của Ban A {place.format(9)}: không còn nêu" in said
    assert f"Nhiệm vụ 2. Việc mới {place.format(13)}: nhiệm vụ mới chưa nêu" in said
    assert [
        (one["task"], one["missing"], one["new"])
        for one in proposal.review("--json").data["unclear_tasks"]
    ] == [("b#nhiem-vu-1", ["when"], False), ("b#nhiem-vu-2", ["when", "result"], True)]
