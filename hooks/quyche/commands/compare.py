"""Show what changed between two texts of a document, provision by provision, word by word."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from quyche import command_lines, schemas
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.comparing import redlines, synopses
from quyche.comparing.comparison import Comparison, compare
from quyche.comparing.kinship import are_two_documents
from quyche.comparing.tables import concordance_rows, table
from quyche.errors import QuycheError
from quyche.exports import comparison_sheets
from quyche.file_writes import write_all
from quyche.formats import markdown, spreadsheets, word
from quyche.imports.documents.named import document_of
from quyche.labels import Labels
from quyche.pages import papers
from quyche.pages.papers import Paper
from quyche.settings import STRUCTURES
from quyche.texts.provisions import Document


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("old")
    parser.add_argument("new")
    command_lines.add_docs(parser, project)
    command_lines.add_structure(parser, STRUCTURES)
    command_lines.add_formats(parser, [*_FORMATS, "docx", "redline"])
    parser.add_argument("-o", "--output", type=Path)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print the comparison, or write it to the file that was asked for."""
    output: Path | None = arguments.output
    name = arguments.format
    if output is None and name in {"docx", "redline"}:
        raise QuycheError("compare.no_output", format=name)
    ending = output.suffix.lower() if output else ""
    if output and name == "redline":
        write_all({output: _redline(arguments, labels, ending)})
        return command_lines.FINE
    told = (arguments.docs, labels, arguments.structure)
    old, new = (document_of(one, *told) for one in (arguments.old, arguments.new))
    compared = compare(old, new)
    _tell_two(compared, old, new, labels)
    write = _as_word if name == "docx" else _TABLES.get(ending) if name == "table" else None
    if output and write:
        write_all({output: write(_paper(compared, old, new, labels), labels)})
        return command_lines.FINE
    text = _FORMATS[name](compared, old, new, labels)
    if output:
        write_all({output: text.encode()})
    else:
        print(text, end="")
    return command_lines.FINE


def _redline(arguments: argparse.Namespace, labels: Labels, ending: str) -> bytes:
    # What reads a repository and sets pages takes as long to load as a comparison takes.
    from quyche.exports import redlines as papers_of_both  # noqa: PLC0415  # as above
    from quyche.exports.named_texts import NamedTexts  # noqa: PLC0415  # as above

    if ending not in papers_of_both.WRITERS:
        known = ", ".join(papers_of_both.WRITERS)
        raise QuycheError("compare.ending", path=arguments.output, known=known)
    named = NamedTexts(arguments.docs, labels, arguments.structure, converts=True)
    texts = (named.of(arguments.old), named.of(arguments.new))
    old, new = (text.document for text in texts)
    _tell_two(compare(old, new), old, new, labels)
    return papers_of_both.WRITERS[ending](papers_of_both.redline_of(*texts))


def _as_word(paper: Paper, labels: Labels) -> bytes:
    return word.written(comparison_sheets.sheet_of(paper, labels))


def _as_pdf(paper: Paper, labels: Labels) -> bytes:
    from quyche.formats import pdf_sheets  # noqa: PLC0415  # as above

    return pdf_sheets.written(comparison_sheets.sheet_of(paper, labels))


def _as_csv(paper: Paper, labels: Labels) -> bytes:
    """The numbers of both texts beside each other, as a site has them beside a table."""
    return spreadsheets.as_csv(concordance_rows(paper.table.concordance, labels))


def _tell_two(compared: Comparison, old: Document, new: Document, labels: Labels) -> None:
    """Say it beside whatever is written, where the two are no states of one document."""
    if are_two_documents(compared, old, new):
        print(_two_documents(old, new, labels), file=sys.stderr)


def _two_documents(old: Document, new: Document, labels: Labels) -> str:
    names = {"old": old.title or old.path, "new": new.title or new.path}
    return labels("compare.two_documents", **names)


def _as_json(comparison: Comparison, old: Document, new: Document, labels: Labels) -> str:
    sentences = redlines.summary(comparison, labels)
    if are_two_documents(comparison, old, new):
        sentences.insert(0, _two_documents(old, new, labels))
    return schemas.as_json("compare", {**comparison.as_json(), "sentences": sentences})


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
_TABLES: Mapping[str, Callable[[Paper, Labels], bytes]] = {
    ".docx": _as_word,
    ".pdf": _as_pdf,
    ".csv": _as_csv,
}
"""How a table is written by the end of its file's name; any other is a text."""
COMMAND = Command("compare", _arguments, _work)
