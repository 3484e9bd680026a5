"""Tell what a proposal changes: what was done since HEAD parted from BASE, for a comment on it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from quyche import command_lines, schemas, terminals
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.labels import Labels
from quyche.reading import folders
from quyche.reviews import collisions, comments, facts, files, summaries
from quyche.reviews.facts import Review
from quyche.terminals import WorkStage


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("base")
    parser.add_argument("head")
    command_lines.add_json(parser)
    parser.add_argument("--output", type=Path, metavar="FILE")
    parser.add_argument("--html", type=Path, metavar="FILE")
    parser.add_argument("--others", nargs="*", default=(), metavar="REF")
    command_lines.add_docs(parser, project)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the review."""
    with terminals.progress(labels, is_told=not arguments.json) as told:
        told(WorkStage(1, 2, labels("working.proposal"), is_like_others=False))
        review = _review(arguments)
        is_fine = review.is_fine
        told(WorkStage(2, 2, labels("working.comparing"), is_like_others=False))
        text = _text(review, arguments, labels)
    _write(text, review, arguments, labels)
    return command_lines.FINE if is_fine else command_lines.PROBLEMS


def _review(arguments: argparse.Namespace) -> Review:
    docs: Path = arguments.docs
    corpora.refuse_missing(docs)
    repository = Repository.containing(docs)
    if repository is None:
        raise HistoryError("no-repository", path=docs)
    folder = docs.resolve().relative_to(repository.path.resolve()).as_posix()
    settings = folders.settings_for(docs)
    found = facts.review(repository, folder, arguments.base, arguments.head, settings)
    refs = collisions.refs_of(repository, arguments.others)
    return replace(found, collisions=collisions.collisions(repository, found, refs, settings))


def _text(review: Review, arguments: argparse.Namespace, labels: Labels) -> str:
    if arguments.json:
        return schemas.as_json("review", files.as_json(review, labels))
    return comments.as_markdown(review, labels)


def _write(text: str, review: Review, arguments: argparse.Namespace, labels: Labels) -> None:
    if arguments.html:
        _save(arguments.html, files.as_html(review, labels))
    if arguments.output:
        _save(arguments.output, text)
        print(summaries.sentence(review, labels))
        for problem in review.problems:
            print(terminals.line_of(problem, labels))
    else:
        print(text, end="")


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


COMMAND = Command("review", _arguments, _work)
