"""What commands really print and what a site really publishes is what the schemas say."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import organisation as sample
from commands import run
from publishing_helpers import Project
from quyche import schemas, urls
from quyche.editions.records import EditionRecord
from quyche.publishing.roots import Roots
from repositories import commit, create, git, ledger, regulation
from returned_words import by, sent
from shapes import LABELS, faults, parts, validator
from sites import Site

TASKS = """---
kind: programme
title: Chương trình B
status: draft
---
# Chương trình B

## Nhiệm vụ 1. Sửa sổ

- Chủ trì: Ban A
"""
LAST = "### Điều 2. Diều\n\nDiều làm bằng giấy và tre.\n"
COUNTED = f"{regulation('Theo Điều 2.', title='Quy chế D')}\n{LAST}"
BODY = "---\nkind: body\nname: Ban A\n---\n"
REMARKS = "STT;Điều;Cơ quan góp ý;Nội dung góp ý\n1;Điều 1;Ban A;Nên sửa.\n2;Điều 9;;Sai chỗ.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a proposal changes much: words, citations, the register, the ledger."""
    folder = create(tmp_path_factory.mktemp("project"))
    old = regulation("Ban A họp theo khoản 2 Điều này.", "Hai.", "Theo Điều 9.", more="draft: 1\n")
    commit(
        folder,
        {
            "editions.yml": ledger("1-du-thao-1"),
            "quy-che/a.md": old,
            "quy-che/b.md": regulation("Cũ.", title="Quy chế B"),
            "quy-che/d.md": COUNTED,
            "quy-che/e.md": regulation("Ban Dây họp.", title="Quy chế E"),
            "co-quan/a.md": BODY,
            "co-quan/day.md": BODY.replace("Ban A", "Ban Dây"),
        },
    )
    commit(
        folder,
        {
            "editions.yml": ledger("1-du-thao-1", "1-du-thao-2"),
            "quy-che/a.md": old.replace("2. Hai.\n", "").replace("draft: 1", "draft: 2"),
            "quy-che/b.md": None,
            "chuong-trinh/c.md": TASKS,
            "quy-che/e.md": regulation("Hội đồng Dây họp.", title="Quy chế E"),
            "co-quan/a.md": BODY.replace("name", "valid_to: 2021-03-01\nname"),
            "co-quan/b.md": BODY.replace("Ban A", "Ban B"),
            "trang.md": "# Trang\n",
        },
    )
    git(folder, "switch", "--quiet", "--detach", "HEAD~1")
    other = commit(folder, {"quy-che/a.md": old.replace("Hai.", "Hai, ba.")})
    git(folder, "update-ref", "refs/others/7", other)
    git(folder, "switch", "--quiet", "main")
    inserted = COUNTED.replace(LAST, f"### Điều 2. Dây\n\nXem Điều 2.\n\n{LAST}")
    (folder / "docs" / "quy-che" / "d.md").write_text(inserted, "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: A\nextra: {quyche: {clear_task: [who, when]}}\n")
    (folder / "y-kien.csv").write_text(REMARKS, "utf-8")
    came_back = by(
        "Ban A",
        sent(old),
        lambda one: one.replace("2. Hai", "Hai", "Ba"),
        lambda one: one.replace("3. Theo", "Theo", "Như"),
        lambda one: one.note("3. ", "Xem luật."),
    )
    (folder / "ve.docx").write_bytes(came_back)
    (folder / "luat.txt").write_text("QUY ĐỊNH\nĐiều 1. Sổ\n1. Một.\n3. Ba.\n", "utf-8")
    return folder


PRINTED = {
    "check": ("check.py", "docs", "--json"),
    "outline": ("outline.py", "docs/quy-che/a.md", "--json"),
    "compare": ("compare.py", "1-du-thao-1:a", "1-du-thao-2:a", "--docs", "docs", "--json"),
    "export": ("export.py", "a", "--edition", "1-du-thao-2", "--format", "json", "--docs", "docs"),
    "convert": ("convert.py", "luat.txt", "-o", "luat.md", "--json"),
    "import-comments": ("import_comments.py", "y-kien.csv", "--document", "a", "--dry-run", "--json", "--docs", "docs"),
    "convert-onto": ("convert.py", "ve.docx", "--onto", "docs/quy-che/a.md", "--dry-run", "--json"),
    "renumber": ("renumber.py", "d", "--json", "--docs", "docs"),
    "review": ("review.py", "HEAD~1", "HEAD", "--docs", "docs", "--json", "--others", "refs/others/"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_command_prints_what_its_schema_says(name: str, project: Path) -> None:
    code, printed, complaint = run(*PRINTED[name], folder=project)
    assert (code in {0, 1}, complaint) == (True, "")
    data = json.loads(printed)
    assert faults(name, data) == []
    assert list(missing(name, data)) == []


def missing(name: str, data: object) -> Iterator[str]:
    """The lists of a result that are empty, but for those that a test can leave so.

    What is in none of them would be held to nothing.
    """
    may_be_empty = {"outside", "repinned", "changed", "lost", "gained", "marks", "aspects", "now"}
    rows = [*walk(data)]
    for key in {key for key, value in rows if isinstance(value, list)} - may_be_empty:
        if not any(value for other, value in rows if other == key):
            yield key


def walk(data: object) -> Iterator[tuple[str, object]]:
    if isinstance(data, list):
        for item in data:
            yield from walk(item)
    if isinstance(data, dict):
        for key, value in data.items():
            yield key, value
            yield from walk(value)


PUBLISHED = {
    "versions": urls.VERSIONS,
    "edition": f"*/{urls.RECORD}",
    "manifest": f"*/{urls.MANIFEST}",
    "remark-counts": f"*/{urls.REMARK_COUNTS}",
    "compare": f"*/{urls.COMPARISONS}/**/{urls.CHANGES}",
    "export": "*/*/*/*-*.json",
    "editor": f"{urls.WORK}/*/*/{urls.EDITOR}",
    "offline-copy": f"{urls.OFFLINE}/{urls.OFFLINE_LIST}",
    "search-index": f"*/{urls.SEARCH_INDEX}",
    "search-governed": f"*/{urls.SEARCH_GOVERNED}",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_site_publishes_what_its_schema_says(name: str, site: Site) -> None:
    paths = sorted(site.folder.glob(PUBLISHED[name]))
    assert paths
    for path in paths:
        assert faults(name, json.loads(path.read_text("utf-8"))) == [], path
    seen = {key for path in paths for key, _ in walk(json.loads(path.read_text("utf-8")))}
    asked = {key for _, part in parts(validator(name).schema) for key in part.get("properties", ())}
    assert asked - seen <= {
        "carried",
        "corrects",
        "repeals",
        "bases",
        "moves",
        "certainty",
        "footnotes",
        "sentences",
    }


def test_a_site_publishes_no_json_without_a_schema(site: Site) -> None:
    known = {path for pattern in PUBLISHED.values() for path in site.folder.glob(pattern)}
    others = {path for path in site.folder.rglob("*.json") if not path.is_symlink()} - known
    left = {path for path in others if path.parent.name != urls.SEARCH}
    assert left == set()


def test_what_a_search_loads_is_what_its_schemas_say(site: Site) -> None:
    for index in sorted(site.folder.glob(f"*/{urls.SEARCH_INDEX}")):
        told = json.loads(index.read_text("utf-8"))
        own, beside = index.parent / urls.SEARCH, site.folder / urls.SEARCH

        def loaded(name: str, schema: str) -> None:
            folder = own if name in told["own"] else beside  # noqa: B023  # called at once
            assert faults(schema, json.loads((folder / f"{name}.json").read_text("utf-8"))) == []

        for unit in told["units"]:
            loaded(unit[-1], "search-piece")
        for segment in told["segments"]:
            loaded(segment["vocabulary"], "search-vocabulary")
            for name in segment["files"]:
                loaded(name, "search-words")


def arguments(project: Project) -> tuple[str, ...]:
    return tuple(map(str, project.arguments))


def test_verifying_a_site_prints_what_its_schema_says(
    site: Site, organisation: Project, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy, symlinks=True)
    page = copy / "1" / "index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    docs = (*arguments(organisation), "--json")
    code, printed, _ = run("verify.py", str(copy), *docs, folder=tmp_path)
    rows = json.loads(printed)
    assert (code, len(rows) > len(sample.EDITIONS)) == (1, True)
    assert faults("verify-site", rows) == []


def test_verifying_a_copy_prints_what_its_schema_says(
    site: Site, organisation: Project, tmp_path: Path
) -> None:
    html = site.html(sample.REGULATION, "1")
    (tmp_path / "dung.html").write_text(html, "utf-8")
    (tmp_path / "sai.html").write_text(html.replace("họp", "hợp"), "utf-8")
    docs = (*arguments(organisation), "--site", str(site.folder), "--json")
    for name, expected in (("dung.html", 0), ("sai.html", 1)):
        code, printed, complaint = run("verify.py", name, *docs, folder=tmp_path)
        assert (code, complaint) == (expected, "")
        found = json.loads(printed)
        assert faults("verify-copy", found) == []
        assert bool(found["problems"]) == bool(expected)


def test_looking_for_a_text_prints_what_its_schema_says(
    organisation: Project, tmp_path: Path
) -> None:
    outline = run(
        "outline.py",
        str(organisation.folder / "docs" / sample.REGULATION),
        "--json",
        folder=tmp_path,
    )
    items = [value for key, value in walk(json.loads(outline[1])) if key == "text"]
    text = max((str(item) for item in items), key=len)
    docs = (*arguments(organisation), "--json")
    outcomes = {
        "stands": text,
        "nearest": f"{text[: len(text) // 2]} xyz{text[len(text) // 2 :]}",
        "": "qwerty",
    }
    for key, typed in outcomes.items():
        (tmp_path / "chu.txt").write_text(typed, "utf-8")
        _, printed, complaint = run("verify.py", "--text", "chu.txt", *docs, folder=tmp_path)
        assert complaint == ""
        found = json.loads(printed)
        assert faults("verify-text", found) == []
        assert {name for name, value in found.items() if value} == {key} - {""}


def test_what_a_correction_and_a_second_round_add_is_in_the_schemas(site: Site) -> None:
    path = site.folder / "2" / urls.RECORD
    record = EditionRecord.from_json(path.read_bytes())
    rare = {"moves": ("a", ""), "corrects": "1", "bases": {"a": "1"}}
    told = dataclasses.replace(record, **rare)  # type: ignore[arg-type]
    assert faults("edition", json.loads(told.as_json())) == []
    assert set(rare) <= set(json.loads(told.as_json()))
    roots = Roots.of({told.name: told}, "", LABELS)
    (versions,) = (text for path, text in roots.files() if path == urls.VERSIONS)
    assert faults("versions", json.loads(versions)) == []
    assert json.loads(versions)[0]["properties"]["corrects"] == "1"
    assert "repeals" not in json.loads(versions)[0]["properties"]
    over = tuple(dataclasses.replace(one, status="repealed") for one in record.documents)
    ended = dataclasses.replace(record, documents=over, moves=(over[0].id,))
    (versions,) = (
        text
        for path, text in Roots.of({ended.name: ended}, "", LABELS).files()
        if path == urls.VERSIONS
    )
    assert faults("versions", json.loads(versions)) == []
    assert json.loads(versions)[0]["properties"]["repeals"] is True


def test_every_schema_of_what_is_written_is_held_to_something_real() -> None:
    verified = {"verify-site", "verify-copy", "verify-text"}
    loaded = {"search-piece", "search-words", "search-vocabulary"}
    compared = {"other-changes"}  # only of many documents: tests/histories/test_pairs.py
    assert {*PRINTED, *PUBLISHED, *verified, *loaded, *compared} == set(schemas.WRITTEN)


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("check", [{"path": "a.md", "line": "1", "severity": "error", "rule": "a", "found": "", "expected": ""}], "'1' is not of type 'integer'"),
        ("manifest", {"files": {"index.html": "abc"}}, "does not match"),
        ("manifest", {"files": {}, "more": 1}, "Additional properties"),
        ("versions", [{"version": "1"}], "'title' is a required property"),
        ("remark-counts", {"1": {"a": {"dieu-1": []}}}, "should be non-empty"),
    ],
)  # fmt: skip
def test_a_schema_refuses_what_is_not_so(name: str, data: object, wrong: str) -> None:
    assert any(wrong in fault for fault in faults(name, data)), faults(name, data)
    assert not validator(name).is_valid(None)
