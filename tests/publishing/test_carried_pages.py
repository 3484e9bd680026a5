"""A page that an older edition shows already is kept once, and is seen in every edition."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

import pytest

from publishing_helpers import BASE, Files, Project, adopted, entry
from quyche.editions.archives import Archive
from quyche.git import Repository
from quyche.publishing import carried_pages
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.verification import verify

ENTRIES = (entry("1", "2020-01-01"), entry("2", "2021-01-01"), entry("3", "2022-01-01"))
HISTORY: Sequence[Files] = (
    {**BASE, "quy-che/a.md": adopted("A", "hằng năm"), "quy-che/b.md": adopted("B", "hằng quý")},
    {"quy-che/a.md": adopted("A", "hằng tháng")},
    {"quy-che/a.md": adopted("A", "hằng ngày")},
)
KEPT = "quy-che/b/index.html"
CHANGED = "quy-che/a/index.html"


@pytest.fixture(scope="module", autouse=True)
def _repeating() -> Iterator[None]:
    """Every page that an older edition has is kept once, however little there is of them."""
    with mock.patch.object(carried_pages, "MOST_REPEATED", 0):
        yield


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.create(tmp_path_factory.mktemp("carried") / "office")
    for at, step in enumerate(HISTORY):
        project.commit({**step, "editions.yml": "".join(ENTRIES[: at + 1])})
    assert project.publish().code == 0
    return project


@pytest.fixture(name="folder")
def _folder(project: Project, tmp_path: Path) -> Path:
    return exported(project, tmp_path)


def exported(project: Project, folder: Path) -> Path:
    """The published site on disk."""
    Repository(project.folder).export("refs/heads/gh-pages", folder / "site")
    return folder / "site"


def rules(folder: Path, project: Project) -> dict[str, list[str]]:
    """What is wrong of each edition, with where."""
    docs = project.folder / "docs"
    found = verify(folder, Archive.open(docs), docs)
    return {one.name: [f"{each.rule} {each.path}" for each in one.problems] for one in found if one.problems}  # fmt: skip


def test_what_an_edition_leaves_as_it_was_is_a_small_page_made_of_the_one_that_brought_it(
    folder: Path,
) -> None:
    for edition in ("2", "3"):
        page = (folder / edition / KEPT).read_bytes()
        carried = json.loads((folder / edition / "manifest.json").read_bytes())["carried"]
        assert carried[KEPT] == f"1/{KEPT}"
        assert CHANGED not in carried
        assert len(page) < 3500 < len((folder / "1" / KEPT).read_bytes()) / 2
        assert '<a href="../../../1/quy-che/b/">Đọc trang đó: Bản' in page.decode()


def test_readers_see_every_page_as_if_it_were_written_whole(folder: Path) -> None:
    site = PublishedSite(folder)
    small = [page for page in site.paths() if b"q-carried" in (site.content(page) or b"")]
    assert len(small) > 10
    assert None not in [site.page(page) for page in small]
    kept = [page.removeprefix("3/") for page in small if page.startswith("3/")]
    assert {page: site.page(f"3/{page}") for page in kept} == {
        page: site.content(f"hien-hanh/{page}") for page in kept
    }


def test_what_most_people_read_and_the_work_that_goes_on_need_no_script(folder: Path) -> None:
    for alias in ("hien-hanh", "dang-soan"):
        pages = [page.read_text("utf-8") for page in (folder / alias).rglob("index.html")]
        assert len(pages) > 5
        assert [page for page in pages if "q-carried" in page] == []


def test_the_copy_that_a_browser_keeps_has_the_pages_that_small_ones_are_made_of(
    folder: Path,
) -> None:
    listed = json.loads((folder / "ngoai-tuyen" / "danh-sach.json").read_bytes())["files"]
    assert {f"1/{KEPT}", f"3/{KEPT}"} <= listed.keys()
    assert listed[f"3/{KEPT}"] == (folder / "3" / KEPT).stat().st_size


def test_a_small_page_proves_what_it_shows(project: Project, folder: Path) -> None:
    assert rules(folder, project) == {}
    older = folder / "1" / KEPT
    older.write_bytes(older.read_bytes().replace("hằng quý".encode(), "hằng năm".encode()))
    found = rules(folder, project)
    assert f"verify-text 1/{KEPT}" in found["1"]
    for edition in ("2", "3"):
        assert f"verify-no-page {edition}/{KEPT}" in found[edition]


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"from":"../../../1/quy-che/b/","edits":[1,0,""]}', '{"from":1}']
)
def test_a_small_page_that_cannot_be_made_whole_is_none(told: str) -> None:
    page = f'<!doctype html>\n<!-- q-carried -->\n<script type="application/json" id="q-carried">{told}</script>'  # fmt: skip
    assert carried_pages.whole(f"3/{KEPT}", page.encode(), lambda paths: dict.fromkeys(paths, b"a")) is None  # fmt: skip


def test_a_whole_page_that_quotes_a_small_one_is_itself() -> None:
    quoted = b"<!doctype html>\n<html>\n<!-- q-carried -->"
    assert carried_pages.whole("3/index.html", quoted, lambda _: {}) == quoted


def test_rendering_anew_moves_the_branch_once_and_gives_the_same(
    project: Project, tmp_path: Path
) -> None:
    tip = project.tip()
    config = project.config.read_text("utf-8")
    project.config.write_text(config.replace("site_name: ", "site_name: Mới ", 1), "utf-8")
    done = project.publish("--rebuild")
    assert (done.code, done.err) == (0, "")
    moved = project.git("log", "-g", "--format=%H", "refs/heads/gh-pages").split()
    assert moved.index(tip) == 1  # nobody ever saw a small page beside another older one
    site = PublishedSite(exported(project, tmp_path))
    assert "Mới" in (site.page(f"3/{KEPT}") or b"").decode()
    assert site.page(f"3/{KEPT}") == site.content(f"hien-hanh/{KEPT}")
