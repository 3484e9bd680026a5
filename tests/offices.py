"""An office of two documents and somebody who works in it with the command of editions."""

import datetime
import importlib.util
import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from quyche.corpus.corpora import SCHEMAS
from quyche.editions import ledgers
from quyche.editions.ledgers import Edition
from quyche.texts import frontmatter
from repositories import create, git

ROOT = Path(__file__).parents[1]

REGULATION = """---
kind: regulation
title: Quy chế làm việc
term: {term}
{state}
drafter: ban-to-chuc
{meeting}aliases:
  - Quy chế   # tên ngắn
visibility: "public"
---

# Quy chế làm việc

### Điều 1. Phạm vi

{text}
"""
PROGRAMME = REGULATION.replace("regulation", "programme").replace("Quy chế", "Chương trình").replace(
    "### Điều 1. Phạm vi\n", "### Nhiệm vụ 1. Ban hành quy chế\n"
)  # fmt: skip
MEETING = (
    "---\nkind: meeting\ntitle: Hội nghị\nbody: ban-to-chuc\ndate: {}\n---\n\n# Hội nghị\n\nChữ.\n"
)
LEDGER = """# The ledger.

- name: "16"
  title: "Khóa XVI"
  kind: adopted
  date: 2015-12-15
"""
FIRST_DRAFT = """
- name: "17-du-thao-1"
  title: "Khóa XVII · Dự thảo lần 1"
  kind: draft
  date: 2021-01-18
  meeting: hop-1
  note: "Dự thảo."
"""
ADOPTION = """
- name: "17"
  title: "Khóa XVII"
  kind: adopted
  date: 2021-03-15
  meeting: hop-3
"""
XVI, XVII, XVIII = "XVI (2015-2020)", "XVII (2020-2025)", "XVIII (2025-2030)"
DRAFT = "status: draft\ndraft: 1\nsubmitted: 2021-01-18"
ADOPTED = "status: adopted\nnumber: {}\nadopted: {}\neffective: {}"
QUY_CHE, CHUONG_TRINH = "quy-che/quy-che.md", "chuong-trinh/chuong-trinh.md"
NUMBERS = ("--number", "quy-che=00-QC/TU", "chuong-trinh=00-CTr/TU")


def main() -> Callable[[Sequence[str]], int]:
    """The command's entry, loaded the way Python runs a script."""
    spec = importlib.util.spec_from_file_location("edition", ROOT / "scripts" / "edition.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    entry: Callable[[Sequence[str]], int] = module.main
    return entry


MAIN = main()


@dataclass
class Office:
    """A repository of documents and somebody who works in it."""

    top: Path

    @property
    def docs(self) -> Path:
        return self.top / "docs"

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, and what was printed on both channels."""
        step, *rest = arguments
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = MAIN([step, "--docs", str(self.docs), *rest])
        return code, out.getvalue(), err.getvalue()

    def does(self, *arguments: str) -> str:
        code, printed, complaint = self.run(*arguments)
        assert (code, complaint) == (0, ""), complaint
        return printed

    def is_refused(self, *arguments: str) -> str:
        """What is said of a step that may not be, having written nothing."""
        before = self.files()
        code, printed, complaint = self.run(*arguments)
        assert (code, printed) == (1, "")
        assert self.files() == before
        assert "{" not in complaint
        return complaint

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.docs).as_posix(): path.read_bytes()
            for path in sorted(self.docs.rglob("*"))
            if path.is_file()
        }

    def texts(self, *names: str) -> tuple[tuple[str, str], ...]:
        """The ids of documents with the Git object ids of their files."""
        return tuple(
            (Path(name).stem, git(self.top, "hash-object", f"docs/{name}")) for name in names
        )

    def write(self, name: str, text: str) -> None:
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def read(self, name: str) -> str:
        return (self.docs / name).read_bytes().decode("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def reword(self, *names: str) -> None:
        """Change the text of documents, so that there is something to publish."""
        for name in names or (QUY_CHE, CHUONG_TRINH):
            self.write(name, self.read(name) + "\nThêm một câu.\n")

    def front(self, name: str) -> dict[str, object]:
        """What a front matter says of the document's life."""
        front, _, _ = frontmatter.split(self.read(name))
        values, problems = frontmatter.read(front, name, SCHEMAS)
        assert problems == ()
        wanted = {"term", "status", "draft", "submitted", "number", "adopted", "effective"}
        wanted |= {"expires", "meeting"}
        return {
            key: value.isoformat() if isinstance(value, datetime.date) else value
            for key, value in values.values.items()
            if key in wanted
        }

    def runs(self, command: str) -> None:
        """Run what the command told to run, as somebody would who reads it."""
        subprocess.run(["sh", "-c", command], cwd=self.top, check=True)

    def begin_anew(self) -> None:
        """Make it a repository without any history."""
        shutil.rmtree(self.top / ".git")
        create(self.top)
        self.commit()

    def commit(self) -> None:
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--message", "Edition")

    def newest(self) -> Edition:
        ledger, problems = ledgers.read_file(self.docs / ledgers.FILE)
        assert problems == ()
        assert ledger.newest
        return ledger.newest


@cache
def repositories(top: Path) -> Path:
    """Two repositories: `drafted`, with a first draft of term 17, and `adopted`, with term 17."""
    office = Office(top / "drafted")
    create(office.top)
    office.write("co-quan/ban-to-chuc.md", "---\nkind: body\nname: Ban Tổ chức\n---\n")
    for number, date in (("1", "2021-01-18"), ("2", "2021-02-10"), ("3", "2021-03-15")):
        office.write(f"hoi-nghi/hop-{number}.md", MEETING.format(date))
    office.write("editions.yml", LEDGER)
    old = ADOPTED.format("00-QC/TU", "2015-12-15", "2015-12-15")
    office.write(QUY_CHE, REGULATION.format(term=XVI, state=old, meeting="", text="Cũ."))
    office.commit()
    office.write("editions.yml", LEDGER + FIRST_DRAFT)
    drafted = {"term": XVII, "state": DRAFT, "meeting": "meeting: hop-1\n", "text": "Mới."}
    office.write(QUY_CHE, REGULATION.format(**drafted))
    office.write(CHUONG_TRINH, PROGRAMME.format(**drafted))
    office.commit()
    shutil.copytree(office.top, top / "adopted")
    office = Office(top / "adopted")
    office.write("editions.yml", LEDGER + FIRST_DRAFT + ADOPTION)
    for name, text, number in (
        (QUY_CHE, REGULATION, "00-QC/TU"),
        (CHUONG_TRINH, PROGRAMME, "00-CTr/TU"),
    ):
        state = ADOPTED.format(number, "2021-03-15", "2021-03-15") + "\nexpires: 2025-12-31"
        office.write(
            name, text.format(**{**drafted, "state": state, "meeting": "meeting: hop-3\n"})
        )
    office.commit()
    return top


def copied(name: str, folder: Path, factory: pytest.TempPathFactory) -> Office:
    """A copy of one of the repositories, which are made once for all tests."""
    shutil.copytree(repositories(factory.getbasetemp() / "offices") / name, folder / "office")
    return Office(folder / "office")
