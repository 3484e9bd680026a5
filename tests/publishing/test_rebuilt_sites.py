"""A published site is held to what Git gives once more, and one without manifests to what it can."""

import json
import shutil
from pathlib import Path

import pytest

import commands
from organisation import EDITIONS
from publishing_helpers import HISTORY, Project
from quyche.editions.archives import Archive
from quyche.git import Repository
from quyche.publishing import manifests
from quyche.publishing.verification import Verified, verify
from sites import Site

NAMES = [*EDITIONS, "dang-soan"]
PAGE = "1/index.html"


@pytest.fixture(name="copy")
def _copy(site: Site, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site.folder, tmp_path / "site"))


def run(folder: Path, project: Project, *options: str) -> tuple[int, str, str]:
    return commands.run("verify.py", str(folder), *project.arguments, *options, folder=folder)


def verified(copy: Path, project: Project) -> list[Verified]:
    docs = project.folder / "docs"
    return list(verify(copy, Archive.open(docs), docs))


def rules(editions: list[Verified]) -> dict[str, set[str]]:
    """What is wrong of each edition, or noted in brackets."""
    return {
        edition.name: {one.rule for one in edition.problems}
        | {f"({one.rule})" for one in edition.notes}
        for edition in editions
    }


@pytest.mark.slow
def test_a_site_is_built_once_more_and_each_word_beside_texts_compared(
    copy: Path, organisation: Project
) -> None:
    text = (copy / PAGE).read_text("utf-8")
    (copy / PAGE).write_text(text.replace("</h1>", "!</h1>", 1), "utf-8")
    manifests.write(copy / "1")
    assert run(copy, organisation)[0] == 0  # whoever changed it adapted the manifest
    code, printed, _ = run(copy, organisation, "--rebuild", "--json")
    found = {row["name"]: row["problems"] for row in json.loads(printed)}
    assert code == 1
    assert {name: [one["path"] for one in rows] for name, rows in found.items()} == {
        **{key: [] for key in NAMES},
        "1": ["1/index.html", "1/manifest.json"],
    }
    assert "!</h1>" in found["1"][0]["message"]


def test_a_site_of_another_address_cannot_be_built_once_more(
    copy: Path, organisation: Project
) -> None:
    for name in ("robots.txt", "sitemap.xml"):
        text = (copy / name).read_text("utf-8")
        (copy / name).write_text(text.replace("127.0.0.1:8000", "example.org"), "utf-8")
    code, printed, complaint = run(copy, organisation, "--rebuild")
    assert (code, printed) == (1, "")
    assert "http://example.org/" in complaint
    assert "SITE_URL" in complaint


def test_editions_published_before_there_were_manifests_are_said_to_have_none(
    copy: Path, organisation: Project
) -> None:
    for name in (*NAMES, "hien-hanh", "du-thao"):
        (copy / name / "manifest.json").unlink()
    assert rules(verified(copy, organisation)) == {
        key: {"(verify-before-manifests)"} for key in NAMES
    }
    code, printed, _ = run(copy, organisation)
    assert code == 0
    assert "1/manifest.json: lưu ý: phiên bản công bố khi chưa có danh mục tệp" in printed


def test_an_edition_after_one_with_a_manifest_must_have_one(
    copy: Path, organisation: Project
) -> None:
    for name in NAMES[:3]:
        (copy / name / "manifest.json").unlink()
    (copy / NAMES[4] / "manifest.json").write_text("{}", "utf-8")
    (copy / "du-thao" / "manifest.json").write_text("{}", "utf-8")
    assert rules(verified(copy, organisation)) == {
        **{key: {"(verify-before-manifests)"} for key in NAMES[:3]},
        **{key: set() for key in NAMES[3:]},
        NAMES[4]: {"verify-manifest"},
    }


def test_how_old_editions_look_is_held_to_the_name_of_its_folder(
    copy: Path, organisation: Project
) -> None:
    (look,) = (copy / "giao-dien").iterdir()
    (look / "assets" / "quyche.css").write_text("* { display: none }", "utf-8")
    found = rules(verified(copy, organisation))
    assert found == {**{key: set() for key in NAMES}, "": {"verify-shared"}}


@pytest.mark.slow
def test_nothing_is_wrong_with_a_branch_that_grew_edition_by_edition(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "project")
    for step in HISTORY:
        project.commit(step)
        assert project.publish().code == 0
    copy = tmp_path / "site"
    Repository(project.folder).export("gh-pages", copy)
    assert (copy / "hien-hanh" / "quy-che" / "b" / "index.html").is_file()  # it leads to edition 16
    found = verified(copy, project)
    assert [problem for edition in found for problem in (*edition.problems, *edition.notes)] == []
    assert run(copy, project, "--rebuild")[0] == 0
