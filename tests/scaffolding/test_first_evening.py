"""From an empty folder to a published text: which commands that takes, and how long."""

import time
from pathlib import Path

import docx
import pytest

import products
from languages import vietnamese_in
from products import Installed
from publishing_helpers import Project
from repositories import git
from shared_folders import once

pytestmark = pytest.mark.slow

WARD = """ỦY BAN NHÂN DÂN
PHƯỜNG BẾN GỖ
Số: 05/2026/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bến Gỗ, ngày 12 tháng 3 năm 2026
QUY CHẾ
Làm việc của Ủy ban nhân dân phường Bến Gỗ
Điều 1. Phạm vi
1. Quy chế này quy định cách làm việc của Ủy ban nhân dân phường.
2. Những việc khác theo luật.
Điều 2. Họp
Ủy ban nhân dân phường họp mỗi tháng một lần. Chủ tịch chủ trì."""
NEW = "--site-url https://example.org/ --remote tu-xa.git --no-sample --yes"
DAY = "2026-03-12"
FIVE_MINUTES = 300


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(once(tmp_path_factory, "product", products.install))


def word(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def done(installed: Installed, folder: Path, commands: tuple[str, ...]) -> None:
    """Run commands as they are typed, the first one above the new repository."""
    for at, command in enumerate(commands):
        where = folder / "kho" if at else folder
        name, *arguments = (word.replace("_", " ") for word in command.split())
        if name == "git":
            git(where, *arguments)
            continue
        code, printed = installed.quyche(where, *arguments)
        assert code == 0, printed


def published(remote: Path, path: str) -> str:
    return Project(remote).git("show", f"gh-pages:{path}/index.html")


def test_a_ward_publishes_a_regulation_from_word_in_five_commands(
    installed: Installed, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "tu-xa.git")
    word(tmp_path / "quy-che.docx", WARD)
    commands = (
        f"quyche new kho --kind state --name Ủy_ban_nhân_dân_phường_Bến_Gỗ --place Bến_Gỗ {NEW}",
        "quyche convert ../quy-che.docx -o docs/quy-che/lam-viec.md",
        f"quyche edition new lam-viec --name 1 --adopted --date {DAY} --effective {DAY} --commit",
        "git push",
        "quyche publish --push",
    )
    begun = time.monotonic()
    done(installed, tmp_path, commands)
    assert time.monotonic() - begun < FIVE_MINUTES
    page = published(tmp_path / "tu-xa.git", "1/quy-che/lam-viec")
    assert page.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 1
    assert "Ủy ban nhân dân phường Bến Gỗ" in page
    assert "Số: 05/2026/QĐ-UBND" in page
    assert 'id="dieu-1-khoan-2"' in page
    assert "../1/" in published(tmp_path / "tu-xa.git", "hien-hanh")
    assert git(tmp_path / "kho", "status", "--porcelain") == ""
    assert git(tmp_path / "tu-xa.git", "rev-parse", "main") == git(
        tmp_path / "kho", "rev-parse", "main"
    )


RULES = """RULES OF PROCEDURE
of the Riverside Swimming Association
Article 1. Scope
1. These Rules govern how the Executive Committee works.
2. The Committee meets:
(a) once a month;
(b) whenever the Chairperson calls it.
Article 2. Chairperson
The Chairperson presides. What paragraph (b) of Article 1, paragraph 2 says comes first."""


def test_an_english_association_publishes_its_rules_in_five_commands(
    installed: Installed, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "tu-xa.git")
    word(tmp_path / "rules.docx", RULES)
    commands = (
        f"quyche new kho --kind association --language en --name Riverside_Swimming_Association {NEW}",
        "quyche convert ../rules.docx -o docs/quy-che/rules.md",
        f"quyche edition new rules --name 1 --date {DAY} --commit",
        "git push",
        "quyche publish --push",
    )
    begun = time.monotonic()
    done(installed, tmp_path, commands)
    assert time.monotonic() - begun < FIVE_MINUTES
    page = published(tmp_path / "tu-xa.git", "1-du-thao-1/quy-che/rules")
    assert '<html lang="en"' in page
    assert 'id="article-1-paragraph-2-point-b"' in page
    assert "Riverside Swimming Association" in page
    assert "12 March 2026" in page
    assert vietnamese_in(page) == []
    assert "../1-du-thao-1/" in published(tmp_path / "tu-xa.git", "du-thao")
