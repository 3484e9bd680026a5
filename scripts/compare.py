"""Show what changed between two texts of a document, provision by provision, word by word."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from quyche import urls
from quyche.comparing import redlines, synopses
from quyche.comparing.comparison import Comparison, compare
from quyche.comparing.tables import table
from quyche.corpus import corpora
from quyche.editions.archives import Archive
from quyche.errors import HistoryError, QuycheError, UnreadableFileError
from quyche.exports import comparison_sheets
from quyche.file_writes import write_all
from quyche.formats import markdown, word
from quyche.imports.documents.conversion import convert_file
from quyche.labels import Labels
from quyche.pages import papers
from quyche.pages.papers import Paper
from quyche.texts import parser
from quyche.texts.provisions import Document

DOCS = Path(__file__).parent.parent / "docs"
_FOREIGN = (".docx", ".docm", ".html", ".htm", ".txt")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the comparison; return 0 whether the texts differ or not, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    if arguments.format == "docx" and arguments.output is None:
        print("--format docx: expected -o FILE", file=sys.stderr)
        return 2
    try:
        old, new = (document_of(name, arguments.docs) for name in (arguments.old, arguments.new))
    except HistoryError as fault:
        print(Labels.load("vi").refusal(fault), file=sys.stderr)
        return 2
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    compared, labels = compare(old, new), Labels.load("vi")
    if arguments.format == "docx":
        paper = _paper(compared, old, new, labels)
        content = word.written(comparison_sheets.sheet_of(paper, labels))
    else:
        content = _FORMATS[arguments.format](compared, old, new, labels).encode()
    return _give(content, arguments.output)


def _give(content: bytes, path: Path | None) -> int:
    """Write to the file that was asked for, or to the screen."""
    if path is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return 0
    try:
        write_all({path: content})
    except OSError as fault:
        print(f"{path}: {fault.strerror}", file=sys.stderr)
        return 2
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "old", help="a file (Markdown, Word, HTML, plain text) or EDITION:DOCUMENT, e.g. 17:id"
    )
    parser.add_argument("new", help="the same")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder of documents (docs)")
    parser.add_argument("--format", choices=[*_FORMATS, "docx"], default="text")
    parser.add_argument("-o", "--output", type=Path, help="where to write; docx asks for it")
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    return parser


def document_of(argument: str, docs: Path = DOCS) -> Document:
    """The document that an argument names: a file, or one of an edition.

    Raises QuycheError for a file that is missing, not UTF-8 or empty, and for an edition or a
    document that is not there.
    """
    path = Path(argument)
    edition, colon, name = argument.partition(":")
    if colon and not path.exists():
        return _in_edition(edition, name, docs)
    if not path.is_file():
        raise UnreadableFileError(f"{path}: no such file")
    if path.suffix.lower() in _FOREIGN:
        return parser.parse(convert_file(path).source, f"{path.stem}.md").document
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise UnreadableFileError(f"{path}: {fault.strerror}") from fault
    source, problems = corpora.decode(content, str(path))
    if problems:
        raise UnreadableFileError(Labels.load("vi").line(problems[0]))
    return parser.parse(source, path.name).document


def _in_edition(edition: str, name: str, docs: Path) -> Document:
    """The document of that id in an edition, in the one of an alias, or in what is checked out."""
    archive = Archive.open(docs)
    ledger = archive.ledger
    aliases = {urls.IN_FORCE: ledger.in_force, urls.DRAFT: ledger.draft}
    aliased = aliases.get(edition)
    chosen = aliased.name if aliased else edition
    known = [*archive.commits, urls.WORK]
    if chosen not in known:
        raise UnreadableFileError(f"{edition}: no such edition; expected one of {', '.join(known)}")
    files = archive.files(chosen) if chosen in archive.commits else corpora.files_in(docs)
    paths = {path: parser.document_id(path) for path in files if path.endswith(".md")}
    found = [path for path, known_as in paths.items() if known_as == name]
    if not found:
        raise UnreadableFileError(f"{edition}:{name}: no such document in that edition")
    source, problems = corpora.decode(files[found[0]], found[0])
    if problems:
        raise UnreadableFileError(Labels.load("vi").line(problems[0]))
    return parser.parse(source, found[0]).document


def _as_json(comparison: Comparison, _old: Document, _new: Document, _labels: Labels) -> str:
    return json.dumps(comparison.as_json(), ensure_ascii=False, indent=2) + "\n"


def _paper(compared: Comparison, old: Document, new: Document, labels: Labels) -> Paper:
    found = table(synopses.synopsis(compared, old, new), (old, new), labels, {})
    return papers.plain_paper(found, new.title, labels)


def _as_table(compared: Comparison, old: Document, new: Document, labels: Labels) -> str:
    paper = _paper(compared, old, new, labels)
    return markdown.written(comparison_sheets.brief_sheet_of(paper, labels))


_FORMATS = {
    "text": redlines.as_text,
    "markdown": redlines.as_markdown,
    "html": redlines.as_html,
    "json": _as_json,
    "table": _as_table,
}


if __name__ == "__main__":
    sys.exit(main())
