"""Why an article was changed: what commits and front matters say, and whose row it belongs to."""

from pathlib import Path

import pytest

from quyche import urls
from quyche.corpus import corpora, texts
from quyche.editions import history
from quyche.editions.archives import Archive
from quyche.editions.history import Snapshot
from quyche.editions.revisions import Revision
from quyche.histories import pairs, reasons
from quyche.histories.pairs import Pair
from quyche.histories.reasons import Given
from quyche.texts import frontmatter, metadata
from repositories import commit, create, entry, git

NAME = "quy-che/a.md"
ORDER = ("đầu tiên về phạm vi", "thứ hai về chế độ họp", "thứ ba về báo cáo", "thứ tư về lưu trữ")


def text(*articles: tuple[str, str], more: str = "", status: str = "draft") -> str:
    """A regulation of articles given by their numbers and contents."""
    front = f"---\nkind: regulation\ntitle: Quy chế A\nstatus: {status}\nvisibility: public\n{more}---\n"
    body = "\n\n".join(
        f"### Điều {number}. Điều {content}\n\nĐiều này {content} của cơ quan."
        for number, content in articles
    )
    return f"{front}# Quy chế A\n\n{body}\n"


FIRST = text(("1", ORDER[0]), ("2", ORDER[1]), ("3", ORDER[2]))
SECOND = text(("1", ORDER[0]), ("2", f"{ORDER[1]} hằng tuần"), ("3", ORDER[2]))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one edition of one regulation."""
    folder = create(tmp_path / "kho")
    commit(folder, {NAME: FIRST, "editions.yml": entry("1-du-thao-1")})
    return folder


def publish(folder: Path, name: str, message: str = "Phiên bản") -> None:
    ledger = folder / "docs" / "editions.yml"
    commit(folder, {"editions.yml": f"{ledger.read_text('utf-8')}\n{entry(name)}"}, message)


def compared(folder: Path, until: str = urls.WORK) -> dict[str, Pair]:
    """The pairs of an edition, or of what is checked out, by the older edition."""
    archive = Archive.open(folder / "docs")
    told = history.of_archive(archive, until, internal=False)
    if until == urls.WORK:
        files = corpora.files_in(folder / "docs")
        work = history.snapshot_of(files, None, internal=False)
        told = history.History((*told.snapshots, work))

    def read(snapshot: Snapshot, revision: Revision) -> texts.Text:
        name = snapshot.edition.name if snapshot.edition else urls.WORK
        return corpora.text_of(revision.path, archive.files(name)[revision.path])

    found = pairs.of_history(told, read)
    found = reasons.with_reasons(found, Given.of(archive), told, read)
    return {pair.older.name: pair for pair in found.pairs}


def given(
    folder: Path, until: str = urls.WORK, older: str = "1-du-thao-1"
) -> dict[str, tuple[str, ...]]:
    return dict(compared(folder, until)[older].reasons)


@pytest.mark.parametrize(
    ("trailers", "expected"),
    [
        ("Dieu: 2\nLy-do: Họp thưa quá", {"moi-dieu-2": ("Họp thưa quá",)}),
        ("Ly-do: Họp thưa quá\nDieu: 2", {"moi-dieu-2": ("Họp thưa quá",)}),
        ("dieu: Điều 2\nLY-DO: Họp thưa quá", {"moi-dieu-2": ("Họp thưa quá",)}),
        ("Dieu: khoản 1 Điều 2\nLy-do: Một\nLy-do: Hai", {"moi-dieu-2": ("Một", "Hai")}),
        ("Dieu: 1, 2 và 3\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Dieu: 1-3\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Dieu: dieu-2\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Dieu: 1\nLy-do: Khác\nDieu: 2\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Ly-do: Khác\nDieu: 1\nLy-do: Một\nDieu: 2", {"moi-dieu-2": ("Một",)}),
        ("Van-ban: b\nDieu: 2\nLy-do: Khác", {}),
        ("Van-ban: docs/quy-che/a.md\nDieu: 2\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Dieu: 2\nLy-do: Một\n  và dòng sau", {"moi-dieu-2": ("Một và dòng sau",)}),
        ("Ly-do: Rà soát câu chữ", {"": ("Rà soát câu chữ",)}),
        ("Dieu: 9\nLy-do: Không có điều này", {}),
        ("Dieu: 2", {}),
        ("Dieu: 2\nLy-do:", {}),
        ("Dieu:\nLy-do:", {}),
        ("Dieu:\nLy-do: Rà soát", {"": ("Rà soát",)}),
        ("Dieu: 2\nVan-ban: a\nLy-do: Một", {"moi-dieu-2": ("Một",)}),
        ("Dieu: " + "(" * 500 + "\nLy-do: Một", {}),
    ],
)  # fmt: skip
def test_a_commit_gives_the_reason(
    trailers: str, expected: dict[str, tuple[str, ...]], repository: Path
) -> None:
    commit(repository, {NAME: SECOND}, f"Sửa chế độ họp\n\nTheo kết luận.\n\n{trailers}\n")
    assert given(repository) == expected


def test_what_could_do_harm_is_taken_out_of_a_reason(repository: Path) -> None:
    message = "Sửa\n\nDieu: 2\nLy-do: <b>a</b> \u202eb\u200b\x07\x1b[31m c\n"
    commit(repository, {NAME: SECOND}, message)
    assert given(repository) == {"moi-dieu-2": ("<b>a</b> b [31m c",)}


def test_only_commits_between_the_two_editions_speak(repository: Path) -> None:
    commit(repository, {NAME: SECOND}, "Sửa\n\nDieu: 2\nLy-do: Lần hai")
    publish(repository, "1-du-thao-2", "Dự thảo\n\nDieu: 2\nLy-do: Tệp khác")
    third = SECOND.replace("hằng tuần", "hằng ngày")
    commit(repository, {NAME: third}, "Sửa\n\nDieu: 2\nLy-do: Lần ba")
    assert given(repository, "1-du-thao-2") == {"moi-dieu-2": ("Lần hai",)}
    assert given(repository, older="1-du-thao-2") == {"moi-dieu-2": ("Lần ba",)}
    assert given(repository) == {"moi-dieu-2": ("Lần hai", "Lần ba")}


def test_a_branch_that_was_merged_speaks_as_well(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "-b", "sua")
    commit(repository, {NAME: SECOND}, "Sửa\n\nDieu: 2\nLy-do: Ở nhánh")
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {"index.md": "# Trang\n"})
    git(repository, "merge", "--quiet", "--no-ff", "sua", "-m", "Nhập\n\nDieu: 2\nLy-do: Khi nhập")
    assert given(repository) == {"moi-dieu-2": ("Ở nhánh", "Khi nhập")}


def test_a_reason_follows_its_article_through_new_numbers(repository: Path) -> None:
    commit(repository, {NAME: SECOND}, "Sửa\n\nDieu: 2\nLy-do: Họp thưa quá")
    publish(repository, "1-du-thao-2")
    later = text(("1", ORDER[0]), ("2", ORDER[3]), ("3", f"{ORDER[1]} hằng tuần"), ("4", ORDER[2]))
    commit(repository, {NAME: later}, "Thêm\n\nDieu: 2\nLy-do: Chưa có quy định về lưu trữ")
    assert given(repository) == {
        "moi-dieu-3": ("Họp thưa quá",),
        "moi-dieu-2": ("Chưa có quy định về lưu trữ",),
    }


def test_an_article_that_was_taken_out_keeps_the_number_it_had(repository: Path) -> None:
    shorter = text(("1", ORDER[0]), ("2", ORDER[2]))
    commit(repository, {NAME: shorter}, "Bỏ\n\nDieu: 2\nLy-do: Trùng với quy định của Trung ương")
    assert given(repository) == {"cu-dieu-2": ("Trùng với quy định của Trung ương",)}


def test_the_front_matter_gives_reasons_for_what_changed_since(repository: Path) -> None:
    more = "reasons:\n  dieu-2: Họp thưa quá\n  dieu-1: Không đổi\n"
    second = SECOND.replace("visibility: public\n", f"visibility: public\n{more}")
    commit(repository, {NAME: second})
    assert given(repository) == {"moi-dieu-2": ("Họp thưa quá",)}
    publish(repository, "1-du-thao-2")
    commit(repository, {NAME: second.replace("hằng tuần", "hằng ngày")})
    assert given(repository, older="1-du-thao-1") == {"moi-dieu-2": ("Họp thưa quá",)}
    assert given(repository, older="1-du-thao-2") == {}


@pytest.mark.parametrize("trailers", ["Dieu: 2\nLy-do: Thưa", "Van-ban: b\nDieu: 2\nLy-do: Thưa"])
def test_a_reason_belongs_to_a_document_whose_file_was_renamed(
    trailers: str, repository: Path
) -> None:
    renamed = SECOND.replace("---\n", "---\nid: a\n", 1)
    commit(repository, {NAME: None, "quy-che/b.md": renamed}, f"Đổi tên\n\n{trailers}")
    assert given(repository) == {"moi-dieu-2": ("Thưa",)}


def test_a_message_that_is_not_utf_8_harms_nothing(repository: Path) -> None:
    (repository / "docs" / NAME).write_text(SECOND, encoding="utf-8")
    git(repository, "add", "--all")
    (repository / "thu").write_bytes("Sửa\n\nDieu: 2\nLy-do: ".encode() + b"\xff\xfe x\n")
    git(repository, "commit", "--quiet", "--file", "thu")
    (reason,) = given(repository)["moi-dieu-2"]
    assert reason.encode("utf-8").endswith(b" x")


@pytest.mark.parametrize(
    ("front", "rule"),
    [
        ("reasons:\n  dieu-1: A\n", None),
        ("reasons:\n  dieu-1: A\n  dieu-1: B\n", "front-twice"),
        ("reasons: Tất cả\n", "front-type"),
        ("reasons:\n  dieu-1: [a]\n", "front-type"),
        ('reasons:\n  1: "\\uD800"\n', "front-type"),
    ],
)  # fmt: skip
def test_reasons_in_the_front_matter_are_texts_by_names(front: str, rule: str | None) -> None:
    source = f"---\nkind: regulation\ntitle: A\nstatus: draft\n{front}---\n"
    values, problems = frontmatter.read(source, "a.md", metadata.SCHEMAS)
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    if rule is None:
        assert metadata.Metadata.of(values).reasons == (("dieu-1", "A"),)


def test_a_document_can_be_read_whatever_its_reasons(repository: Path) -> None:
    built = corpora.build(
        {NAME: FIRST.replace("visibility", "reasons:\n  dieu-9: A\nvisibility").encode()}
    )
    assert built.by_id["a"].metadata.reasons == (("dieu-9", "A"),)
