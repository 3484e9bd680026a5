"""Take remarks on a draft from a table (Word, spreadsheet, list) or from issues into docs/gop-y."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from quyche import command_lines, terminals
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.editions import archives
from quyche.imports import findings
from quyche.imports.confinement import confined
from quyche.imports.remarks import writing
from quyche.imports.remarks.intake import intake_of
from quyche.imports.remarks.reports import Report
from quyche.labels import Labels
from quyche.terminals import WorkStage


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("input", type=Path)
    parser.add_argument("--document", default="")
    parser.add_argument("--edition", default="")
    command_lines.add_docs(parser, project)
    parser.add_argument("--dry-run", action="store_true")
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write what is new and say what must be mended by hand."""
    structure = archives.grammar_for(arguments.docs).name
    with terminals.progress(labels, is_told=not arguments.json) as told:
        reading = labels("working.reading", path=arguments.input)
        told(WorkStage(1, 2, reading, is_like_others=False))
        remarks, unread = confined(arguments.input, writing.read, arguments.input, structure)
        told(WorkStage(2, 2, labels("working.placing"), is_like_others=False))
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


COMMAND = Command("import_comments", _arguments, _work)
