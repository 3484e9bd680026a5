"""Show what changed between two texts of a document, provision by provision, word by word."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, schemas
from quyche.command_lines import Command
from quyche.comparing import redlines, synopses
from quyche.comparing.comparison import Comparison, compare
from quyche.comparing.tables import table
from quyche.errors import QuycheError
from quyche.exports import comparison_sheets
from quyche.file_writes import write_all
from quyche.formats import markdown, word
from quyche.imports.documents.named import document_of
from quyche.labels import Labels
from quyche.pages import papers
from quyche.pages.papers import Paper
from quyche.texts.provisions import Document


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.add_argument(
        "old", help="a file (Markdown, Word, HTML, plain text) or EDITION:DOCUMENT, e.g. 17:id"
    )
    parser.add_argument("new", help="the same")
    command_lines.add_docs(parser, project)
    command_lines.add_formats(parser, [*_FORMATS, "docx"])
    parser.add_argument("-o", "--output", type=Path, help="where to write; docx asks for it")


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print the comparison, or write it to the file that was asked for."""
    if arguments.format == "docx" and arguments.output is None:
        raise QuycheError("--format docx: expected -o FILE")
    names = (arguments.old, arguments.new)
    old, new = (document_of(name, arguments.docs, labels) for name in names)
    compared = compare(old, new)
    if arguments.format == "docx":
        content = word.written(
            comparison_sheets.sheet_of(_paper(compared, old, new, labels), labels)
        )
        write_all({arguments.output: content})
        return command_lines.FINE
    text = _FORMATS[arguments.format](compared, old, new, labels)
    if arguments.output:
        write_all({arguments.output: text.encode()})
    else:
        print(text, end="")
    return command_lines.FINE


def _as_json(comparison: Comparison, _old: Document, _new: Document, _labels: Labels) -> str:
    return schemas.as_json("compare", comparison.as_json())


def _paper(compared: Comparison, old: Document, new: Document, labels: Labels) -> Paper:
    rows = table(synopses.synopsis(compared, old, new), (old, new), labels, {})
    return papers.plain_paper(rows, new.title, labels)


def _as_table(compared: Comparison, old: Document, new: Document, labels: Labels) -> str:
    return markdown.written(
        comparison_sheets.brief_sheet_of(_paper(compared, old, new, labels), labels)
    )


_FORMATS = {
    "text": redlines.as_text,
    "markdown": redlines.as_markdown,
    "html": redlines.as_html,
    "json": _as_json,
    "table": _as_table,
}
COMMAND = Command(__doc__, _arguments, _work)
