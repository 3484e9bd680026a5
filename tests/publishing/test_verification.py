"""A published site is held to Git: whatever is changed on it, or missing from it, is told."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

import commands
import organisation as sample
from organisation import EDITIONS, REGULATION
from publishing_helpers import Project
from quyche.editions.archives import Archive
from quyche.labels import Labels
from quyche.publishing.verification import verify
from quyche.texts.digests import page_text, source_text
from repositories import commit, create, ledger, regulation
from sites import Site, publish, settings

LABELS = Labels.load("vi")
PAGE = "2/quy-che/quy-che-hoat-dong/index.html"


@dataclass(frozen=True)
class Copy:
    """A copy of the site of the sample organisation, to be damaged."""

    folder: Path
    docs: Path
    archive: Archive

    def problems(self) -> list[str]:
        found = verify(self.folder, self.archive, self.docs)
        return [LABELS.line(problem) for edition in found for problem in edition.problems]


@pytest.fixture(name="docs")
def _docs(organisation: Project) -> Path:
    return organisation.folder / "docs"


@pytest.fixture(name="copy")
def _copy(site: Site, docs: Path, tmp_path: Path) -> Copy:
    folder = shutil.copytree(site.folder, tmp_path / "site")
    return Copy(Path(folder), docs, Archive.open(docs))


def test_every_page_of_every_edition_shows_what_git_holds(site: Site, docs: Path) -> None:
    found = list(verify(site.folder, Archive.open(docs), docs))
    assert [edition.name for edition in found] == [*EDITIONS, "dang-soan"]
    assert [edition.documents for edition in found] == [1, 3, 3, 3, 3, 3]
    assert [problem for edition in found for problem in edition.problems] == []


def edit(folder: Path, name: str, change: Callable[[str], str]) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def in_article(text: str, old: str, new: str) -> str:
    """The page with the first place in its article changed."""
    head, mark, article = text.partition("<article")
    return head + mark + article.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Phạm vi điều chỉnh", "Phạm vi điều chính"),  # one mark of one letter
        (">Điều 7.<", ">Điều 8.<"),
        (">đ)<", ">e)<"),
        ("</h3>", "<span hidden>không</span></h3>"),
        ("</h3>", "</h3><p>Thêm.</p>"),
    ],
)  # fmt: skip
def test_a_changed_character_is_told_with_both_readings(copy: Copy, old: str, new: str) -> None:
    edit(copy.folder, PAGE, lambda text: in_article(text, old, new))
    told = [line for line in copy.problems() if line.startswith(PAGE)]
    assert len(told) == 1
    assert "chữ trên trang khác quy-che/quy-che-hoat-dong.md" in told[0]


def test_what_the_site_says_of_a_document_is_no_part_of_its_text(copy: Copy) -> None:
    edit(copy.folder, PAGE, lambda text: text.replace("Có hiệu lực từ ngày", "Hiệu lực từ"))
    (told,) = (line for line in copy.problems() if line.startswith("2/"))
    assert told.startswith(f"{PAGE}: tệp đã bị thay đổi sau khi công bố")


def test_a_page_that_is_missing_is_told(copy: Copy) -> None:
    (copy.folder / PAGE).unlink()
    assert any(line.startswith(f"{PAGE}: không có trang của") for line in copy.problems())


def test_a_page_without_a_source_is_told(copy: Copy) -> None:
    shutil.copytree((copy.folder / PAGE).parent, copy.folder / "1/quy-che/quy-che-gia")
    assert copy.problems()[0].startswith("1/quy-che/quy-che-gia/index.html: trang hiện một")


def test_an_edition_that_is_missing_is_told(copy: Copy) -> None:
    edit(copy.folder, "versions.json", lambda text: without(text, "2-du-thao-2"))
    (told,) = copy.problems()
    assert told.startswith('2-du-thao-2: trang web không có phiên bản "2-du-thao-2"')


def test_an_edition_that_nobody_entered_is_told(copy: Copy) -> None:
    edit(copy.folder, "versions.json", lambda text: text.replace('"dang-soan"', '"18"'))
    assert any('phiên bản "18" không có trong sổ' in line for line in copy.problems())


def without(versions: str, name: str) -> str:
    return json.dumps([row for row in json.loads(versions) if row["version"] != name])


def test_a_page_under_an_alias_that_differs_is_told(copy: Copy) -> None:
    edit(
        copy.folder, "hien-hanh/index.html", lambda text: text.replace("</body>", "<p>x</p></body>")
    )
    (told,) = copy.problems()
    assert told.startswith("hien-hanh/index.html: trang khác với trang cùng địa chỉ")


def test_a_changed_record_is_told(copy: Copy) -> None:
    edit(copy.folder, "2/edition.json", lambda text: text.replace('"text":"', '"text":"0', 1))
    assert any("dấu vân của" in line for line in copy.problems())


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    return commands.run("verify.py", str(folder), *options, folder=folder)


def test_the_command_says_what_it_proved(site: Site, docs: Path) -> None:
    code, printed, _ = run(site.folder, "--docs", str(docs))
    assert code == 0
    assert "2: 3 văn bản đúng với Git (" in printed


def test_the_command_fails_where_a_page_does_not_match_and_says_which(copy: Copy) -> None:
    edit(copy.folder, PAGE, lambda text: in_article(text, "Phạm vi", "Phạm trù"))
    code, printed, _ = run(copy.folder, "--docs", str(copy.docs), "--json")
    assert code == 1
    rows = {row["name"]: row["problems"] for row in json.loads(printed)}
    assert rows["2"][0]["path"] == PAGE
    assert rows["1"] == []


def test_a_folder_that_is_no_site_is_wrong_use(tmp_path: Path) -> None:
    code, _, complaint = run(tmp_path)
    assert code == 2
    assert complaint.endswith("build/site\n")


def test_the_text_of_a_page_is_read_without_what_surrounds_it(site: Site) -> None:
    shown = page_text((site.folder / PAGE).read_bytes())
    text = sample.documents("2").by_path[REGULATION]
    assert shown == source_text(text.document, text.metadata.title)
    assert shown is not None
    assert shown.startswith("QuychếhoạtđộngcủaBanĐiềuhànhHộiThảdiềuĐồiGió")
    assert "Vănbảnvídụ" not in shown
    assert shown.endswith("(Mẫuđểkiểmthử,khôngcóchữký)")
    assert len(shown) > 4_500


def test_a_page_without_a_document_has_no_text() -> None:
    assert page_text(html.tostring(html.fromstring("<p>Chữ</p>"))) is None


def test_work_that_is_not_committed_is_held_to_the_folder(tmp_path: Path) -> None:
    project = create(tmp_path / "project")
    commit(
        project,
        {"index.md": "# Trang\n", "quy-che/a.md": regulation("Một."), "editions.yml": ledger("1")},
    )
    (project / "docs" / "quy-che" / "a.md").write_text(regulation("Hai."), encoding="utf-8")
    docs = project / "docs"
    (project / "mkdocs.yml").write_text(settings(), encoding="utf-8")
    publish(tmp_path / "site", "--docs", docs, "--config", project / "mkdocs.yml")
    archive = Archive.open(docs)
    assert [edition.commit[:1] for edition in verify(tmp_path / "site", archive, docs)][1:] == [""]
    assert not [
        problem
        for edition in verify(tmp_path / "site", archive, docs)
        for problem in edition.problems
    ]
    (docs / "quy-che" / "a.md").write_text(regulation("Ba."), encoding="utf-8")
    *_, work = verify(tmp_path / "site", archive, docs)
    assert [problem.rule for problem in work.problems] == ["verify-text", "verify-record"]
