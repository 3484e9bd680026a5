"""Write a document of any edition, or a table about documents, as a file that others can use."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, projects
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.exports import document_files, named_sheets
from quyche.exports.named_texts import NamedTexts
from quyche.file_writes import write_all
from quyche.labels import Labels
from quyche.settings import STRUCTURES


def _arguments(parser: Parser, project: Path) -> None:
    parser.set_defaults(project=project)
    parser.add_argument("document")
    parser.add_argument("--edition", default="")
    parser.add_argument("--format", choices=list(document_files.WRITERS), required=True)
    parser.add_argument("-o", "--output", type=Path)
    command_lines.add_structure(parser, STRUCTURES)
    parser.add_argument("--docs", type=Path)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the document to the file that was asked for, or print it."""
    name, output = arguments.format, arguments.output
    if output is None and name in document_files.BINARY:
        raise QuycheError("export.no_output", format=name)
    named = NamedTexts(_folder(arguments), labels, arguments.structure)
    content = _content(named, arguments, name)
    if output:
        write_all({output: content})
    else:
        print(content.decode(), end="")
    return command_lines.FINE


def _content(named: NamedTexts, arguments: argparse.Namespace, name: str) -> bytes:
    sheet = named_sheets.sheet_named(named, arguments.document, arguments.edition)
    if sheet is None:
        return document_files.written(named.of(arguments.document, arguments.edition), name)
    if name not in named_sheets.WRITERS:
        known = ", ".join(named_sheets.WRITERS)
        raise QuycheError("export.no_sheet", name=arguments.document, format=name, known=known)
    return named_sheets.WRITERS[name](sheet)


def _folder(arguments: argparse.Namespace) -> Path:
    """The folder that was named, that of the file, or the one of the project."""
    of_file = corpora.folder_of(Path(arguments.document))
    folder: Path = arguments.docs or of_file or projects.docs_of(arguments.project)
    corpora.refuse_missing(folder)
    return folder


COMMAND = Command("export", _arguments, _work)
