"""What comes in, against what the files of remarks hold, and how these are to read then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quyche import file_writes
from quyche.corpus import corpora
from quyche.editions import archives, ledgers
from quyche.errors import QuycheError
from quyche.imports.remarks import issues, slips, tables
from quyche.imports.remarks.intake import Context, Intake
from quyche.language import structures
from quyche.language.vietnamese import VN
from quyche.remarks import edits, remark_files
from quyche.remarks.edits import UneditableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.imports.remarks.found import FoundRemark
    from quyche.labels import Labels
    from quyche.problems import Problem


def read(
    path: Path, structure: str = VN.name
) -> tuple[tuple[FoundRemark, ...], tuple[Problem, ...]]:
    """The remarks of a table, of issues or of slips, and what is unclear there.

    `structure` is how the places are cited that they speak of.

    Raises QuycheError for a file that is missing or holds neither.
    """
    if path.suffix.lower() == ".json":
        return issues.read(path, structures.named(structure)), ()
    if slips.is_one(path):
        return slips.read(path, structures.named(structure)), ()
    return tables.read(path, structures.named(structure))


def context_in(docs: Path, labels: Labels, document: str = "", edition: str = "") -> Context:
    """What the remarks speak of, in a folder of documents.

    Raises QuycheError where a file of remarks there cannot be read: what it holds would come in
    once more.
    """
    documents = corpora.read_folder(docs, grammar=archives.grammar_for(docs))
    ledger, _ = ledgers.read_file(docs / ledgers.FILE)
    known = remark_files.read_folder(docs)
    if known.problems:
        raise QuycheError("\n".join(map(labels.line, known.problems)))
    return Context(
        corpus=documents,
        editions=tuple(one.name for one in ledger.editions),
        text_of=archives.past_of(docs, documents, ledger).text,
        known=known,
        document=document,
        edition=edition,
        unnamed=labels("remark.import.unnamed"),
        moves=lambda edition, document: ledger[edition].moves(document),
    )


def contents_of(intake: Intake, docs: Path, labels: Labels) -> dict[Path, str]:
    """Every file that changes, as it is to be.

    Raises QuycheError for one to which nothing can be added with all it holds kept as it stands.
    """
    changed = dict.fromkeys([*intake.answers, *(one.document for one in intake.new)])
    contents = {}
    for document in changed:
        path = remark_files.path_of(document)
        source = _source(docs / path)
        new = [one for one in intake.new if one.document == document]
        try:
            completed = edits.completed(source, intake.answers.get(document, {}), path)
            contents[docs / path] = edits.appended(completed, new, path)
        except UneditableError as fault:
            place = {"path": docs / fault.path, "line": fault.line}
            raise QuycheError(labels("remark.import.uneditable", **place)) from fault
    return contents


def _source(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def write(contents: Mapping[Path, str], labels: Labels) -> None:
    """Write all of these files, or raise QuycheError with every one as it was."""
    try:
        for path in contents:
            path.parent.mkdir(exist_ok=True)
        file_writes.write_all({path: text.encode() for path, text in contents.items()})
    except OSError as fault:
        raise QuycheError(
            labels("remark.import.unwritable", reason=labels.reason(fault))
        ) from fault
