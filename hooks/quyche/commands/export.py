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
from quyche.offline.edition_files import EditionFile
from quyche.settings import STRUCTURES, Settings
from quyche.site import builds, own_scripts

_WHOLE = "html"
"""The format of all documents of an edition in one file."""


def _arguments(parser: Parser, project: Path) -> None:
    parser.set_defaults(project=project)
    parser.add_argument("document", nargs="?", default="")
    parser.add_argument("--edition", default="")
    parser.add_argument("--format", choices=[*document_files.WRITERS, _WHOLE], required=True)
    parser.add_argument("-o", "--output", type=Path)
    command_lines.add_structure(parser, STRUCTURES)
    parser.add_argument("--docs", type=Path)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the document to the file that was asked for, or print it."""
    name, output = arguments.format, arguments.output
    if output is None and name in {*document_files.BINARY, _WHOLE}:
        raise QuycheError("export.no_output", format=name)
    if bool(arguments.document) == (name == _WHOLE):
        told = {"format": name, "document": arguments.document}
        raise QuycheError("export.one_document" if name == _WHOLE else "export.whole", **told)
    if name == _WHOLE:
        write_all({output: _whole_edition(_folder(arguments), arguments.edition, labels)})
        return command_lines.FINE
    named = NamedTexts(_folder(arguments), labels, arguments.structure)
    content = _content(named, arguments, name)
    if output:
        write_all({output: content})
    else:
        print(content.decode(), end="")
    return command_lines.FINE


def _whole_edition(docs: Path, edition: str, labels: Labels) -> bytes:
    """All documents of an edition, or of the work, as one page; what is internal as on the site."""
    config = projects.config_of(docs)
    settings = Settings.of_file(config)
    address = builds.address(config) if config.is_file() else ""
    named = NamedTexts(docs, labels, internal=settings.internal)
    reading, standing = named.whole(edition, address)
    return EditionFile(reading, standing, own_scripts.edition_script(reading.labels)).html()


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
    place = Path(arguments.document)
    of_file = corpora.folder_of(place) if place.suffix else None  # else an id, or a page's address
    folder: Path = arguments.docs or of_file or projects.docs_of(arguments.project)
    corpora.refuse_missing(folder)
    return folder


COMMAND = Command("export", _arguments, _work)
