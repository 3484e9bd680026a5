"""An edition is the texts that its entry names, whatever button merged it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from quyche.editions.archives import Archive
from quyche.errors import HistoryError
from quyche.labels import Labels
from quyche.lifecycle.refreshes import refresh
from quyche.problems import Problem, Severity
from quyche.reading import folders
from repositories import commit, create, entry, git, regulation

A, B = "quy-che/a.md", "quy-che/b.md"
FIRST, SECOND, THIRD = (regulation(f"Báo cáo trong {days} ngày.") for days in (10, 20, 30))
OTHER = regulation("Việc khác.", title="Quy chế B")
LABELS = Labels.load("vi")


def naming(repository: Path, name: str, date: str, **texts: str) -> str:
    """An entry that names the texts of documents."""
    documents = "".join(
        f'    {document}: "{git(repository, "hash-object", "-w", "--stdin", feed=text)}"\n'
        for document, text in texts.items()
    )
    return entry(name, date) + f"  documents:\n{documents}"


@dataclass(frozen=True)
class Office:
    """A clone with a branch `main` and one for a proposal."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def ledger(self) -> str:
        return (self.docs / "editions.yml").read_text("utf-8")

    def enter(self, name: str, date: str, **texts: str) -> None:
        """A commit that adds the entry of an edition."""
        commit(self.folder, {"editions.yml": self.ledger() + "\n" + naming(self.folder, name, date, **texts)})  # fmt: skip

    def switch(self, branch: str, *, new: bool = False) -> None:
        git(self.folder, "switch", "--quiet", *(["--create"] if new else []), branch)

    def text(self, name: str, path: str) -> str:
        return Archive.open(self.docs).files(name)[path].decode()

    def problems(self) -> tuple[Problem, ...]:
        found = folders.in_folder(self.docs, base="main").problems
        return tuple(problem for problem in found if problem.rule.startswith("ledger"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with one edition that was made before entries named texts."""
    folder = create(tmp_path / "office")
    commit(folder, {A: FIRST, B: OTHER, "editions.yml": entry("1-du-thao-1")})
    git(folder, "switch", "--quiet", "--create", "proposal")
    return Office(folder)


def propose(office: Office) -> None:
    """An entry with a text, then a reviewer's fix of both in a later commit."""
    commit(office.folder, {A: THIRD})
    office.enter("1-du-thao-2", "2021-02-10", a=THIRD)
    commit(office.folder, {A: SECOND})
    made = refresh(office.docs, "main")
    commit(office.folder, {"editions.yml": made.new.decode()})


def merge(office: Office, button: str) -> None:
    """What a host does when somebody presses one of its three buttons."""
    office.switch("main")
    if button == "merge":
        git(office.folder, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    elif button == "squash":
        git(office.folder, "merge", "--quiet", "--squash", "proposal")
        git(office.folder, "commit", "--quiet", "--message", "Squashed")
    else:
        git(office.folder, "merge", "--quiet", "--ff-only", "proposal")


@pytest.mark.parametrize("button", ["merge", "squash", "rebase"])
def test_each_button_publishes_the_text_that_was_reviewed(office: Office, button: str) -> None:
    propose(office)
    assert not office.problems()
    merge(office, button)
    assert office.text("1-du-thao-2", A) == SECOND
    assert office.text("1-du-thao-1", A) == FIRST


@pytest.mark.parametrize("button", ["merge", "squash"])
def test_another_proposal_that_was_merged_first_does_not_slip_in(
    office: Office, button: str
) -> None:
    propose(office)
    office.switch("main")
    commit(office.folder, {B: OTHER.replace("khác", "mới"), "quy-che/c.md": regulation("Ba.")})
    merge(office, button)
    files = Archive.open(office.docs).files("1-du-thao-2")
    assert files[A].decode() == SECOND
    assert files[B].decode() == OTHER
    assert "quy-che/c.md" not in files


def test_a_rebase_on_a_moved_main_gives_the_same_edition(office: Office) -> None:
    propose(office)
    office.switch("main")
    commit(office.folder, {"index.md": "# Trang\n"})
    office.switch("proposal")
    git(office.folder, "rebase", "--quiet", "main")
    merge(office, "rebase")
    assert office.text("1-du-thao-2", A) == SECOND
    assert Archive.open(office.docs).files("1-du-thao-2")["index.md"] == b"# Trang\n"


def test_a_cherry_pick_of_the_entry_gives_the_same_edition(office: Office) -> None:
    propose(office)
    office.switch("main")
    for number in (3, 2, 1, 0):
        git(office.folder, "cherry-pick", f"proposal~{number}")
    assert office.text("1-du-thao-2", A) == SECOND


def test_an_entry_that_came_again_after_a_revert_names_its_text(office: Office) -> None:
    propose(office)
    merge(office, "merge")
    git(office.folder, "revert", "--no-edit", "--mainline", "1", "HEAD")
    git(office.folder, "revert", "--no-edit", "HEAD")
    commit(office.folder, {A: THIRD})
    assert office.text("1-du-thao-2", A) == SECOND


def test_two_proposals_that_cross_each_publish_their_own_text(office: Office) -> None:
    propose(office)
    office.switch("main")
    office.switch("other", new=True)
    changed = OTHER.replace("khác", "mới")
    commit(office.folder, {B: changed})
    merge(office, "squash")
    office.switch("other")
    git(office.folder, "merge", "--quiet", "--no-edit", "main")
    office.enter("1-du-thao-3", "2021-03-10", b=changed)
    office.switch("main")
    git(office.folder, "merge", "--quiet", "--squash", "other")
    git(office.folder, "commit", "--quiet", "--message", "Squashed")
    assert (office.text("1-du-thao-2", A), office.text("1-du-thao-2", B)) == (SECOND, OTHER)
    assert (office.text("1-du-thao-3", A), office.text("1-du-thao-3", B)) == (SECOND, changed)


def test_an_entry_whose_text_is_not_that_of_the_proposal_is_an_error(office: Office) -> None:
    commit(office.folder, {A: THIRD})
    office.enter("1-du-thao-2", "2021-02-10", a=THIRD)
    assert not office.problems()
    commit(office.folder, {A: SECOND})
    (problem,) = office.problems()
    assert problem.severity is Severity.ERROR
    assert LABELS.line(problem).startswith(
        "editions.yml:6: phiên bản 1-du-thao-2 ghi mã nội dung của a"
    )
    assert "quyche edition refresh" in LABELS.line(problem)


def test_refreshing_changes_nothing_but_the_ids_of_texts(office: Office) -> None:
    propose(office)
    before = office.ledger()
    commit(office.folder, {A: THIRD})
    made = refresh(office.docs, "main")
    assert [(one.name, one.documents) for one in made.entries] == [("1-du-thao-2", ("a",))]
    old, new = (git(office.folder, "hash-object", "--stdin", feed=text) for text in (SECOND, THIRD))
    assert made.new.decode() == before.replace(old, new)
    assert refresh(office.docs, "HEAD").entries == ()


def test_an_entry_without_texts_is_given_those_that_are_new(office: Office) -> None:
    commit(office.folder, {A: SECOND, "editions.yml": office.ledger() + "\n" + entry("1-du-thao-2", "2021-02-10")})  # fmt: skip
    assert [problem.rule for problem in office.problems()] == ["ledger-without-texts"]
    made = refresh(office.docs, "main")
    assert made.new.decode() == office.ledger() + (
        f'  documents:\n    a: "{git(office.folder, "hash-object", "--stdin", feed=SECOND)}"\n'
    )


def test_a_text_that_nobody_has_is_refused_by_name(office: Office) -> None:
    lost = "0" * 40
    text = entry("1-du-thao-2", "2021-02-10") + f'  documents:\n    a: "{lost}"\n'
    commit(office.folder, {"editions.yml": office.ledger() + "\n" + text})
    with pytest.raises(HistoryError) as refused:
        Archive.open(office.docs).files("1-du-thao-2")
    assert "nêu nội dung của a mà kho Git ở đây không có" in LABELS.told(refused.value)


def test_a_text_that_nobody_has_is_an_error_of_the_check_too(office: Office) -> None:
    text = entry("1-du-thao-2", "2021-02-10") + f'  documents:\n    a: "{"0" * 40}"\n'
    commit(office.folder, {"editions.yml": office.ledger() + "\n" + text})
    git(office.folder, "branch", "--force", "main", "HEAD")
    (problem,) = office.problems()
    assert (problem.rule, problem.severity) == ("ledger-text-lost", Severity.ERROR)


def test_two_texts_of_one_document_in_a_proposal_are_an_error(office: Office) -> None:
    commit(office.folder, {A: SECOND})
    office.enter("1-du-thao-2", "2021-02-10", a=SECOND)
    commit(office.folder, {A: THIRD})
    office.enter("1-du-thao-3", "2021-03-10", a=THIRD)
    (problem,) = office.problems()
    assert (problem.rule, problem.severity) == ("ledger-text-twice", Severity.ERROR)


def test_what_is_no_document_is_that_of_the_commit_that_names_the_text(office: Office) -> None:
    commit(office.folder, {A: THIRD, "index.md": "# Cũ\n"})
    office.enter("1-du-thao-2", "2021-02-10", a=THIRD)
    commit(office.folder, {A: SECOND, "index.md": "# Mới\n"})
    made = refresh(office.docs, "main")
    commit(office.folder, {"editions.yml": made.new.decode()})
    merge(office, "rebase")
    assert office.text("1-du-thao-2", "index.md") == "# Mới\n"


@pytest.mark.parametrize("documents", ["  documents: [a]\n", "  documents:\n    a: abc\n", "  documents: {}\n"])  # fmt: skip
def test_texts_that_are_no_ids_are_an_error_with_its_line(office: Office, documents: str) -> None:
    text = entry("1-du-thao-2", "2021-02-10") + documents
    (office.docs / "editions.yml").write_text(office.ledger() + "\n" + text, "utf-8")
    (problem,) = office.problems()
    assert (problem.rule, problem.line) == ("ledger-documents", 6)
