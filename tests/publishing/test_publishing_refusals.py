"""Publishing that cannot be done: what is said, and that nothing changes."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing_helpers import (
    ADDRESS,
    ADOPTED,
    BRANCH,
    DRAFT,
    HISTORY,
    OLD,
    SCRIPT,
    Project,
    adopted,
    entry,
)
from shared_folders import once
from sites import LOOPBACK


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An edition, a draft and the work, all published."""

    def make(folder: Path) -> None:
        assert Project.create(folder, HISTORY[:2]).publish().code == 0

    return Project(once(tmp_path_factory, "two-editions", make))


@pytest.fixture
def project(published: Project, tmp_path: Path) -> Project:
    """The same, to go on with."""
    shutil.copytree(published.folder, tmp_path / "project")
    return Project(tmp_path / "project")


def remote_of(project: Project, name: str = "kho.git") -> Path:
    """A bare repository beside the project, as its origin."""
    bare = project.folder.parent / name
    project.git("init", "--quiet", "--bare", bare)
    project.git("remote", "add", "origin", bare)
    return bare


def script(folder: Path, body: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    folder.chmod(0o755)


# What the history does not allow


def outside(project: Project) -> None:
    shutil.rmtree(project.folder / ".git")


def without_commits(project: Project) -> None:
    shutil.rmtree(project.folder / ".git")
    project.git("init", "--quiet")


def shallow(project: Project) -> None:
    tip = project.git("rev-parse", "HEAD")
    (project.folder / ".git" / "shallow").write_text(f"{tip}\n", "utf-8")


def uncommitted(project: Project) -> None:
    project.write({"editions.yml": OLD + DRAFT + ADOPTED})


def unreadable(project: Project) -> None:
    project.commit({"editions.yml": OLD + DRAFT + '- name: "17"\n  title: x\n  kind: adopted\n'})


def pinned_to(commit: str) -> str:
    return OLD + DRAFT + entry("17", "2021-03-15", commit=commit)


def unknown_commit(project: Project) -> None:
    project.commit({"editions.yml": pinned_to("0123456789abcdef0123456789abcdef01234567")})


def moving_commit(project: Project) -> None:
    project.commit({"editions.yml": pinned_to("main")})


def removed(project: Project) -> None:
    project.commit({"editions.yml": OLD})


def no_ledger(project: Project) -> None:
    project.commit({"editions.yml": None})


def retitled(project: Project) -> None:
    project.commit({"editions.yml": (OLD + DRAFT).replace("Bản 16", "Bản mười sáu")})


def dated_otherwise(project: Project) -> None:
    project.commit({"editions.yml": (OLD + DRAFT).replace("2015-12-15", "2015-12-16")})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (outside, r"không nằm trong kho Git nào; hãy lấy kho về bằng git clone"),
        (without_commits, r"kho Git chưa có lần ghi \(commit\) nào; hãy ghi"),
        (shallow, r"lấy về thiếu lịch sử \(shallow clone\).*hãy chạy: git fetch --unshallow"),
        (uncommitted, r'docs/editions.yml:9: phiên bản "17" chưa có .*hãy chạy: git add docs'),
        (unreadable, r"editions.yml:9: mục này thiếu"),
        (unknown_commit, r'phiên bản "17" ghi commit 0123456789abcdef.*hãy sửa lại hoặc chạy'),
        (moving_commit, r'phiên bản "17" ghi commit main.*hãy sửa lại'),
        (removed, r'phiên bản "17-du-thao-1" đã công bố nhưng không có trong sổ.*khôi phục mục'),
        (no_ledger, r'phiên bản "16" đã công bố nhưng không có trong sổ.*khôi phục mục'),
        (retitled, r'editions.yml:1: .*"16" đã công bố với title là "Bản 16", nay.*khôi phục mục'),
        (dated_otherwise, r'editions.yml:1: .*"16" .* date là "2015-12-15".*khôi phục mục'),
    ],
)
def test_a_history_that_does_not_tell_all_or_tells_otherwise_is_refused_in_one_line(
    spoil: Callable[[Project], None], said: str, project: Project
) -> None:
    before = project.tip()
    spoil(project)
    done = project.publish()
    assert (done.code, done.out) == (1, "")
    assert re.search(said, done.err), done.err
    assert done.err.count("\n") == 1
    if (project.folder / ".git" / "refs").is_dir():
        assert project.tip() in {before, ""}


# What cannot be built


def test_a_broken_edition_keeps_back_itself_and_what_follows_until_it_is_mended(
    tmp_path: Path,
) -> None:
    broken = adopted("A", "hằng tuần").replace("status: adopted", "status: xong")
    project = Project.create(tmp_path / "project", HISTORY[:1])
    project.commit({"quy-che/a.md": broken, "editions.yml": OLD + DRAFT})
    mended = project.commit({"quy-che/a.md": adopted("A", "hằng tuần")})
    project.commit({"editions.yml": OLD + DRAFT + ADOPTED})
    done = project.publish()
    assert done.code == 1
    assert "17-du-thao-1:" in done.err
    assert "quy-che/a.md:4: giá trị" in done.err
    assert set(project.editions()) == {"16"}
    kept = project.editions()
    assert project.publish().code == 1
    assert project.editions() == kept
    pinned = entry("17-du-thao-1", "2021-01-18", commit=mended)
    project.commit({"editions.yml": OLD + pinned + ADOPTED})
    done = project.publish()
    assert (done.code, done.err) == (0, "")
    assert set(project.editions()) == {"16", "17-du-thao-1", "17"}
    assert project.editions()["16"] == kept["16"]


def test_todays_rules_do_not_let_a_broken_edition_in_while_others_are_rebuilt(
    project: Project,
) -> None:
    broken = adopted("A", "hằng tuần").replace("status: adopted", "status: xong")
    project.commit({"quy-che/a.md": broken, "editions.yml": OLD + DRAFT + ADOPTED})
    done = project.publish("--rebuild")
    assert done.code == 1
    assert "quy-che/a.md:4: giá trị" in done.err
    assert set(project.editions()) == {"16", "17-du-thao-1"}


# Elsewhere


def state_of(project: Project) -> tuple[str, ...]:
    """All that belongs to the person at the desk."""
    return (
        project.git("status", "--porcelain=v2", "--branch"),
        project.git("for-each-ref", "refs/heads", "refs/remotes"),
        project.git("stash", "list"),
        project.git("diff", "--cached"),
        (project.folder / ".git" / "HEAD").read_text("utf-8"),
        (project.folder / ".git" / "config").read_text("utf-8"),
    )


def test_pushing_leaves_alone_what_somebody_is_working_on(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "project", HISTORY[:2])
    bare = Project(remote_of(project))
    project.git("switch", "--quiet", "--create", "viec-dang-lam")
    project.write({"quy-che/a.md": "đang sửa dở"})
    project.git("add", "docs/quy-che/a.md")
    project.write({"quy-che/b.md": "đang sửa dở", "nhap.md": "chưa ghi"})
    before = state_of(project)
    done = project.publish("--push")
    assert (done.code, done.err) == (0, "")
    assert state_of(project) == before
    assert set(bare.editions()) == {"16", "17-du-thao-1"}
    assert "đang sửa dở" not in bare.read("dang-soan/quy-che/a/index.html")


FIRST = """
[ -e truoc ] && exit 0
touch truoc
unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
blob=$(echo trang khac | git hash-object -w --stdin)
tree=$( (git ls-tree gh-pages; printf '100644 blob %s\\tkhac.txt\\n' $blob) | git mktree)
git update-ref refs/heads/gh-pages $(git -c user.name=x -c user.email=x commit-tree -p gh-pages -m x $tree)
"""


def test_what_somebody_else_pushed_first_is_kept_and_the_rest_done_on_top(
    project: Project,
) -> None:
    bare = Project(remote_of(project))
    project.git("push", "--quiet", "origin", BRANCH)
    script(bare.folder / "hooks" / "pre-receive", FIRST)
    before = bare.tip()
    project.commit(HISTORY[2])
    done = project.publish("--push")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("Có người vừa công bố trước") == 1
    assert done.out.count("17: đang dựng") == 1  # what was built is not built again
    assert {"khac.txt", "17/index.html", "16/index.html"} <= bare.files()
    bare.git("merge-base", "--is-ancestor", before, BRANCH)


def test_newer_work_is_not_replaced_by_somebody_who_has_not_got_it(
    project: Project, tmp_path: Path
) -> None:
    bare = Project(remote_of(project))
    project.git("push", "--quiet", "origin", BRANCH)
    shutil.copytree(project.folder, tmp_path / "chậm")
    project.commit({"index.md": "# Mới\n"})
    project.git("push", "--quiet", "origin", "main")
    assert project.publish("--push").code == 0
    tip = bare.tip()
    done = Project(tmp_path / "chậm").publish("--push")
    assert (done.code, done.out) == (0, "Không có gì mới để công bố.\n")
    assert bare.tip() == tip


def test_a_place_is_reached_with_the_settings_of_the_repository_and_in_its_users_name(
    project: Project,
) -> None:
    bare = remote_of(project)
    script(project.folder / "ssh", 'shift; exec sh -c "$*"')
    project.git("remote", "set-url", "origin", f"nobody@example.invalid:{bare}")
    assert project.publish("--push").code == 1
    project.git("config", "core.sshCommand", str(project.folder / "ssh"))
    project.git("config", "ssh.variant", "simple")
    project.git("config", "user.name", "Văn phòng")
    project.git("config", "user.email", "vp@example.org")
    done = project.publish("--push")
    assert (done.code, done.err) == (0, "")
    assert Project(bare).git("log", "-1", "--format=%cn <%ce>", BRANCH) == (
        "Văn phòng <vp@example.org>"
    )


PLACES = {
    "a folder": "{bare}",
    "an address of a folder": "file://{bare}",
    "another machine": "nobody@example.invalid:{bare}",
    "a branch of our own": "",
}


def for_this_machine_alone(project: Project) -> None:
    """Set the address that a site has for which none is set."""
    project.config.write_text(project.config.read_text("utf-8").replace(ADDRESS, LOOPBACK), "utf-8")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_nothing_is_published_for_an_address_that_only_this_machine_can_open(
    place: str, project: Project
) -> None:
    bare, before = Project(remote_of(project)), project.tip()
    if place:
        project.git("remote", "set-url", "origin", place.format(bare=bare.folder))
    for_this_machine_alone(project)
    project.commit(HISTORY[2])
    done = project.publish(*(["--push"] if place else []))
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(
        r"địa chỉ trang là http://127.0.0.1:8000/, .*hãy đặt SITE_URL.*\n", done.err
    )
    assert (project.tip(), bare.tip()) == (before, "")


def test_a_site_for_viewing_may_be_at_an_address_of_this_machine(project: Project) -> None:
    for_this_machine_alone(project)
    site = project.folder.parent / "site"
    assert project.publish("--site", str(site)).code == 0
    assert LOOPBACK in (site / "sitemap.xml").read_text("utf-8")


def test_a_place_out_of_reach_is_told_in_one_line(project: Project) -> None:
    done = project.publish("--push")
    assert re.fullmatch(r".*không có kho từ xa \(remote\) tên \"origin\".*\n", done.err)
    project.git("remote", "add", "origin", project.folder.parent / "không-có")
    done = project.publish("--push")
    assert done.code == 1
    assert re.fullmatch(r"không với tới .*/không-có: .*hãy kiểm tra mạng.*\n", done.err)


def test_a_branch_that_is_checked_out_is_left_alone(project: Project) -> None:
    project.git("worktree", "add", "--quiet", project.folder.parent / "trang", BRANCH)
    project.commit({"index.md": "# Mới\n"})
    before = project.tip()
    done = project.publish()
    assert done.code == 1
    assert re.fullmatch(r"nhánh gh-pages đang được lấy ra.*git switch main\n", done.err)
    assert project.tip() == before


def test_a_place_that_declines_is_told_with_its_reason(project: Project) -> None:
    bare = Project(remote_of(project))
    script(bare.folder / "hooks" / "pre-receive", "exit 1")
    done = project.publish("--push")
    assert done.code == 1
    assert re.fullmatch(r".* không nhận nhánh gh-pages: .*declined.*\n", done.err)
    assert bare.tip() == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("site_name: [", r"mkdocs.yml:1: .*"),
        ("site_name: x\nplugins: [khong-co]\n", r"mkdocs.yml:2: .*khong-co.*"),
        ("site_name: x\nextra: {quyche: {organization: x}}\n", r"mkdocs.yml:2: .*organization.*"),
    ],
)
def test_settings_that_cannot_be_read_are_told_in_one_line(
    settings: str, said: str, project: Project
) -> None:
    project.config.write_text(settings, "utf-8")
    project.commit({"index.md": "# Mới\n"})
    done = project.publish()
    assert done.code == 1
    assert re.fullmatch(f"{said}\n", done.err)


def test_git_may_run_the_command_as_a_hook_of_its_own(project: Project) -> None:
    """Git then tells its children which repository, index and objects they are to use."""
    command = [sys.executable, str(SCRIPT), *project.arguments]
    script(project.folder / ".git" / "hooks" / "post-commit", " ".join(command))
    project.commit({"index.md": "# Mới\n"})
    assert "Mới" in project.read("dang-soan/index.html")
    assert project.git("status", "--porcelain", "docs") == ""


def in_small_room(room: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command whose temporary files go to a disk of 600 kB."""
    mount = f'mount -t tmpfs -o size=600k nho {room} && TMPDIR={room} exec "$@"'
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, "sh", *command],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_a_disk_without_room_is_told_and_changes_nothing(project: Project) -> None:
    """On a real file system too small for one edition, where the machine lets us have one."""
    before = project.tip()
    project.commit(HISTORY[2])
    room = project.folder.parent / "nho"
    room.mkdir()
    if in_small_room(room, "true").returncode:
        pytest.skip("no file system of our own")
    done = in_small_room(room, sys.executable, str(SCRIPT), *project.arguments)
    assert done.returncode == 1
    assert re.fullmatch(
        r"không ghi được: .*(?:ổ đĩa đã hết chỗ|No space left|Out of disk).*gh-pages vẫn nguyên.*\n",
        done.stderr,
    )
    assert project.tip() == before
    assert project.publish().code == 0
    assert set(project.editions()) == {"16", "17-du-thao-1", "17"}


def test_an_edition_that_cannot_be_built_is_mended_as_the_message_says(project: Project) -> None:
    """Its pages are those that were committed with it, until its entry names another commit."""
    broken = "# Trang chủ\n\n[Đi](khong-co.md).\n"
    project.commit({**HISTORY[2], "index.md": broken})
    told = project.publish()
    assert told.code == 1
    assert "thêm dòng commit: MÃ-LẦN-GHI" in told.out
    project.commit({"index.md": "# Trang chủ\n\nChào.\n"})
    assert project.publish().code == 1
    mended = f"{OLD}{DRAFT}{ADOPTED}  commit: {project.git('rev-parse', 'HEAD')}\n"
    project.commit({"editions.yml": mended})
    assert project.publish().code == 0
