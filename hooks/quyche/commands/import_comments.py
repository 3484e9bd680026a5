"""Take remarks on a draft from a table (Word, spreadsheet, list) or from issues into docs/gop-y."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from quyche import command_lines
from quyche.command_lines import Command
from quyche.editions import archives
from quyche.imports import findings
from quyche.imports.confinement import confined
from quyche.imports.remarks import writing
from quyche.imports.remarks.intake import intake_of
from quyche.imports.remarks.reports import Report
from quyche.labels import Labels

_EXAMPLES = """examples:
  %(prog)s gop-y.docx --document quy-che-lam-viec --edition 17.1-du-thao-1
  %(prog)s issues.json --dry-run
"""


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.add_argument("input", type=Path, help="a .docx, .xlsx, .ods, .csv or .json file")
    parser.add_argument("--document", default="", help="the id of the document, where not said")
    parser.add_argument("--edition", default="", help="the edition (the newest that has it)")
    command_lines.add_docs(parser, project)
    parser.add_argument("--dry-run", action="store_true", help="only say what would be written")
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write what is new and say what must be mended by hand."""
    structure = archives.grammar_for(arguments.docs).name
    remarks, unread = confined(arguments.input, writing.read, arguments.input, structure)
    known = writing.context_in(arguments.docs, labels, arguments.document, arguments.edition)
    intake = intake_of(remarks, known, str(arguments.input))
    intake = replace(intake, problems=(*unread, *intake.problems))
    contents = writing.contents_of(intake, arguments.docs, labels)
    if not arguments.dry_run:
        writing.write(contents, labels)
    report = Report(intake, len(remarks), tuple(contents), is_trial=arguments.dry_run)
    print(report.as_json(labels) if arguments.json else report.as_text(labels), end="")
    lost = findings.has_losses(intake.problems)
    return command_lines.PROBLEMS if lost else command_lines.FINE


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)
