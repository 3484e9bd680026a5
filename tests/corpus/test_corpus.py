"""All documents of an edition: which files are documents, and where a name or address leads."""

from pathlib import Path

import pytest

from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.errors import UnreadableFileError
from quyche.texts.addresses import Address
from refusals import refused

HEAD = "---\nkind: {}\ntitle: {}\nstatus: draft\n{}---\n# T\n\n"
ARTICLE = "### Điều 1. A\n\n1. Một.\n"


def regulation(title: str = "T", *lines: str, kind: str = "regulation") -> bytes:
    given = "".join(f"{line}\n" for line in lines)
    return (HEAD.format(kind, title, given) + ARTICLE).encode()


def rules(documents: Corpus) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.rule) for problem in documents.problems]


def test_files_become_what_their_front_matter_says() -> None:
    files = {
        "quy-che/a.md": regulation(),
        "chuong-trinh/b.md": regulation(kind="programme"),
        "co-quan/c.md": b"---\nkind: body\nname: Ban C\n---\n",
        "chuc-danh/d.md": b"---\nkind: role\nname: D\n---\n",
        "hoi-nghi/e.md": b"---\nkind: meeting\ntitle: E\nbody: c\ndate: 2021-01-18\n---\n",
        "f.md": b"# Trang\n",
        "quy-che/index.md": b"# Danh sach\n",
        "g.md": b"---\ntitle: G\nkind: page\n---\n# G\n",
    }
    documents = corpora.build(files)
    assert [text.id for text in documents.texts] == ["a", "b"]
    assert [entry.id for entry in documents.register.entries] == ["c", "d"]
    assert [meeting.id for meeting in documents.meetings] == ["e"]
    assert rules(documents) == []


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("quy-che/a.md", b"# T\n", [(1, "front-none")]),
        ("co-quan/a.md", b"# T\n", [(1, "front-none")]),
        ("quy-che/a.md", regulation(kind="programme"), [(2, "kind-in-folder")]),
        ("co-quan/a.md", b"---\nkind: role\nname: A\n---\n", [(2, "kind-in-folder")]),
        ("quy-che/a.md", b"", [(1, "file-empty")]),
        ("quy-che/a.md", b"\xef\xbb\xbf \r\n", [(1, "file-empty")]),
        ("quy-che/a.md", b"---\n\nT\xe9n\n", [(3, "not-utf8")]),
        ("quy-che/a.md", "Tên".encode("utf-16"), [(1, "not-utf8")]),
        ("g.md", b"---\nkind: pages\n---\n", [(2, "front-kind-unknown")]),
        ("g.md", b"---\nkind: page\nauthor: A\n---\n", [(3, "front-unknown")]),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    path: str, content: bytes, expected: list[tuple[int, str]]
) -> None:
    found = rules(corpora.build({path: content}))
    assert found == [(path, *fault) for fault in expected]


def test_an_internal_document_is_left_out_unless_asked_for() -> None:
    files = {"quy-che/a.md": regulation("T", "visibility: internal"), "quy-che/b.md": regulation()}
    assert [text.id for text in corpora.build(files, internal=False).texts] == ["b"]
    assert [text.id for text in corpora.build(files, internal=True).texts] == ["a", "b"]


@pytest.mark.parametrize(
    "lines",
    [
        ["visibility: internl"],
        ["visibility: [internal]"],
        ["visibility: Internal"],
        ["visibility:"],
        ["visibility: internal", "title: Again"],
        ["visibility: internal", "x: ["],
        ["visibility: internal", "kind: lau"],
    ],
)
def test_what_may_be_meant_to_be_internal_is_not_published(lines: list[str]) -> None:
    documents = corpora.build({"quy-che/a.md": regulation("T", *lines)}, internal=False)
    assert documents.texts == ()
    assert documents.withheld == {"quy-che/a.md"}
    assert documents.problems


def test_the_faults_of_an_internal_document_stay_with_it() -> None:
    secret = regulation("T", "visibility: internal") + "### Bí mật\n".encode()
    assert rules(corpora.build({"quy-che/a.md": secret}, internal=False)) == []


def test_a_provision_is_found_at_its_address() -> None:
    documents = corpora.build({"quy-che/a.md": regulation()})
    clause = documents.provision(Address.parse("a#dieu-1-khoan-1"))
    assert clause is not None
    assert clause.text == "Một."
    assert documents.provision(Address.parse("a#dieu-2")) is None
    assert documents.provision(Address.parse("b#dieu-1")) is None


@pytest.mark.parametrize(
    "number", ["00-QC/TU", "00 - QC/TU", "00-qc/tu", "00-QC/TU\u00a0", "01-QC/TU"]
)
def test_a_document_is_found_by_its_number_however_it_is_spaced(number: str) -> None:
    documents = corpora.build(
        {"quy-che/a.md": regulation("T", "number: 00-QC/TU", "aliases: [01-QC/TU]")}
    )
    text = documents.numbered(number)
    assert text is not None
    assert text.id == "a"
    assert documents.numbered("02-QC/TU") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quy chế làm việc của Tỉnh ủy.", ("b", 28)),  # the longest name
        ("Quy chế làm việc quy định", ("a", 16)),
        ("quy chế làm việc", ("a", 16)),
        ("Quy chế làm việcx", None),
        ("Quy chế khác", None),
        ("Cũ", ("a", 2)),
    ],
)
def test_a_document_is_found_by_the_longest_of_its_names(
    text: str, expected: tuple[str, int] | None
) -> None:
    files = {
        "quy-che/a.md": regulation("Quy chế làm việc", "aliases: [Cũ]"),
        "quy-che/b.md": regulation("Quy chế làm việc của Tỉnh ủy"),
    }
    named = corpora.build(files).named_at(text, 0)
    assert (named and named[0] and (named[0].id, named[1])) == expected


@pytest.mark.parametrize(
    "text", ["Quy chế làm việc của Tỉnh ủy.", "Quy chế làm việc của Tỉnh ủy về", "Sổ kín"]
)
def test_the_name_of_an_internal_document_means_no_other(text: str) -> None:
    files = {
        "quy-che/a.md": regulation("Quy chế làm việc"),
        "quy-che/b.md": regulation(
            "Quy chế làm việc của Tỉnh ủy", "aliases: [Sổ kín]", "visibility: internal"
        ),
    }
    named = corpora.build(files, internal=False).named_at(text, 0)
    assert named is not None
    assert named[0] is None
    known = corpora.build(files).named_at(text, 0)
    assert known is not None
    assert known[0] is not None
    assert known[0].id == "b"


def test_the_files_below_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "quy-che" / "cu").mkdir(parents=True)
    (tmp_path / "quy-che" / "cu" / "a.md").write_bytes(regulation())
    (tmp_path / "quy-che" / "anh.png").write_bytes(b"\x89")
    documents = corpora.read_folder(tmp_path)
    assert [text.path for text in documents.texts] == ["quy-che/cu/a.md"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with refused(
        UnreadableFileError, "nowhere: không có thư mục này; ở đó phải là thư mục văn bản"
    ):
        corpora.read_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("docs/quy-che/a.md", "docs"),
        ("docs/quy-che/cu/a.md", "docs"),
        ("docs/co-quan/b.md", "docs"),
        ("a.md", None),
    ],
)
def test_the_folder_of_documents_is_known_by_the_folders_in_it(
    path: str, folder: str | None, tmp_path: Path
) -> None:
    assert corpora.folder_of(tmp_path / path) == (tmp_path / folder if folder else None)
