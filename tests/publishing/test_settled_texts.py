"""Publishing holds an edition to what moves in it, not to texts that were published before."""

from pathlib import Path

import pytest

from publishing_helpers import Project, adopted
from repositories import entry

RULES = "---\nkind: regulation\ntitle: Quy chế A\nstatus: draft\ndraft: {}\n---\n# Quy chế A\n\n{}"
ARTICLES = (
    "### Điều 1. Phạm vi\n\nÁp dụng cho mọi người.\n\n### Điều 2. Báo cáo\n\nBáo cáo hằng quý.\n"
)
CITING = """---
kind: regulation
title: Quy chế B
status: draft
draft: 1
---
# Quy chế B

### Điều 1. Phạm vi

Thực hiện theo Điều 2 Quy chế A.
"""
PATHS = {"a": "quy-che/a.md", "b": "quy-che/b.md"}


def named(project: Project, name: str, date: str, *documents: str) -> str:
    """An entry that names the texts these documents have in the folder."""
    ids = {one: project.git("hash-object", f"docs/{PATHS[one]}") for one in documents}
    lines = "".join(f'    {one}: "{text}"\n' for one, text in ids.items())
    return entry(name, date) + f"  documents:\n{lines}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One edition of two texts, the second of which cites the first."""
    made = Project.create(tmp_path / "office")
    made.write({"index.md": "# Trang\n", PATHS["a"]: RULES.format(1, ARTICLES), PATHS["b"]: CITING})
    made.commit({"editions.yml": named(made, "1-du-thao-1", "2021-01-18", "a", "b")})
    return made


def shortened(project: Project) -> str:
    """The ledger with an edition in which only the text that is cited moves, and gets shorter."""
    before = (project.folder / "docs" / "editions.yml").read_text("utf-8")
    text = RULES.format(2, ARTICLES.partition("### Điều 2")[0])
    project.write({PATHS["a"]: text})
    return before + "\n" + named(project, "1-du-thao-2", "2021-02-10", "a")


def test_a_settled_text_whose_citation_leads_nowhere_now_keeps_nothing_back(
    project: Project,
) -> None:
    project.commit({"editions.yml": shortened(project), PATHS["b"]: CITING.replace("Điều 2 Quy", "Điều 1 Quy")})  # fmt: skip
    assert project.publish().code == 0
    page = project.read("1-du-thao-2/quy-che/b/index.html")
    assert "Điều 2 Quy chế A" in page
    assert "Điều 1 Quy chế A" in project.read("dang-soan/quy-che/b/index.html")


def test_a_text_that_moves_with_an_error_keeps_its_edition_back(project: Project) -> None:
    ledger = shortened(project)
    text = RULES.format(2, "### Điều 1. Phạm vi\n\nThực hiện theo Điều 9.\n")
    project.write({PATHS["a"]: text})
    project.commit({"editions.yml": ledger.rpartition("\n- name")[0] + "\n" + named(project, "1-du-thao-2", "2021-02-10", "a")})  # fmt: skip
    outcome = project.publish()
    assert outcome.code != 0
    assert "1-du-thao-2" in outcome.err
    assert [name for name, _ in project.versions()] == ["1-du-thao-1"]


def test_a_paper_that_stands_in_no_edition_yet_keeps_nothing_back(project: Project) -> None:
    project.write({"quy-che/c.md": CITING.replace("Quy chế B", "Quy chế C")})
    meeting = "---\nkind: meeting\ntitle: Hội nghị\nbody: ban-a\ndate: 2021-02-10\npapers: [a, c]\n---\n# Hội nghị\n"
    before = (project.folder / "docs" / "editions.yml").read_text("utf-8")
    project.write({PATHS["a"]: RULES.format(2, ARTICLES)})
    project.write({"co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\nLà ban.\n"})
    entered = before + "\n" + named(project, "1-du-thao-2", "2021-02-10", "a")
    project.commit({"editions.yml": entered, "hoi-nghi/hop.md": meeting})
    assert project.publish().code == 0
    assert not [name for name in project.files() if name.startswith("1-du-thao-2/quy-che/c/")]
    assert "dang-soan/quy-che/c/index.html" in project.files()


def test_when_a_round_ends_the_alias_of_drafts_goes_back_to_the_one_that_is_still_open(
    tmp_path: Path,
) -> None:
    made = Project.create(tmp_path / "office")
    made.write({"index.md": "# Trang\n", PATHS["a"]: RULES.format(1, ARTICLES)})
    ledger = named(made, "1-du-thao-1", "2021-01-18", "a")
    made.commit({"editions.yml": ledger})
    made.write({PATHS["b"]: CITING})
    ledger += named(made, "1.1-du-thao-1", "2021-02-10", "b")
    made.commit({"editions.yml": ledger})
    made.write({PATHS["b"]: adopted("B", "hằng quý")})
    ledger += named(made, "1.1", "2021-03-15", "b")
    made.commit({"editions.yml": ledger})
    made.publish()
    assert dict(made.versions())["1-du-thao-1"] == ["du-thao"]
    assert made.files() >= {"du-thao/quy-che/b/index.html"}  # which leads on
    for path in ("edition.json", "quy-che/a/index.html"):
        assert made.read(f"du-thao/{path}") == made.read(f"1-du-thao-1/{path}")
