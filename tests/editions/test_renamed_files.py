"""A document whose file was renamed is the same document, if its file says so."""

from pathlib import Path

import pytest

from quyche import urls
from quyche.corpus import corpora
from quyche.editions import history
from quyche.editions.archives import Archive
from quyche.editions.document_files import id_named
from quyche.editions.records import DocumentRecord, EditionRecord
from quyche.labels import Labels
from quyche.publishing.roots import Roots
from quyche.texts.document_ids import id_in
from repositories import commit, create, ledger, regulation


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", "b"),
        ("---\nkind: regulation\n---\n", "b"),
        ("---\nid: a\n---\n", "a"),
        ('---\r\nkind: regulation\r\nid: "quy-che-cu"  # tên cũ\r\n---\r\n', "quy-che-cu"),
        ("---\nid: Quy chế\n---\n", "b"),
        ("---\nissuer: x\n  id: a\n---\n", "b"),
    ],
)
def test_a_file_names_its_id_or_is_called_by_its_own_name(front: str, expected: str) -> None:
    assert id_in(front, "quy-che/2021/b.md") == expected


def test_an_id_that_cannot_be_read_is_an_error() -> None:
    source = regulation("Họp.").replace("---\n", "---\nid: Quy chế\n", 1)
    found = corpora.build({"quy-che/b.md": source.encode()}).problems
    assert [(one.rule, one.line) for one in found] == [("own-id", 2)]


def test_two_files_are_not_one_document() -> None:
    source = regulation("Họp.")
    renamed = source.replace("---\n", "---\nid: a\n", 1)
    found = corpora.build({"quy-che/a.md": source.encode(), "quy-che/b.md": renamed.encode()})
    assert [one.rule for one in found.problems] == ["id-twice"]


def test_somebody_may_call_it_by_its_id_or_by_its_file(tmp_path: Path) -> None:
    source = regulation("Họp.")
    renamed = source.replace("---\n", "---\nid: a\n", 1)
    for path, text in (("quy-che/sub/b.md", renamed), ("chuong-trinh/c.md", source)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    named = {name: id_named(tmp_path, name) for name in ("a", "b", "c", "d")}
    assert named == {"a": "a", "b": "a", "c": "c", "d": "d"}


def published(name: str, path: str, kind: str = "adopted") -> EditionRecord:
    """An edition that has one document, `a`, in a file of that name."""
    told = DocumentRecord("a", path, "Quy chế", kind, path, path)
    page = urls.address_of(path)
    return EditionRecord(
        name=name,
        title=name,
        kind=kind,
        date=f"202{name}-01-01",
        commit="",
        shared="",
        documents=(told,),
        pages=("", page),
        previous="",
        concordance={},
    )


def test_its_former_address_under_an_alias_leads_to_its_page_of_now() -> None:
    records = [published("1", "quy-che/cu.md"), published("2", "quy-che/moi.md")]
    roots = Roots.of({one.name: one for one in records}, "", Labels.load("vi"))
    files = dict(roots.files())
    assert "../moi/" in files["hien-hanh/quy-che/cu/index.html"]
    assert "hien-hanh/quy-che/moi/index.html" not in files


def test_its_history_goes_on_and_no_edition_has_it_twice(tmp_path: Path) -> None:
    folder = create(tmp_path / "kho")
    old, new = regulation("Họp mỗi tháng."), regulation("Họp mỗi quý.")
    renamed = new.replace("---\n", "---\nid: a\n", 1)
    commit(folder, {"quy-che/a.md": old, "editions.yml": ledger("1")})
    named = f"{ledger('1', '2')}  documents: {{a: {{}}}}\n"
    commit(folder, {"quy-che/a.md": None, "quy-che/b.md": renamed})
    text = Archive.open(folder / "docs").repository.tree("HEAD")["docs/quy-che/b.md"]
    commit(folder, {"editions.yml": named.replace("{}", f'"{text}"')})
    archive = Archive.open(folder / "docs")
    assert [archive.documents(name).keys() for name in ("1", "2")] == [{"a"}, {"a"}]
    assert set(archive.files("2")) == {"quy-che/b.md", "editions.yml"}
    told = history.of_archive(archive, "2", internal=False)
    changes = [
        (one.name, how.change.value, how.revision.path) for one, how in told.of_document("a")
    ]
    assert changes == [("1", "new", "quy-che/a.md"), ("2", "amended", "quy-che/b.md")]
