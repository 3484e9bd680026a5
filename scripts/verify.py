"""Prove a published site against the repository: the text of each document, every character."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quyche.editions.archives import Archive
from quyche.errors import HistoryError, QuycheError
from quyche.labels import Labels
from quyche.publishing.verification import Verified, verify

DOCS = Path(__file__).parent.parent / "docs"


def main(argv: Sequence[str] | None = None) -> int:
    """Print what does not match; return 1 if anything does not."""
    arguments = _arguments().parse_args(argv)
    labels = Labels.load("vi")
    try:
        found = list(verify(arguments.site, Archive.open(arguments.docs), arguments.docs))
    except HistoryError as fault:
        print(labels.refusal(fault), file=sys.stderr)
        return 2
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    (_print_json if arguments.json else _print_text)(found, labels)
    return 1 if any(edition.problems for edition in found) else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of the site, such as build/site")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder of documents (docs)")
    parser.add_argument("--json", action="store_true")
    return parser


def _print_text(found: Iterable[Verified], labels: Labels) -> None:
    for edition in found:
        for problem in edition.problems:
            print(labels.line(problem))
        rule = "verify.wrong" if edition.problems else "verify.right"
        blanks = {"count": edition.documents, "problems": len(edition.problems)}
        print(labels(rule, name=edition.name, commit=_source(edition, labels), **blanks))


def _source(edition: Verified, labels: Labels) -> str:
    return edition.commit[:12] or labels("verify.uncommitted")


def _print_json(found: Iterable[Verified], labels: Labels) -> None:
    rows = [
        {
            "name": edition.name,
            "commit": edition.commit,
            "documents": edition.documents,
            "problems": [
                {"path": problem.path, "rule": problem.rule, "message": labels.line(problem)}
                for problem in edition.problems
            ],
        }
        for edition in found
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
