"""What lies in the folder of documents, on disk and in Git, and what is wrong with it."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from quyche.checks.files import left_out, misplaced, published
from quyche.corpus import listings
from quyche.corpus.listings import Listed, ListedForm, Listing
from quyche.corpus.texts import Corpus
from quyche.editions.archives import Archive
from quyche.git import Repository
from quyche.reading import folders
from repositories import commit, create, entry, git

PNG = b"\x89PNG\r\n\x1a\n"


def listed(paths: Iterable[str]) -> Listing:
    return tuple(Listed(path) for path in paths)


def rules(listing: Listing) -> dict[str, str]:
    return {problem.path: problem.rule for problem in misplaced(Corpus(), listing)}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository in which links stand beside pages; what they lead to lies outside."""
    folder = create(tmp_path / "office")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "mat.md").write_text("# Mật\n", "utf-8")
    docs = folder / "docs"
    (docs / "huong-dan").mkdir(parents=True)
    (docs / "index.md").write_text("# Trang\n", "utf-8")
    (docs / "editions.yml").write_text(entry("1-du-thao-1"), "utf-8")
    (docs / "huong-dan" / "mat.md").symlink_to(tmp_path / "outside" / "mat.md")
    (docs / "huong-dan" / "hong.md").symlink_to("khong-co.md")
    (docs / "huong-dan" / "ngoai").symlink_to(tmp_path / "outside")
    (docs / "huong-dan" / "vong").symlink_to("..")
    commit(folder, {})
    return folder


LINKS = dict.fromkeys(("hong.md", "mat.md", "ngoai", "vong"), "file-link")
LINKED = {f"huong-dan/{name}": rule for name, rule in LINKS.items()}


def test_links_on_disk_are_told_and_never_followed(office: Path) -> None:
    docs = office / "docs"
    assert rules(listings.in_folder(docs)) == LINKED
    assert sorted(folders.files_in(docs)) == ["editions.yml", "index.md"]
    assert {problem.path for problem in folders.in_folder(docs).problems} == {*LINKED}


def test_links_in_git_are_told_and_are_no_part_of_an_edition(office: Path) -> None:
    repository = Repository(office)
    assert rules(listings.at_commit(repository, "docs", "HEAD")) == LINKED
    assert sorted(folders.files_at(repository, "docs", "HEAD")) == ["editions.yml", "index.md"]
    archive = Archive.open(office / "docs")
    assert sorted(archive.files("1-du-thao-1")) == ["editions.yml", "index.md"]


def test_a_pipe_and_a_repository_in_the_repository_are_no_files(office: Path) -> None:
    os.mkfifo(office / "docs" / "huong-dan" / "ong.md")
    assert rules(listings.in_folder(office / "docs"))["huong-dan/ong.md"] == "file-odd"
    head = git(office, "rev-parse", "HEAD").strip()
    git(office, "update-index", "--add", "--cacheinfo", f"160000,{head},docs/huong-dan/kho")
    git(office, "commit", "--quiet", "--message=Kho")
    found = listings.at_commit(Repository(office), "docs", "HEAD")
    assert rules(found)["huong-dan/kho"] == "file-odd"


def test_an_attachment_in_git_is_judged_by_what_it_holds(office: Path) -> None:
    kept = office / "docs" / "dinh-kem"
    kept.mkdir()
    (kept / "that.png").write_bytes(PNG)
    (kept / "gia.png").write_bytes(b"<html>")
    commit(office, {})
    found = rules(listings.at_commit(Repository(office), "docs", "HEAD"))
    assert found == {**LINKED, "dinh-kem/gia.png": "file-content"}


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["quy-che/a.md", "quy-che/A.md"], {"quy-che/A.md": "file-alike"}),
        (["huong-dan/\u0111o\u0323c.md", "huong-dan/đọc.md"], {"huong-dan/đọc.md": "file-alike"}),
        (["huong-dan/a/x.md", "huong-dan/A/y.md"], {"huong-dan/A/y.md": "file-alike"}),
        (["quy-che/a.md", "quy-che/a/index.md"], {"quy-che/a/index.md": "file-same-page"}),
        (["quy-che/a/b.md", "quy-che/a.md"], {}),
    ],
)
def test_names_that_some_computer_cannot_keep_apart_are_told(
    paths: list[str], told: dict[str, str]
) -> None:
    assert rules(listed(paths)) == told


def test_an_edition_keeps_what_can_do_no_harm_wherever_it_lies() -> None:
    def holding(path: str, content: bytes) -> Listed:
        return Listed(path, open=lambda: io.BytesIO(content))

    harmless = (
        *listed(["index.md", "tin/cu.md", "editions.yml", "gop-y/a.yml", ".gitkeep"]),
        *(holding("anh/so-do.PNG", PNG), holding("logo.png", PNG)),
    )
    harmful = (
        *(holding("anh/gia.png", b"<html>"), holding("anh/a.svg", b"<svg/>")),
        *listed(["e.html", "versions.json", "assets/quyche.js", "quy-che/.a.md", "a.md.bak"]),
        Listed("anh/l.png", ListedForm.LINK),
    )
    told = left_out((*harmless, *harmful))
    assert [problem.path for problem in told] == [one.path for one in harmful]
    shown = published((*harmless, *harmful), told)
    assert shown == {"index.md", "tin/cu.md", "anh/so-do.PNG", "logo.png"}
