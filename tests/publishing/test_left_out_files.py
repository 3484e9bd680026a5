"""An edition from before the rules for files is published without those that could do harm."""

from pathlib import Path

import pytest

from publishing_helpers import BASE, OLD, Files, Project, adopted

OLDER: Files = {
    **BASE,
    "quy-che/a.md": adopted("A", "hằng tháng"),
    "tin/cu.md": "# Tin cũ\n\n![Ảnh](../anh/so-do.gif)\n",
    "anh/so-do.gif": "GIF89a",
    "anh/gia.gif": "<script>alert(1)</script>",
    "anh/e.svg": "<svg onload='alert(1)'/>",
    "assets/quyche.js": "alert(1)",
    "e.html": "<script>alert(1)</script>",
    "manifest.json": "{}",
    "quy-che/a.md.bak": "bản cũ",
    "editions.yml": OLD,
}
HARMFUL = {"anh/gia.gif", "anh/e.svg", "e.html", "quy-che/a.md.bak"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What was published of a repository that held such files once, and holds them no more."""
    made = Project.create(tmp_path_factory.mktemp("left-out") / "kho")
    made.write(OLDER)
    (made.folder / "docs" / "huong-dan").mkdir()
    (made.folder / "docs" / "huong-dan" / "mat.md").symlink_to(made.config)
    made.commit({})
    (made.folder / "docs" / "huong-dan" / "mat.md").unlink()
    gone = {path: None for path in OLDER if path not in {*BASE, "quy-che/a.md", "editions.yml"}}
    made.commit({**gone})
    made.config.write_text(made.config.read_text("utf-8").replace("omitted_files: warn", "omitted_files: info"), "utf-8")  # fmt: skip
    done = made.publish()
    assert done.code == 0, done.err
    return made


def test_what_can_do_no_harm_stays_where_it_was(project: Project) -> None:
    files = project.files()
    assert {"16/tin/cu/index.html", "16/anh/so-do.gif"} <= files
    assert project.read("16/anh/so-do.gif") == "GIF89a"


def test_the_rest_is_not_published_and_takes_no_place_of_the_site(project: Project) -> None:
    files = project.files()
    assert {f"16/{path}" for path in HARMFUL} & files == set()
    assert not any("mat" in Path(path).parts for path in files)
    assert len(project.read("16/manifest.json")) > 1000
    (script,) = (path for path in files if path.endswith("/assets/quyche.js"))
    assert script.startswith("giao-dien/")
    assert len(project.read(script)) > 10_000
