"""Prove a published site against the repository: every file, and every character of a text."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from quyche import command_lines
from quyche.command_lines import Command
from quyche.editions.archives import Archive
from quyche.labels import Labels
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.rebuilt_sites import held_to, rebuild
from quyche.publishing.verification import Verified, verify
from quyche.reading import folders


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder of the site, such as build/site")
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="also build every edition anew from Git and compare all files: for a site that this "
        "version published, with the same SITE_URL; takes as long as publishing it",
    )
    command_lines.add_docs(parser, __file__)
    beside = command_lines.docs_beside(__file__).with_name(folders.CONFIG)
    command_lines.add_config(parser, beside)
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print what does not match."""
    archive = Archive.open(arguments.docs)
    editions = list(verify(arguments.site, archive, arguments.docs))
    if arguments.rebuild:
        editions = _held_to_rebuilt(editions, arguments, archive)
    (_print_json if arguments.json else _print_text)(editions, labels)
    is_wrong = any(edition.problems for edition in editions)
    return command_lines.PROBLEMS if is_wrong else command_lines.FINE


def _held_to_rebuilt(
    editions: Iterable[Verified], arguments: argparse.Namespace, archive: Archive
) -> list[Verified]:
    site = PublishedSite(arguments.site)
    with tempfile.TemporaryDirectory(prefix="quyche-") as folder:
        built = rebuild(site, archive, arguments.docs, arguments.config, Path(folder))
        return list(held_to(PublishedSite(built), site, editions))


def _print_text(editions: Iterable[Verified], labels: Labels) -> None:
    for edition in editions:
        for problem in (*edition.problems, *edition.notes):
            print(labels.line(problem))
        print(_conclusion(edition, labels))


def _conclusion(edition: Verified, labels: Labels) -> str:
    if not edition.name:
        return labels("verify.beside", problems=len(edition.problems))
    rule = "verify.wrong" if edition.problems else "verify.right"
    blanks = {"count": edition.documents, "problems": len(edition.problems)}
    return labels(rule, name=edition.name, commit=_source(edition, labels), **blanks)


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
            "notes": [labels.line(note) for note in edition.notes],
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
