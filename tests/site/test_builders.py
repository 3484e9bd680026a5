"""Other builders and themes than those of today: the same pages, and how one changes to them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from publishing_helpers import Project, adopted, draft, entry
from sites import LOOPBACK, ROOT

PUBLISH = ROOT / "scripts" / "publish.py"
BY_PROPERDOCS = """
import properdocs.replacement  # whoever asks for mkdocs from here on has the other one
import runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
assert sys.modules["mkdocs"].__name__ == "properdocs"
"""
OTHER_THEME = os.environ.get("OTHER_THEME", "")
STEPS = [
    {
        "index.md": "# Trang chủ\n",
        "quy-che/a.md": draft("A", "hằng quý"),
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "editions.yml": entry("1-du-thao-1", "2021-01-18"),
    },
    {
        "quy-che/a.md": adopted("A", "hằng tháng"),
        "editions.yml": "\n".join([entry("1-du-thao-1", "2021-01-18"), entry("1", "2021-03-15")]),
    },
]


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project.create(tmp_path_factory.mktemp("builders") / "project", STEPS, address=LOOPBACK)


def run(command: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "1609459200",
            "PYTHONPATH": str(ROOT / "hooks"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.slow
def test_a_site_with_its_editions_is_the_same_to_the_byte_by_properdocs(
    project: Project, tmp_path: Path
) -> None:
    pytest.importorskip("properdocs", reason="properdocs is not installed")
    starts: dict[str, list[str | Path]] = {"mkdocs": [], "properdocs": ["-c", BY_PROPERDOCS]}
    for name, start in starts.items():
        command = [sys.executable, *start, PUBLISH, "--site", tmp_path / name, *project.arguments]
        done = run(command, tmp_path)
        assert done.returncode == 0, done.stderr
    ours, theirs = files(tmp_path / "mkdocs"), files(tmp_path / "properdocs")
    assert len(ours) > 100
    assert ours == theirs


def articles(folder: Path) -> dict[str, list[str]]:
    """The text of each page."""
    return {
        path.relative_to(folder).as_posix(): [
            " ".join(article.text_content().split())
            for article in html.parse(str(path)).getroot().xpath("//article")
        ]
        for path in folder.rglob("index.html")
    }


@pytest.mark.slow
@pytest.mark.skipif(
    not OTHER_THEME, reason="`make builders` installs the other theme and runs this"
)
def test_the_other_theme_shows_the_same_texts_and_finds_the_same(
    project: Project, tmp_path: Path
) -> None:
    ours = project.config.read_text("utf-8")
    theirs = ours.replace("name: material\n", "name: materialx\n")
    told = tmp_path / "told.yml"
    docs = project.folder / "docs"
    told.write_text(theirs.replace("docs_dir: docs\n", f"docs_dir: {docs}\n"), "utf-8")

    def built(python: str, builder: str, config: Path, name: str) -> str:
        options: list[str | Path] = ["--strict", "-f", config, "-d", tmp_path / name]
        done = run([python, "-m", builder, "build", *options], project.folder)
        return done.stderr if done.returncode else ""

    other = str(Path(OTHER_THEME).absolute())
    assert not built(sys.executable, "mkdocs", project.config, "ours")
    for builder in ("mkdocs", "properdocs"):
        assert not built(other, builder, told, builder)
        assert articles(tmp_path / builder) == articles(tmp_path / "ours")
        index = Path("tim-kiem.json")
        assert (tmp_path / builder / index).read_bytes() == (tmp_path / "ours" / index).read_bytes()
    assert files(tmp_path / "mkdocs") == files(tmp_path / "properdocs")
