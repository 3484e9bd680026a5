"""Prove a published site against the repository: the text of each document, every character."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quyche import command_lines
from quyche.command_lines import Command
from quyche.editions.archives import Archive
from quyche.labels import Labels
from quyche.publishing.verification import Verified, verify


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder of the site, such as build/site")
    command_lines.add_docs(parser, __file__)
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print what does not match."""
    editions = list(verify(arguments.site, Archive.open(arguments.docs), arguments.docs))
    (_print_json if arguments.json else _print_text)(editions, labels)
    is_wrong = any(edition.problems for edition in editions)
    return command_lines.PROBLEMS if is_wrong else command_lines.FINE


def _print_text(editions: Iterable[Verified], labels: Labels) -> None:
    for edition in editions:
        for problem in edition.problems:
            print(labels.line(problem))
        rule = "verify.wrong" if edition.problems else "verify.right"
        blanks = {"count": edition.documents, "problems": len(edition.problems)}
        print(labels(rule, name=edition.name, commit=_source(edition, labels), **blanks))


def _source(edition: Verified, labels: Labels) -> str:
    return edition.commit[:12] or labels("verify.uncommitted")


def _print_json(editions: Iterable[Verified], labels: Labels) -> None:
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
        for edition in editions
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=2))


COMMAND = Command(__doc__, _arguments, _work)


def main(argv: Sequence[str] | None = None) -> int:
    """Verify; 1 if anything does not match."""
    return COMMAND.run(argv)


if __name__ == "__main__":
    sys.exit(main())
