"""Tell what a proposal changes: what was done since HEAD parted from BASE, for a comment on it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, schemas
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.labels import Labels
from quyche.reading import folders
from quyche.reviews import comments, facts, files, summaries
from quyche.reviews.facts import Review


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.add_argument("base", help="what the proposal is for, e.g. origin/main")
    parser.add_argument("head", help="the proposal, e.g. HEAD")
    command_lines.add_json(parser)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there (standard output)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page of the redline too")
    command_lines.add_docs(parser, project)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the review."""
    review = _review(arguments)
    _write(review, arguments, labels)
    return command_lines.FINE if review.is_fine else command_lines.PROBLEMS


def _review(arguments: argparse.Namespace) -> Review:
    docs: Path = arguments.docs
    corpora.refuse_missing(docs)
    repository = Repository.containing(docs)
    if repository is None:
        raise HistoryError("no-repository", path=docs)
    folder = docs.resolve().relative_to(repository.path.resolve()).as_posix()
    settings = folders.settings_for(docs)
    return facts.review(repository, folder, arguments.base, arguments.head, settings)


def _write(review: Review, arguments: argparse.Namespace, labels: Labels) -> None:
    if arguments.json:
        text = schemas.as_json("review", files.as_json(review, labels))
    else:
        text = comments.as_markdown(review, labels)
    if arguments.html:
        _save(arguments.html, files.as_html(review, labels))
    if arguments.output:
        _save(arguments.output, text)
        print(summaries.sentence(review, labels))
        print("".join(f"{labels.line(problem)}\n" for problem in review.problems), end="")
    else:
        print(text, end="")


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


COMMAND = Command(__doc__, _arguments, _work)
