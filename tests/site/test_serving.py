"""`mkdocs serve`: an edit shows as in a first build, and what did not change is not made again."""

from __future__ import annotations

import contextlib
import functools
import gc
import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import markdown
import pytest
from mkdocs.commands import serve
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from quyche.comparing import comparison
from quyche.editions.archives import Archive
from quyche.kept import Kept
from quyche.site.renders import Renders
from quyche.site.serving import Server
from repositories import MEETING, commit, create, entry, ledger, regulation
from sites import ROOT, settings

Builder = Callable[[], None]
Edit = tuple[str, str, Callable[[str], str]]
REGULATION = "docs/quy-che/a.md"
REMARK = """- id: 1
  edition: 1-du-thao-1
  address: khoản 1 Điều 1
  from: ban-a
  remark: Nên rõ hơn.
  answer: taken-in
  explanation: Đã sửa.
  shown: 1-du-thao-2
"""


def replaced(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


EDITS: tuple[Edit, ...] = (
    ("a clause", REGULATION, replaced("họp hằng tháng", "họp hai tháng một lần")),
    ("a title", REGULATION, lambda text: text.replace("Quy chế A", "Quy chế Một")),
    (
        "an article",
        REGULATION,
        replaced("### Điều 1. ", "### Điều 1. Dấu\n\nBan A có dấu.\n\n### Điều 2. "),
    ),
    ("a name", "docs/co-quan/ban-a.md", replaced("name: Ban A", "name: Ban Alpha")),
    ("a remark", "docs/gop-y/a.yml", replaced("Nên rõ", "Nên thật rõ")),
    ("the ledger", "docs/editions.yml", lambda text: f"{text}\n{entry('2-du-thao-1')}"),
    ("a page", "docs/huong-dan/moi.md", lambda _: "# Mới\n\n## Một\n"),
    ("a heading", "docs/huong-dan/moi.md", replaced("Một", "Hai")),
    ("no page", "docs/huong-dan/moi.md", lambda _: ""),
    ("a template", "overrides/document.html", lambda text: f"{text}<!-- {{{{ page.title }}}} -->"),
    ("a style", "overrides/assets/styles/text.css", lambda text: f"{text}\n.q-new{{color:red}}\n"),
    ("settings", "mkdocs.yml", replaced("site_name: ", "site_name: Mới. ")),
)
"""What is edited, where, and how, one after the other."""


STEPS: tuple[dict[str, str | None], ...] = (
    {
        "index.md": "# Trang chủ\n",
        "huong-dan/doc.md": "# Đọc\n\n[Quy chế](../quy-che/a.md), [mới](moi.md#mot).\n",
        "quy-che/a.md": regulation("Ban A họp hằng quý.", "Ban A báo cáo."),
        "quy-che/b.md": regulation("Ban A theo khoản 2 Điều 1 Quy chế A.", title="Quy chế B"),
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "hoi-nghi/h.md": MEETING,
        "gop-y/a.yml": REMARK,
    },
    {"quy-che/a.md": regulation("Ban A họp hằng tháng.", "Ban A báo cáo.", more="draft: 2\n")},
)
"""What each edition changes."""


class Watcher:
    """Stands for the server of MkDocs: instead of watching files it edits them."""

    def __init__(self, builder: Builder, root: str, **_: object) -> None:
        self.build = builder
        self.root = Path(root)
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def shutdown(self) -> None:
        """Nothing runs."""


@contextmanager
def serving(project: Path, during: Callable[[Watcher], None]) -> Iterator[None]:
    """Serve a project; `during` happens while it is served."""

    class Editing(Watcher):
        def serve(self, **_: object) -> None:
            during(self)

    with mock.patch.object(serve, "LiveReloadServer", Editing):
        serve.serve(config_file=str(project / "mkdocs.yml"))
        yield


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    """A repository with two editions, hooks and templates of its own."""
    project = create(tmp_path / "project")
    (project / "hooks").mkdir()
    for hook in (ROOT / "hooks").glob("*.py"):
        shutil.copy(hook, project / "hooks")
    shutil.copytree(ROOT / "overrides", project / "overrides")
    (project / "mkdocs.yml").write_text(settings(project), "utf-8")
    for number, changed in enumerate(STEPS, 1):
        names = [f"1-du-thao-{draft}" for draft in range(1, number + 1)]
        commit(project, {**changed, "editions.yml": ledger(*names)})
    return project


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@functools.cache
def forgetting() -> list[Callable[[], None]]:
    """Lets each function of the library forget what it keeps by itself."""
    kept = (one for one in gc.get_objects() if isinstance(one, type(functools.cache(len))))
    return [one.cache_clear for one in kept if one.__module__.startswith("quyche.")]


def cold(project: Path, target: Path) -> dict[str, bytes]:
    """The site as a process builds it that has built and read nothing before."""
    for forget in forgetting():
        forget()
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(target))
    with mock.patch.object(Server, "attend"):
        build(config)
    return files(target)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How often what takes long is done."""
    found: Counter[str] = Counter()

    def counting(name: str, whole: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            found[name] += 1
            return whole(*given, **named)

        return call

    with (
        mock.patch.object(comparison, "compare", counting("compared", comparison.compare)),
        mock.patch.object(
            markdown.Markdown, "convert", counting("rendered", markdown.Markdown.convert)
        ),
        mock.patch.object(Archive, "corpus", counting("read", Archive.corpus)),
    ):
        yield found


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was complained of since the last time."""
    lines = [one.getMessage() for one in caplog.records if one.levelno > logging.INFO]
    caplog.clear()
    return lines


@pytest.mark.slow
def test_an_edit_gives_the_bytes_of_a_first_build_and_makes_only_what_changed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1609459200")
    work: dict[str, Counter[str]] = {}

    def during(server: Watcher) -> None:
        assert str(project / "overrides") in server.watched
        for name, path, edit in EDITS:
            file = project / path
            if text := edit(file.read_text("utf-8") if file.exists() else ""):
                file.write_text(text, "utf-8")
            else:
                file.unlink()
            said(caplog)
            with counted() as work[name]:
                server.build()
            told, found = said(caplog), files(server.root)
            expected = cold(project, tmp_path / "cold")
            assert told == said(caplog), name
            assert found.keys() == expected.keys(), name
            assert [path for path in found if found[path] != expected[path]] == [], name

    with counted() as first, serving(project, during):
        pass
    assert first["compared"] > 5
    assert first["rendered"] > 20
    assert [name for name, done in work.items() if done["read"]] == []
    assert max(done["compared"] for done in work.values()) <= 2  # with each of two editions
    for name in ("a remark", "the ledger", "a template", "a style", "settings"):
        assert work[name]["compared"] == 0, name
        most = 3 if name == "the ledger" else 2  # the home page tells of the newest editions
        assert work[name]["rendered"] <= most, name  # and one that is short and no page


def test_a_page_is_rendered_anew_where_an_extension_may_read_other_files(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text('--8<-- "part.txt"\n', "utf-8")
    own = "\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: .\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\nplugins: []\n{own}", "utf-8")
    with contextlib.chdir(tmp_path):
        config, renders = load_config(), Renders()
        for words in ("Một.", "Hai."):
            (tmp_path / "part.txt").write_text(words, "utf-8")
            files = get_files(config)
            page = Page(None, next(iter(files)), config)
            page.read_source(config)
            renders.attend(page, lambda *_: None)
            page.render(config, files)
            assert page.content == f"<p>{words}</p>"


def test_what_two_rounds_have_no_use_for_is_let_go() -> None:
    made: list[str] = []
    kept: Kept[str, None] = Kept()
    for wanted in ("ab", "a", "ab", "a", "a", "b"):
        for key in wanted:
            kept.of(key, functools.partial(made.append, key))
        kept.turn()
    assert made == ["a", "b", "b", "b"]
