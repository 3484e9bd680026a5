"""Show what changed between two texts of a document, provision by provision, word by word."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from quyche import corpus, parser, redlines
from quyche.comparison import Comparison, compare
from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports.conversion import convert_file
from quyche.labels import Labels
from quyche.provisions import Document

_FOREIGN = (".docx", ".docm", ".html", ".htm", ".txt")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the comparison; return 0 whether the texts differ or not, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    try:
        old, new = document_of(arguments.old), document_of(arguments.new)
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(_FORMATS[arguments.format](compare(old, new), old, new, Labels.load("vi")), end="")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", help="a file: Markdown, Word, HTML or plain text")
    parser.add_argument("new", help="the same")
    parser.add_argument("--format", choices=list(_FORMATS), default="text")
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    return parser


def document_of(argument: str) -> Document:
    """The document that an argument names.

    Raises QuycheError for a file that is missing, not UTF-8 or empty.
    """
    path = Path(argument)
    if not path.is_file():
        raise UnreadableFileError(f"{path}: no such file")
    if path.suffix.lower() in _FOREIGN:
        return parser.parse(convert_file(path).source, f"{path.stem}.md").document
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise UnreadableFileError(f"{path}: {fault.strerror}") from fault
    source, problems = corpus.decode(content, str(path))
    if problems:
        raise UnreadableFileError(Labels.load("vi").line(problems[0]))
    return parser.parse(source, path.name).document


def _as_json(comparison: Comparison, _old: Document, _new: Document, _labels: Labels) -> str:
    return json.dumps(comparison.as_json(), ensure_ascii=False, indent=2) + "\n"


_FORMATS = {
    "text": redlines.as_text,
    "markdown": redlines.as_markdown,
    "html": redlines.as_html,
    "json": _as_json,
}


if __name__ == "__main__":
    sys.exit(main())
