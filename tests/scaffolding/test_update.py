"""A newer product reaches an organisation's repository, and none of its own changes is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import products
from commands import run
from languages import vietnamese_in
from quyche.labels import Labels
from quyche.scaffolding import updates
from quyche.scaffolding.files import files
from quyche.scaffolding.organisations import Organisation
from repositories import git
from shared_folders import once

LABELS = Labels.load("vi")
KEPT = ".quyche/answers.yml"
GUIDE = "docs/huong-dan/lam-viec.md"
CHECK = ".github/workflows/check.yml"
NAME = "Hội A"
Files = dict[str, bytes | None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        folder.parent.mkdir()
        product = str(products.make(folder.parent, "0.1"))
        options = ("--kind", "association", "--name", NAME, "--product", product)
        code, _, complaint = run("new.py", str(folder), "--yes", *options, folder=folder.parent)
        assert (code, complaint) == (0, "")

    return once(tmp_path_factory, "to-update", lambda folder: make(folder / "kho")) / "kho"


@pytest.fixture
def kho(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "kho", symlinks=True)
    return tmp_path / "kho"


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], None]:
    """Lets the product that runs make other files; None for one that it has no more."""

    def change(changed: Files) -> None:
        def made_now(organisation: Organisation, labels: Labels) -> dict[str, bytes]:
            found = {**files(organisation, labels), **changed}
            return {path: content for path, content in found.items() if content is not None}

        monkeypatch.setattr(updates, "files", made_now)

    return change


def update(kho: Path, *arguments: str) -> tuple[int, list[str]]:
    code, printed, complaint = run("update.py", "--folder", str(kho), *arguments, folder=kho)
    return code, (printed + complaint).splitlines()


def said(fate: str, path: str) -> str:
    return LABELS(f"update.fates.{fate}", path=path, aside=updates.aside_of(path))


def commit(kho: Path) -> None:
    git(kho, "add", "--all")
    git(kho, "commit", "--quiet", "--message", "A")


def changed(kho: Path) -> list[str]:
    """What differs from the last commit."""
    new = git(kho, "ls-files", "--others", "--exclude-standard").splitlines()
    return sorted({*git(kho, "diff", "--name-only", "HEAD").splitlines(), *new})


def write(kho: Path, path: str, text: str) -> None:
    (kho / path).parent.mkdir(parents=True, exist_ok=True)
    (kho / path).write_text(text, "utf-8", newline="")


def grown(kho: Path, path: str, line: str) -> bytes:
    """A file with one more line at its end, as a newer product has it."""
    return (kho / path).read_bytes() + f"{line}\n".encode()


def edit_start(kho: Path, path: str, line: str) -> None:
    write(kho, path, f"{line}\n" + (kho / path).read_text("utf-8"))


def test_a_repository_keeps_what_was_answered_and_each_file_as_it_was_made(kho: Path) -> None:
    kept = yaml.safe_load((kho / KEPT).read_text("utf-8"))
    assert kept == {
        "product": "0.1",
        "kind": "association",
        "language": "vi",
        "name": NAME,
        "place": "",
        "site_url": "http://127.0.0.1:8000/",
        "repo_url": "",
        "host": "github",
        "date": kept["date"],
        "sample": True,
    }
    top = kho / ".quyche" / "made"
    assert (top / "Makefile").read_bytes() == (kho / "Makefile").read_bytes()
    assert (top / "dot-github" / "workflows" / "check.yml").is_file()
    assert not list(top.rglob("mkdocs.yml"))
    assert [path.name for path in (top / "docs").iterdir()] == ["huong-dan"]


def test_where_nothing_is_new_nothing_is_done(kho: Path) -> None:
    assert update(kho) == (0, [LABELS("update.nothing")])
    assert changed(kho) == []


def test_another_host_in_the_settings_alone_is_told(kho: Path) -> None:
    config = kho / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("host: github", "host: gitlab"), "utf-8")
    commit(kho)
    said_of = LABELS("update.other_host", told="gitlab", kept="github", file=KEPT)
    assert update(kho) == (0, [said_of, LABELS("update.nothing")])


def test_a_file_that_was_never_changed_is_replaced(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    new = grown(kho, "Makefile", "# mới")
    newer({"Makefile": new})
    assert update(kho) == (0, [said("replaced", "Makefile"), LABELS("update.done")])
    assert (kho / "Makefile").read_bytes() == new
    assert changed(kho) == [".quyche/made/Makefile", "Makefile"]


def test_a_second_time_there_is_nothing_to_do(kho: Path, newer: Callable[[Files], None]) -> None:
    edit_start(kho, GUIDE, "Riêng.")
    commit(kho)
    newer({"Makefile": grown(kho, "Makefile", "# mới"), GUIDE: grown(kho, GUIDE, "Mới.")})
    update(kho)
    commit(kho)
    assert update(kho) == (0, [LABELS("update.nothing")])
    assert changed(kho) == []


def test_what_both_changed_at_different_places_is_merged(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    new = grown(kho, "Makefile", "# mới")
    edit_start(kho, "Makefile", "# riêng")
    commit(kho)
    newer({"Makefile": new})
    assert update(kho) == (0, [said("merged", "Makefile"), LABELS("update.done")])
    assert (kho / "Makefile").read_bytes() == b"# ri\xc3\xaang\n" + new


def test_what_both_changed_at_one_place_stays_as_the_organisation_has_it(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    """The new one is put aside until somebody took it over; no file has a mark of a conflict."""
    new = grown(kho, "Makefile", "# mới")
    own = grown(kho, "Makefile", "# riêng")
    (kho / "Makefile").write_bytes(own)
    commit(kho)
    newer({"Makefile": new})
    assert update(kho) == (1, [said("conflict", "Makefile"), LABELS("update.done")])
    assert (kho / "Makefile").read_bytes() == own
    assert (kho / ".quyche" / "new" / "Makefile").read_bytes() == new
    assert not [path for path in changed(kho) if b"<<<<" in (kho / path).read_bytes()]
    commit(kho)
    assert update(kho) == (1, [said("waiting", "Makefile"), LABELS("update.nothing")])
    newest = new + b"# newest\n"
    newer({"Makefile": newest})
    assert update(kho)[0] == 1
    assert (kho / ".quyche" / "new" / "Makefile").read_bytes() == newest
    assert (kho / "Makefile").read_bytes() == own
    (kho / "Makefile").write_bytes(newest)
    commit(kho)
    assert update(kho)[0] == 0, "taken over"
    assert not (kho / ".quyche" / "new" / "Makefile").exists()


def test_both_may_add_to_the_end_of_a_list_of_what_git_ignores(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    old = (kho / ".gitignore").read_bytes()
    (kho / ".gitignore").write_bytes(old + b"rieng/\n")
    commit(kho)
    newer({".gitignore": old + b"moi/\n"})
    assert update(kho) == (0, [said("merged", ".gitignore"), LABELS("update.done")])
    assert (kho / ".gitignore").read_bytes() == old + b"rieng/\nmoi/\n"


def test_a_merge_that_is_no_workflow_any_more_is_a_conflict(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    """Git merges lines; both sides add the same name at different places."""
    source = (kho / CHECK).read_text("utf-8")
    write(kho, CHECK, "env: {A: '1'}\n" + source)
    commit(kho)
    newer({CHECK: f"{source}env: {{B: '1'}}\n".encode()})
    assert update(kho)[1][0] == said("conflict", CHECK)
    assert (kho / CHECK).read_text("utf-8") == "env: {A: '1'}\n" + source


@pytest.mark.parametrize("new_name", [None, "docs/huong-dan/viec-hang-ngay.md"])
def test_what_was_deleted_or_renamed_stays_so(
    new_name: str | None, kho: Path, newer: Callable[[Files], None]
) -> None:
    new = grown(kho, GUIDE, "Mới.")
    if new_name:
        git(kho, "mv", GUIDE, new_name)
    else:
        git(kho, "rm", "--quiet", GUIDE)
    commit(kho)
    newer({GUIDE: new})
    assert update(kho) == (0, [said("deleted", GUIDE), LABELS("update.done")])
    assert not (kho / GUIDE).exists()
    assert changed(kho) == [f".quyche/made/{GUIDE}"]
    commit(kho)
    assert update(kho) == (0, [LABELS("update.nothing")])


def test_what_the_product_has_no_more_goes_unless_it_was_changed(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    edit_start(kho, GUIDE, "Riêng.")
    commit(kho)
    newer({GUIDE: None, "Makefile": None, "moi.mk": b"a\n"})
    code, lines = update(kho)
    told = [said("removed", "Makefile"), said("kept", GUIDE), said("added", "moi.mk")]
    assert (code, lines) == (0, [*told, LABELS("update.done")])
    assert (kho / GUIDE).is_file()
    assert not (kho / "Makefile").exists()
    assert (kho / "moi.mk").read_bytes() == b"a\n"


def test_a_new_file_does_not_take_the_place_of_one_that_is_there(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    write(kho, "moi.mk", "riêng\n")
    commit(kho)
    newer({"moi.mk": b"a\n"})
    assert update(kho) == (1, [said("conflict", "moi.mk"), LABELS("update.done")])
    assert (kho / "moi.mk").read_text("utf-8") == "riêng\n"


def test_nothing_is_written_through_a_link(
    kho: Path, tmp_path: Path, newer: Callable[[Files], None]
) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai" / "Makefile").write_text("ngoài\n", "utf-8")
    new = {"Makefile": grown(kho, "Makefile", "# mới"), "lien-ket/moi.md": b"a\n"}
    (kho / "Makefile").unlink()
    (kho / "Makefile").symlink_to(tmp_path / "ngoai" / "Makefile")
    (kho / "lien-ket").symlink_to(tmp_path / "ngoai")
    commit(kho)
    newer(dict(new))
    code, lines = update(kho)
    assert (code, lines[:2]) == (
        1,
        [said("conflict", "Makefile"), said("conflict", "lien-ket/moi.md")],
    )
    assert (tmp_path / "ngoai" / "Makefile").read_text("utf-8") == "ngoài\n"
    assert [path.name for path in (tmp_path / "ngoai").iterdir()] == ["Makefile"]


def test_line_ends_of_another_system_are_no_change(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    new = grown(kho, "Makefile", "# mới")
    (kho / "Makefile").write_bytes((kho / "Makefile").read_bytes().replace(b"\n", b"\r\n"))
    git(kho, "add", "Makefile")  # Git stores it as it was
    newer({"Makefile": new})
    assert update(kho)[1][0] == said("replaced", "Makefile")
    assert (kho / "Makefile").read_bytes() == new


def test_texts_register_editions_and_settings_are_never_touched(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    theirs = [
        "mkdocs.yml",
        *(path for path in git(kho, "ls-files", "docs").split() if path.count("/") == 1),
    ]
    theirs += ["docs/co-quan/ban-chap-hanh.md", "docs/quy-che/quy-che-mau.md", "docs/editions.yml"]
    newer(dict.fromkeys(theirs, b"x\n"))
    assert update(kho) == (0, [LABELS("update.nothing")])


def test_a_preview_writes_nothing(kho: Path, newer: Callable[[Files], None]) -> None:
    newer({"Makefile": grown(kho, "Makefile", "# mới")})
    lines = [said("replaced", "Makefile"), LABELS("update.planned")]
    assert update(kho, "--dry-run") == (0, lines)
    assert changed(kho) == []


@pytest.mark.parametrize("path", ["moi.txt", "Makefile"])
def test_work_that_is_not_committed_is_refused(path: str, kho: Path) -> None:
    write(kho, path, "a\n")
    assert update(kho) == (1, [LABELS("update.dirty", path=path, count=1)])
    assert update(kho, "--dry-run")[0] == 0, "a preview changes nothing"


def test_the_product_is_swapped_and_the_answers_say_which_it_is(kho: Path, tmp_path: Path) -> None:
    wheel = products.make(tmp_path, "0.2")
    assert update(kho, "--product", str(wheel)) == (0, [LABELS("update.done")])
    assert [path.name for path in kho.glob(".quyche/*.whl")] == [wheel.name]
    assert yaml.safe_load((kho / KEPT).read_text("utf-8"))["product"] == "0.2"
    commit(kho)
    assert update(kho, "--product", str(wheel)) == (0, [LABELS("update.nothing")])
    older = products.make(tmp_path, "0.1.9")
    refused = LABELS("update.older", found="0.1.9", there="0.2")
    assert update(kho, "--product", str(older)) == (1, [refused])
    assert changed(kho) == []


@pytest.mark.parametrize("other", ["templates/Makefile", "translations/en/README.md"])
def test_a_product_that_does_not_run_itself_is_refused(
    other: str, kho: Path, tmp_path: Path
) -> None:
    wheel = products.make(tmp_path, "0.2", {other: b"x"})
    refused = LABELS("update.other", name=wheel.name)
    assert update(kho, "--product", str(wheel)) == (1, [refused])


def test_another_host_brings_its_files_and_takes_those_of_the_one_before(kho: Path) -> None:
    write(kho, KEPT, (kho / KEPT).read_text("utf-8").replace('"github"', '"gitlab"'))
    edit_start(kho, CHECK, "# riêng")
    commit(kho)
    code, lines = update(kho)
    assert code == 0
    assert said("added", ".gitlab-ci.yml") in lines
    assert said("kept", CHECK) in lines
    assert [path.name for path in kho.glob(".github/workflows/*")] == ["check.yml"]


def old(kho: Path) -> None:
    """As a repository was before it kept anything."""
    for name in ("answers.yml", "made"):
        git(kho, "rm", "-r", "--quiet", f".quyche/{name}")
    git(kho, "commit", "--quiet", "--amend", "--message", "A")
    tree = git(kho, "rev-parse", "HEAD^{tree}").strip()
    first = git(kho, "commit-tree", tree, "-m", "A").strip()
    git(kho, "reset", "--quiet", "--hard", first)


def test_a_repository_of_before_is_read_by_its_first_commit(
    kho: Path, newer: Callable[[Files], None]
) -> None:
    wanted = (kho / KEPT).read_text("utf-8")
    old(kho)
    new = grown(kho, "Makefile", "# mới")
    edit_start(kho, GUIDE, "Riêng.")
    commit(kho)
    newer({"Makefile": new, GUIDE: grown(kho, ".quyche/../" + GUIDE, "Mới.").split(b"\n", 1)[1]})
    code, lines = update(kho)
    assert (code, lines[0]) == (0, LABELS("update.derived"))
    assert lines[1:] == [said("replaced", "Makefile"), said("merged", GUIDE), LABELS("update.done")]
    ours = yaml.safe_load((kho / KEPT).read_text("utf-8"))
    expected = {**yaml.safe_load(wanted), "product": "0.1.0", "date": ours["date"]}
    assert ours == expected
    assert (kho / GUIDE).read_text("utf-8").startswith("Riêng.\n")


def test_a_repository_that_was_made_otherwise_is_refused(kho: Path) -> None:
    old(kho)
    git(kho, "rm", "--quiet", "docs/co-quan/ban-chap-hanh.md")
    commit(kho)
    tree = git(kho, "rev-parse", "HEAD^{tree}").strip()
    git(kho, "reset", "--quiet", "--hard", git(kho, "commit-tree", tree, "-m", "A").strip())
    assert update(kho) == (1, [LABELS("update.not_made", path=KEPT)])


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ('host: "github"', 'host: "svn"', "svn"),
        ('kind: "association"', 'kind: "guild"', "guild"),
        ('language: "vi"', 'language: "fr"', "fr"),
        ('name: "Hội A"', 'name: ""', "đang để trống"),
        ('product: "0.1"', 'product: "x"', "x"),
        ("sample: true", "", "sample"),
        ("sample: true", "sample: true\nmore: 1", "more"),
        ("sample: true", "sample: [", ""),
    ],
)
def test_answers_that_are_none_are_refused_with_their_file(
    was: str, becomes: str, reason: str, kho: Path
) -> None:
    text = (kho / KEPT).read_text("utf-8")
    assert was in text
    write(kho, KEPT, text.replace(was, becomes))
    commit(kho)
    code, (line,) = update(kho)
    assert code == 1
    assert line.startswith(f"{KEPT}: ")
    assert reason in line


def test_a_repository_in_english_is_brought_its_files_in_english(tmp_path: Path) -> None:
    """It was made when a guide said less, a file was another, and one was not there yet."""
    product = str(products.make(tmp_path, "0.1"))
    options = ("--language", "en", "--kind", "association", "--product", product)
    assert run("new.py", "kho", "--yes", *options, folder=tmp_path)[0] == 0
    kho = tmp_path / "kho"
    assert yaml.safe_load((kho / KEPT).read_text("utf-8"))["language"] == "en"
    replacing, owners = "docs/huong-dan/thay-the.md", ".github/CODEOWNERS"
    now = {path: (kho / path).read_text("utf-8") for path in (GUIDE, replacing, owners)}
    older = {GUIDE: now[GUIDE].partition("\n## Update the software\n")[0], owners: "# Older.\n"}
    for path, text in older.items():
        write(kho, path, text)
        write(kho, updates.kept_at(path), text)
    write(kho, GUIDE, "Our own.\n" + older[GUIDE])
    for path in (replacing, updates.kept_at(replacing)):
        (kho / path).unlink()
    commit(kho)
    labels = Labels.load("en")
    told = [
        labels(f"update.fates.{fate}", path=path, aside=updates.aside_of(path))
        for path, fate in ((owners, "replaced"), (GUIDE, "merged"), (replacing, "added"))
    ]
    assert update(kho) == (0, [*told, labels("update.done")])
    assert {path: (kho / path).read_text("utf-8") for path in now} == {
        **now,
        GUIDE: f"Our own.\n{now[GUIDE]}",
    }
    assert [path for path in changed(kho) if vietnamese_in((kho / path).read_text("utf-8"))] == []
    assert (kho / KEPT).read_text("utf-8").startswith(f"# {labels('update.answers')}\n")
