"""A site whose texts go at their own paces: two rounds at once, and a correction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publishing_helpers import BASE, Project, adopted, entry

A, B = "quy-che/a.md", "quy-che/b.md"
SEVENTH_A = "\n### Điều 7a. Giao ban của Ban A\n\n1. Ban A giao ban mỗi sáng.\n"
FIRST = "\n### Điều 2. Giấy mời của Ban A\n\n1. Ban A gửi giấy mời trước ba ngày.\n"
WRONG, RIGHT = "hằng tháng", "mỗi tháng một lần"


def in_force(name: str, text: str) -> str:
    """A regulation of two articles that is in force."""
    return adopted(name, text) + FIRST


def drafted(name: str, text: str, number: int, more: str = "") -> str:
    """The same as a draft."""
    state = f"status: draft\ndraft: {number}\nsubmitted: 2023-06-20"
    lines = ("status: adopted", "number: 01-QC/TU", "adopted: 2021-03-15", "effective: 2021-03-15")
    source = in_force(name, text).replace("\n".join(lines), state)
    return source + more


@dataclass
class _Ledger:
    """The ledger as it grows, with the ids of the texts that each entry moves."""

    project: Project
    source: str = ""

    def enter(self, name: str, date: str, files: dict[str, str], **more: str) -> None:
        """Commit an edition that moves these files."""
        self.project.write(files)
        texts = {Path(path).stem: self.project.git("hash-object", f"docs/{path}") for path in files}
        named = "".join(f'    {document}: "{text}"\n' for document, text in texts.items())
        self.source += entry(name, date, **more) + f"  documents:\n{named}"
        self.project.commit({"editions.yml": self.source}, name)


def create(folder: Path) -> Project:
    """A repository in which two texts are adopted, amended in rounds of their own, one corrected.

    While the draft of `a` is open, `b` is amended and adopted, and what is in force of `a` is
    corrected; then the draft of `a` goes on.
    """
    project = Project.create(folder, [BASE], address="http://127.0.0.1:8000/")
    ledger = _Ledger(project)
    ledger.enter("17", "2021-03-15", {A: in_force("A", WRONG), B: in_force("B", "hằng quý")})
    ledger.enter("17.1-du-thao-1", "2023-06-20", {A: drafted("A", "hằng tuần", 1, SEVENTH_A)})
    ledger.enter("17.2-du-thao-1", "2023-06-21", {B: drafted("B", "hằng năm", 1)})
    ledger.enter("17.2", "2023-07-01", {B: in_force("B", "hằng năm")})
    note = "note"
    ledger.enter(
        "17-dinh-chinh-1",
        "2023-07-02",
        {A: in_force("A", RIGHT)},
        corrects='"17"',
        **{note: "“hằng tháng” là “mỗi tháng một lần”."},
    )
    again = drafted("A", "hằng tuần, vào thứ Hai", 2, SEVENTH_A)
    ledger.enter("17.1-du-thao-2", "2023-07-10", {A: again})
    return project
