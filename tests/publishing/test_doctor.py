"""What is missing in a repository that is to publish: a line each, with what to do."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import commands
from publishing_helpers import ADDRESS, BRANCH, HISTORY, OLD, Outcome, Project, adopted, entry
from quyche import hosts
from shared_folders import once
from sites import LOOPBACK

ROOT = Path(__file__).parents[2]
SETTINGS = "repo_url: https://example.org/van-phong/quy-che\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a repository that lacks nothing, beside its remote."""

    def make(folder: Path) -> None:
        project = Project.create(folder / "project", HISTORY[:1])
        for name in (*hosts.GITHUB.workflows, *hosts.GITHUB.issue_forms):
            (project.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (project.folder / name).touch()
        settings = re.sub("(?m)^repo_url: .*\n", "", project.config.read_text("utf-8"))
        project.config.write_text(settings + SETTINGS, "utf-8")
        project.git("init", "--quiet", "--bare", "--initial-branch=main", "../remote.git")
        project.git("remote", "add", "origin", "../remote.git")
        project.git("push", "--quiet", "origin", "main", f"main:{BRANCH}")

    return once(tmp_path_factory, "nothing-missing", make)


@pytest.fixture
def project(whole: Path, tmp_path: Path) -> Project:
    """The same, to take something away from."""
    shutil.copytree(whole, tmp_path / "office")
    return Project(tmp_path / "office" / "project")


def doctor(project: Project) -> Outcome:
    return Outcome(*commands.run("doctor.py", *project.arguments, folder=project.folder))


def settings_without(project: Project, pattern: str, instead: str = "") -> None:
    config = project.config.read_text("utf-8")
    assert re.search(pattern, config)
    project.config.write_text(re.sub(pattern, instead, config), "utf-8")


def at_this_machine(project: Project) -> None:
    settings_without(project, re.escape(ADDRESS), LOOPBACK)


def without_address(project: Project) -> None:
    settings_without(project, "(?m)^site_url: .*\n")


def without_repository_address(project: Project) -> None:
    settings_without(project, SETTINGS)


def without_edit_address(project: Project) -> None:
    settings_without(project, r"(?m)^ +edit_url: .*\n")


def without_workflow(project: Project) -> None:
    (project.folder / ".github" / "workflows" / "publish.yml").unlink()


def without_ledger(project: Project) -> None:
    project.commit({"editions.yml": None})


def with_broken_ledger(project: Project) -> None:
    project.commit({"editions.yml": '- name: "16"\n  title: x\n  kind: adopted\n'})


def with_entry_that_nobody_committed(project: Project) -> None:
    named = f"  documents:\n    a: {project.git('rev-parse', 'HEAD:docs/quy-che/a.md')}\n"
    project.write({"editions.yml": OLD + entry("17", "2021-03-15") + named})


def with_entry_without_texts(project: Project) -> None:
    project.commit({"editions.yml": OLD + entry("17", "2021-03-15")})


def with_entry_whose_text_is_nowhere(project: Project) -> None:
    text = "0123456789abcdef0123456789abcdef01234567"
    named = f"{entry('17', '2021-03-15')}  documents:\n    a: {text}\n"
    project.commit({"quy-che/a.md": adopted("A", "hằng tuần"), "editions.yml": OLD + named})


def without_repository(project: Project) -> None:
    shutil.rmtree(project.folder / ".git")


def without_remote(project: Project) -> None:
    project.git("remote", "remove", "origin")


def with_remote_out_of_reach(project: Project) -> None:
    shutil.rmtree(project.folder.parent / "remote.git")


def cut_off(project: Project) -> None:
    tip = project.git("rev-parse", "HEAD")
    (project.folder / ".git" / "shallow").write_text(f"{tip}\n", "utf-8")


def never_published(project: Project) -> None:
    project.git("push", "--quiet", "origin", "--delete", BRANCH)


def never_pushed(project: Project) -> None:
    project.git("--git-dir=../remote.git", "update-ref", "-d", "refs/heads/main")


def behind(project: Project) -> None:
    project.commit({"index.md": "# Mới\n"})
    project.git("push", "--quiet", "origin", "main")
    project.git("reset", "--quiet", "--hard", "HEAD~1")


def behind_of_what_was_never_fetched(project: Project) -> None:
    other = Project(project.folder.parent / "other")
    project.git("clone", "--quiet", "../remote.git", other.folder)
    other.commit({"index.md": "# Mới\n"})
    other.git("push", "--quiet", "origin", "main")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (at_this_machine, r"mkdocs.yml: .* http://127.0.0.1:8000/, .*hãy ghi địa chỉ thật"),
        (without_address, r"mkdocs.yml: chưa có địa chỉ của trang; hãy ghi .* site_url"),
        (without_repository_address, r"mkdocs.yml: .*hãy ghi vào repo_url"),
        (without_edit_address, r"mkdocs.yml: .*hãy ghi vào edit_url .*\{path\}, \{line\}"),
        (without_workflow, r"\.github/workflows/publish\.yml: không có tệp này.*hãy chép lại"),
        (without_ledger, r"docs/editions\.yml: chưa có sổ phiên bản; hãy .*quyche edition"),
        (with_broken_ledger, r"docs/editions\.yml:1: .*"),
        (with_entry_that_nobody_committed, r'docs/editions\.yml:5: .*"17".*hãy chạy: git add docs'),
        (with_entry_without_texts, r"docs/editions\.yml:5: .*quyche edition refresh.*"),
        (with_entry_whose_text_is_nowhere, r'docs/editions\.yml: .*"17" .* của a mà .*git fetch'),
        (without_repository, r".*không nằm trong kho Git nào; hãy lấy kho về bằng git clone"),
        (without_remote, r'.*không có kho từ xa \(remote\) tên "origin"; hãy .*git remote add'),
        (with_remote_out_of_reach, r"không với tới .*remote\.git: .*hãy kiểm tra mạng.*"),
        (cut_off, r"kho Git này lấy về thiếu lịch sử .*: git fetch --unshallow"),
        (never_published, r"origin chưa có nhánh gh-pages, .*chưa công bố.*cai-dat\.md.*publish"),
        (never_pushed, r"origin chưa có nhánh main; hãy chạy: git push origin main"),
        (behind, r"nhánh main .*thiếu.*; hãy chạy: git switch main && git pull"),
        (behind_of_what_was_never_fetched, r"nhánh main .*thiếu.*; hãy chạy: git switch main .*"),
    ],
)
def test_one_thing_missing_is_one_line_with_what_to_do(
    spoil: Callable[[Project], None], said: str, project: Project
) -> None:
    spoil(project)
    done = doctor(project)
    assert (done.code, done.err) == (1, "")
    assert re.fullmatch(rf"{said}.*\n", done.out), done.out


def test_nothing_missing_is_said(project: Project) -> None:
    assert doctor(project) == Outcome(
        0, "Không thiếu gì trong những điều kho văn bản cho thấy.\n", ""
    )


def test_work_ahead_of_the_remote_and_a_clone_without_the_branch_lack_nothing(
    project: Project,
) -> None:
    project.commit({"index.md": "# Mới\n"})
    assert doctor(project).code == 0
    project.git("switch", "--quiet", "--detach")
    project.git("branch", "--quiet", "--delete", "--force", "main")
    assert doctor(project).code == 0


def test_all_that_is_missing_is_told_at_once(project: Project) -> None:
    for spoil in (at_this_machine, without_workflow, without_remote):
        spoil(project)
    done = doctor(project)
    assert (done.code, done.out.count("\n")) == (1, 3)


def test_looking_changes_nothing(project: Project) -> None:
    before = project.git("for-each-ref"), project.git("status", "--porcelain")
    behind_of_what_was_never_fetched(project)
    doctor(project)
    assert (project.git("for-each-ref"), project.git("status", "--porcelain")) == before


def test_the_workflows_looked_for_are_those_of_the_product() -> None:
    found = {path.name for path in (ROOT / ".github" / "workflows").iterdir()}
    looked_for = {Path(name).name for name in hosts.GITHUB.workflows}
    assert looked_for | {"audit.yml", "test.yml"} == found  # no site needs what is about the code


def at(project: Project, host: str) -> None:
    config = project.config.read_text("utf-8")
    project.config.write_text(
        config.replace("  quyche:\n", f"  quyche:\n    host: {host}\n"), "utf-8"
    )


@pytest.mark.parametrize(
    ("host", "lacks"),
    [
        ("github", []),
        ("gitlab", [".gitlab-ci.yml", *hosts.GITLAB.issue_forms]),
        ("forgejo", [*hosts.FORGEJO.workflows, *hosts.FORGEJO.issue_forms]),
        ("server", []),
    ],
)
def test_what_is_looked_for_is_that_of_the_host(
    host: str, lacks: list[str], project: Project
) -> None:
    at(project, host)
    told = doctor(project).out
    assert re.findall(r"(?m)^(\S+): không có tệp này", told) == lacks
    assert ("nhánh pages" in told) == (host == "forgejo")


def test_a_plain_server_needs_no_address_of_a_repository_and_no_branch_elsewhere(
    project: Project,
) -> None:
    at(project, "server")
    without_repository_address(project)
    without_edit_address(project)
    never_published(project)
    assert doctor(project).code == 0
