"""Take remarks on a draft from a table (Word, spreadsheet, list) or from issues into docs/gop-y."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quyche import file_writes
from quyche.corpus import corpora
from quyche.editions import archives, ledgers
from quyche.errors import QuycheError
from quyche.imports import findings
from quyche.imports.messages import labels
from quyche.imports.remarks import issues, tables
from quyche.imports.remarks.found import Found
from quyche.imports.remarks.intake import Context, Intake, taken_in
from quyche.problems import Problem
from quyche.remarks import edits, remark_files
from quyche.remarks.edits import UneditableError

DOCS = Path(__file__).parent.parent / "docs"
_EXAMPLES = """examples:
  %(prog)s gop-y.docx --document quy-che-lam-viec --edition 17.1-du-thao-1
  %(prog)s issues.json --dry-run
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Write what is new; return 1 where something must be mended by hand, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    try:
        found, unread = _read(arguments.input)
        intake = taken_in(found, _context(arguments), str(arguments.input))
        intake = replace(intake, problems=(*unread, *intake.problems))
        contents = _written(intake, arguments.docs)
        if not arguments.dry_run:
            _write(contents)
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    shown = _as_json if arguments.json else _as_text
    print(shown(intake, len(found), tuple(contents), is_trial=arguments.dry_run), end="")
    return 1 if findings.has_losses(intake.problems) else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path, help="a .docx, .xlsx, .ods, .csv or .json file")
    parser.add_argument("--document", default="", help="the id of the document, where not said")
    parser.add_argument("--edition", default="", help="the edition (the newest that has it)")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder of documents (docs)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be written")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser


def _read(path: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    if not path.is_file():
        raise QuycheError(labels()("remark.import.no_file", path=path))
    return (issues.read(path), ()) if path.suffix.lower() == ".json" else tables.read(path)


def _context(arguments: argparse.Namespace) -> Context:
    documents = corpora.read_folder(arguments.docs)
    ledger, _ = ledgers.read_file(arguments.docs / ledgers.FILE)
    known = remark_files.read_folder(arguments.docs)
    if known.problems:  # what is not read now would be taken in once more
        raise QuycheError("\n".join(map(labels().line, known.problems)))
    return Context(
        corpus=documents,
        editions=tuple(edition.name for edition in ledger.editions),
        text_of=archives.past_of(arguments.docs, documents, ledger).text,
        known=known,
        document=arguments.document,
        edition=arguments.edition,
        unnamed=labels()("remark.import.unnamed"),
    )


def _written(intake: Intake, docs: Path) -> dict[Path, str]:
    """Every file that changes, as it is to be."""
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
            told = {"path": docs / fault.path, "line": fault.line}
            raise QuycheError(labels()("remark.import.uneditable", **told)) from fault
    return contents


def _source(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _write(contents: dict[Path, str]) -> None:
    try:
        for path in contents:
            path.parent.mkdir(exist_ok=True)
        file_writes.write_all({path: text.encode() for path, text in contents.items()})
    except OSError as fault:
        message = labels()("remark.import.unwritable", reason=fault)
        raise QuycheError(message) from fault


def _counts(intake: Intake, found: int) -> dict[str, int]:
    return {
        "found": found,
        "new": len(intake.new),
        "answered": sum(map(len, intake.answers.values())),
        "known": intake.known,
        "left_out": found - len(intake.new) - intake.known,
    }


def _as_text(intake: Intake, found: int, paths: Sequence[Path], *, is_trial: bool) -> str:
    lines = [labels().line(problem) for problem in intake.problems]
    lines.append(labels()("remark.import.done", **_counts(intake, found)))
    rule = "remark.import.would" if is_trial else "remark.import.written"
    lines += [labels()(rule, path=_shown(path)) for path in paths]
    return "".join(f"{line}\n" for line in lines)


def _shown(path: Path) -> str:
    resolved = path.resolve()
    near = resolved.is_relative_to(Path.cwd())
    return str(resolved.relative_to(Path.cwd()) if near else path)


def _as_json(intake: Intake, found: int, paths: Sequence[Path], *, is_trial: bool) -> str:
    problems = list(map(labels().row, intake.problems))
    files = [_shown(path) for path in paths]
    counts = _counts(intake, found)
    report = {"counts": counts, "files": files, "problems": problems, "trial": is_trial}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
