"""Take remarks on a draft from a table (Word, spreadsheet, list) or from issues into docs/gop-y."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quyche import command_lines
from quyche.command_lines import Command
from quyche.imports import findings
from quyche.imports.remarks import writing
from quyche.imports.remarks.intake import Intake, taken_in
from quyche.labels import Labels

_EXAMPLES = """examples:
  %(prog)s gop-y.docx --document quy-che-lam-viec --edition 17.1-du-thao-1
  %(prog)s issues.json --dry-run
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", type=Path, help="a .docx, .xlsx, .ods, .csv or .json file")
    parser.add_argument("--document", default="", help="the id of the document, where not said")
    parser.add_argument("--edition", default="", help="the edition (the newest that has it)")
    command_lines.add_docs(parser, __file__)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be written")
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write what is new and say what must be mended by hand."""
    remarks, unread = writing.read(arguments.input, labels)
    known = writing.context_in(arguments.docs, labels, arguments.document, arguments.edition)
    intake = taken_in(remarks, known, str(arguments.input))
    intake = replace(intake, problems=(*unread, *intake.problems))
    contents = writing.contents_of(intake, arguments.docs, labels)
    if not arguments.dry_run:
        writing.write(contents, labels)
    report = _Report(intake, len(remarks), tuple(contents), is_trial=arguments.dry_run)
    print(report.as_json(labels) if arguments.json else report.as_text(labels), end="")
    lost = findings.has_losses(intake.problems)
    return command_lines.PROBLEMS if lost else command_lines.FINE


@dataclass(frozen=True)
class _Report:
    """What came of it."""

    intake: Intake
    remarks: int
    """How many the source has."""
    paths: tuple[Path, ...]
    is_trial: bool

    @property
    def counts(self) -> dict[str, int]:
        new, known = len(self.intake.new), self.intake.known
        return {
            "found": self.remarks,
            "new": new,
            "answered": sum(map(len, self.intake.answers.values())),
            "known": known,
            "left_out": self.remarks - new - known,
        }

    def as_text(self, labels: Labels) -> str:
        lines = [labels.line(problem) for problem in self.intake.problems]
        lines.append(labels("comment.import.done", **self.counts))
        rule = "comment.import.would" if self.is_trial else "comment.import.written"
        lines += [labels(rule, path=_shown(path)) for path in self.paths]
        return "".join(f"{line}\n" for line in lines)

    def as_json(self, labels: Labels) -> str:
        report = {
            "counts": self.counts,
            "files": [_shown(path) for path in self.paths],
            "problems": list(map(labels.row, self.intake.problems)),
            "trial": self.is_trial,
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _shown(path: Path) -> str:
    resolved = path.resolve()
    near = resolved.is_relative_to(Path.cwd())
    return str(resolved.relative_to(Path.cwd()) if near else path)


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)


def main(argv: Sequence[str] | None = None) -> int:
    """Take remarks in; 1 where something must be mended by hand."""
    return COMMAND.run(argv)


if __name__ == "__main__":
    sys.exit(main())
