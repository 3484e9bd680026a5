"""Show how a document is understood: its provisions, whom they govern, what it cites and names."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.exports import outlines
from quyche.labels import Labels

DOCS = Path(__file__).parent.parent / "docs"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the outline; return 1 if the document has problems."""
    arguments = _arguments().parse_args(argv)
    labels = Labels.load("vi")
    path = Path(arguments.file)
    folder = Path(arguments.docs) if arguments.docs else corpora.folder_of(path) or DOCS
    try:
        outline = outlines.of_file(path, folder, labels)
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(outline, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(outline)))
    return 1 if any(problem["severity"] == "error" for problem in outline["problems"]) else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--docs", help="the folder whose bodies, roles and documents it speaks of")
    return parser


def _lines(outline: outlines.Outline) -> Iterator[str]:
    yield outline["title"]
    yield ", ".join(f"{name}: {count}" for name, count in outline["counts"].items())
    for provision in outline["provisions"]:
        yield from _tree(provision, 0)
    for problem in outline["problems"]:
        yield problem["message"]


def _tree(provision: outlines.Item, depth: int) -> Iterator[str]:
    governed = ", ".join(
        f"{governing['id']} ({', '.join(governing['aspects'])})"
        for governing in provision["governs"]
    )
    head = f"{provision['mark']} {provision['heading'] or provision['text']}"
    yield "  " * depth + head[:90] + (f"  → {governed}" if governed else "")
    for child in provision["children"]:
        yield from _tree(child, depth + 1)


if __name__ == "__main__":
    sys.exit(main())
