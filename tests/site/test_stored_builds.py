"""A build with a store is the same as one without, whatever changed since the store was filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from quyche import command_lines, stores, urls
from quyche.commands.build import COMMAND
from quyche.corpus import corpora
from quyche.editions import history
from quyche.editions.archives import Archive, Past
from quyche.pages.entries import entry_places
from quyche.pages.registry import EditionPages
from quyche.publishing.workshops import Workshop
from quyche.reading.memories import Memory
from quyche.reading.reading import Reading
from quyche.remarks.traces import Tracer
from quyche.searching import search_units
from quyche.searching.search_segments import Segments
from quyche.settings import Settings
from quyche.site import builds
from quyche.site.renders import Renders
from quyche.stores import NOWHERE, Store
from repositories import MEETING, commit, create, entry, regulation

PROGRAMME = """---
kind: programme
status: draft
draft: 1
title: Chương trình
---
# Chương trình

### Nhiệm vụ 1. Viết

- Chủ trì: Ban A
- Thời gian: 12/2021
- Cấp quyết định: Ban B
- Căn cứ: khoản 1 Điều 1 Quy chế A
"""
REMARK = """- id: 1
  edition: 1-du-thao-1
  address: khoản 1 Điều 1
  from: ban-a
  remark: Nên rõ hơn.
"""


@dataclass(frozen=True)
class Given:
    """What an edition is made of."""

    files: Mapping[str, str]
    settings: Settings = field(default_factory=Settings)

    def with_file(self, path: str, source: str) -> Given:
        return replace(self, files={**self.files, path: source})

    def edited(self, path: str, old: str, new: str) -> Given:
        assert old in self.files[path], (path, old)
        return self.with_file(path, self.files[path].replace(old, new))


START = Given(
    {
        "index.md": "# Trang chủ\n",
        "quy-che/a.md": regulation("Ban A họp hằng quý.", "Ban A báo cáo Ban B, xem khoản 1."),
        "quy-che/b.md": regulation(
            "Ban B quyết định theo khoản 2 Điều 1 Quy chế A.", title="Quy chế B"
        ),
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n",
        "chuong-trinh/c.md": PROGRAMME,
        "hoi-nghi/h.md": MEETING,
    }
)


def _labelled(given: Given, folder: Path) -> Given:
    own = folder / "nhan.yml"
    own.write_text('article:\n  governs: "Về"\nmatrix:\n  title: Một\n', "utf-8")
    return replace(given, settings=replace(given.settings, labels=str(own)))


def _relabelled(given: Given, folder: Path) -> Given:
    (folder / "nhan.yml").write_text(
        'article:\n  governs: "Nói về"\nmatrix:\n  title: Hai\n', "utf-8"
    )
    return given


Change = Callable[[Given, Path], Given]
CHANGES: Mapping[str, Change] = {
    "nothing": lambda given, _: given,
    "a conclusion": lambda given, _: given.edited("hoi-nghi/h.md", "-01-18", "-01-19"),
    "a text": lambda given, _: given.edited("quy-che/a.md", "hằng quý", "hằng tháng"),
    "a citation of another document": lambda given, _: given.edited(
        "quy-che/b.md", "khoản 2 Điều 1", "khoản 1 Điều 1"
    ),
    "a citation that is gone": lambda given, _: given.edited(
        "quy-che/b.md", " theo khoản 1 Điều 1 Quy chế A", ""
    ),
    "a number that a citation leads to": lambda given, _: given.edited(
        "quy-che/a.md", "1. Ban A", "1a. Ban A"
    ),
    "the title of another document": lambda given, _: given.edited(
        "quy-che/b.md", "Quy chế B", "Quy chế Bốn"
    ),
    "an alias": lambda given, _: given.edited(
        "co-quan/ban-a.md", "name: Ban A", "name: Ban A\naliases: [Quy chế]"
    ),
    "a name": lambda given, _: given.edited("co-quan/ban-b.md", "Ban B", "Ban Bê"),
    "whom an article governs": lambda given, _: given.edited(
        "quy-che/a.md", "### Điều 1. ", '### Điều 1. Họp {governs="ban-b"}\n\n### Điều 2. '
    ),
    "a task": lambda given, _: given.edited("chuong-trinh/c.md", "Ban A", "Ban Bê"),
    "a remark": lambda given, _: given.with_file("gop-y/a.yml", REMARK),
    "the ledger": lambda given, _: given.with_file(urls.LEDGER, entry("1-du-thao-1")),
    "a label": _labelled,
    "another label": _relabelled,
    "where to edit": lambda given, _: replace(
        given, settings=replace(given.settings, edit_url="https://a.example/{path}#{line}")
    ),
    "how texts are written": lambda given, _: replace(
        given, settings=replace(given.settings, structure="en")
    ),
    "the language": lambda given, _: replace(
        given, settings=replace(given.settings, language="en", structure="vn")
    ),
    "one more document": lambda given, _: given.with_file(
        "quy-che/d.md", regulation("Theo Điều 1 Quy chế A.", title="Quy chế D")
    ),
    "what is internal": lambda given, _: given.edited(
        "quy-che/d.md", "kind: regulation", "kind: regulation\nvisibility: internal"
    ),
}
"""What is changed, one after the other."""


def _governing(reading: Reading, document: str) -> dict[str, list[str]]:
    every = (one for own in reading.governance.by_provision.values() for one in own)
    return {
        one.target: [one.provision.anchor] for one in every if one.provision.document == document
    }


def _made(given: Given, store: Store) -> dict[str, str]:
    """All that is written of an edition before MkDocs has it."""
    files = {path: source.encode() for path, source in given.files.items()}
    memory = Memory.beside(store)
    texts = {path: source.encode() for path, source in START.files.items()}
    past = Past(("1-du-thao-1",), lambda _: corpora.build(texts))
    own = given.settings
    reading = Reading.of(files, past=lambda *_: past, settings=own, internal=False, memory=memory)
    standing = history.alone(reading.ledger, urls.WORK)
    pages = EditionPages(reading, standing, tracer=Tracer(reading.text))
    made = {path: page.write(given.files.get(path, "")) for path, page in pages.by_path.items()}
    units = [
        search_units.of_text(text, _governing(reading, text.id), store)
        for text in reading.corpus.texts
    ]
    words = Segments.of(units, (), store)
    return {
        **made,
        **words.written,
        "search": repr(units),
        "problems": "\n".join(map(str, reading.problems)),
    }


def test_each_input_of_a_page_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_places, "MOST_DOCUMENTS", 0)  # as in a large collection
    store, given = Store(tmp_path / "store"), START
    before: dict[str, str] = {}
    for name, change in CHANGES.items():
        given = change(given, tmp_path)
        expected = _made(given, NOWHERE)
        assert _made(given, store) == expected, name
        assert expected != before, name  # or nothing would have been tried
        before = expected
        with mock.patch.object(Store, "put", side_effect=AssertionError(f"{name}: made again")):
            assert _made(given, Store(store.folder)) == expected, name


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    """A site with a guide, and a folder of templates of its own."""
    project = tmp_path / "project"
    written = {
        **START.files,
        "huong-dan/doc.md": "# Đọc\n\n## Một\n\n[Mới](moi.md#hai)\n",
        "huong-dan/moi.md": "# Mới\n\n## Hai\n",
    }
    for path, source in written.items():
        target = project / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, "utf-8")
    (project / "own").mkdir()
    settings = (
        "site_name: X\nsite_url: https://a.example/\ntheme: {name: quyche, custom_dir: own}\n"
        "plugins: [quyche]\nextra: {quyche: {organisation: X, system: plain}}\n"
    )
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    return project


def _written(project: Path, target: Path) -> dict[str, bytes]:
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(target)))
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in _files(target)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _appended(path: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def _shown_otherwise(project: Path) -> None:
    """By a template, and where a link leads that no page says."""
    _appended("own/document.html", '{% extends "quyche/document.html" %}<!-- -->')(project)
    (project / "docs/huong-dan/moi.md").unlink()


OF_SITES: tuple[Callable[[Path], None], ...] = (
    _appended("mkdocs.yml", "markdown_extensions: [{toc: {permalink: true}}]\n"),
    _shown_otherwise,
)


def test_each_input_of_a_site_counts(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1609459200")
    kept = str(tmp_path / "store")
    monkeypatch.setenv(stores.VARIABLE, kept)
    _written(project, tmp_path / "site")
    for change in OF_SITES:
        change(project)
        found = []
        for said in (stores.OFF[0], kept):
            monkeypatch.setenv(stores.VARIABLE, said)
            found.append(_written(project, tmp_path / "site"))
        assert found[0].keys() == found[1].keys()
        assert [path for path in found[0] if found[0][path] != found[1][path]] == []


def _parcel(project: Path, folder: Path, store: Store) -> dict[str, bytes]:
    """An edition as it is built, with what it shares with others."""
    folder.mkdir()
    archive = Archive.open(project / "docs")
    parcel = Workshop(archive, project / "mkdocs.yml", folder, store=store).parcel("1-du-thao-1")
    tops = (parcel.folder, parcel.shared)
    return {
        path.relative_to(top).as_posix(): path.read_bytes() for top in tops for path in _files(top)
    }


def test_an_edition_is_kept_until_anything_changes_that_it_is_made_of(
    project: Path, tmp_path: Path
) -> None:
    create(project)
    commit(project, {urls.LEDGER: entry("1-du-thao-1")})
    store = Store(tmp_path / "store")
    first = _parcel(project, tmp_path / "first", store)
    with mock.patch.object(builds, "write", side_effect=AssertionError("built again")) as write:
        assert _parcel(project, tmp_path / "second", store) == first
        changes: tuple[Callable[[Path], object], ...] = (
            _appended("mkdocs.yml", "site_description: Y\n"),
            _appended("own/home.html", '{% extends "quyche/home.html" %}'),
            lambda folder: commit(
                folder, {urls.LEDGER: entry("1-du-thao-1") + entry("2-du-thao-1")}
            ),
            _appended("mkdocs.yml", "hooks: [own/hook.py]\n"),
        )
        (project / "own" / "hook.py").write_text("", "utf-8")
        for number, change in enumerate(changes):
            change(project)
            with pytest.raises(AssertionError, match="built again"):
                _parcel(project, tmp_path / str(number), store)
    assert write.call_count == len(changes)


def test_one_job_and_four_give_the_same_bytes(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1609459200")
    given = ("--no-store", "--config", f"{project}/mkdocs.yml", "--docs", f"{project}/docs")

    def run(*arguments: str | Path) -> int:
        return COMMAND.run([*map(str, arguments), *given])

    assert run("--site", tmp_path / "one") == command_lines.FINE
    shares = [tmp_path / str(number) for number in range(1, 5)]
    assert run("--shard", "2/4", "--texts", "--into", tmp_path / "texts") == command_lines.FINE
    for share in shares:
        given_before = ("--given", tmp_path / "texts") if share is shares[1] else ()
        done = run("--shard", f"{share.name}/4", "--into", share, *given_before)
        assert done == command_lines.FINE
    with mock.patch.object(Renders, "_rendered", side_effect=AssertionError("done already")):
        assert run("--join", *shares, "--site", tmp_path / "four") == command_lines.FINE
    one, four = tmp_path / "one", tmp_path / "four"
    names = [path.relative_to(one) for path in _files(one)]
    assert sorted(names) == sorted(path.relative_to(four) for path in _files(four))
    assert [name for name in names if (one / name).read_bytes() != (four / name).read_bytes()] == []
    _appended("docs/index.md", "Khác.\n")(project)
    assert run("--shard", "3/4", "--into", tmp_path / "other") == command_lines.FINE
    (tmp_path / "cut").write_bytes(shares[2].read_bytes()[:-1])
    capsys.readouterr()
    for joined, said in (
        (("other",), "thiếu phần 1/4, 2/4, 4/4"),
        (("cut", "other"), f"{tmp_path}/cut"),
        (("1", "other"), f"{tmp_path}/1: phần 1/4 dựng từ nguồn khác"),
        (("no",), f"{tmp_path}/no"),
    ):
        assert run("--join", *(tmp_path / name for name in joined)) != command_lines.FINE
        assert said in capsys.readouterr().err
