"""Tell what a proposal changes: what was done since HEAD parted from BASE, for a comment on it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from quyche.errors import HistoryError, QuycheError
from quyche.git import Repository
from quyche.labels import Labels
from quyche.reading import folders
from quyche.reviews import comments, facts, files, summaries
from quyche.reviews.facts import Review

DOCS = Path(__file__).parent.parent / "docs"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the review; return 1 if something has to be mended, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    labels = Labels.load("vi")
    try:
        review = _review(arguments)
        _write(review, arguments, labels)
    except HistoryError as fault:
        print(labels.refusal(fault), file=sys.stderr)
        return 2
    except (QuycheError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0 if review.is_fine else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="what the proposal is for, e.g. origin/main")
    parser.add_argument("head", help="the proposal, e.g. HEAD")
    parser.add_argument("--json", action="store_true", help="the same facts as data")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there (standard output)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page of the redline too")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder of documents (docs)")
    return parser


def _review(arguments: argparse.Namespace) -> Review:
    docs: Path = arguments.docs
    repository = Repository.containing(docs)
    if repository is None:
        raise HistoryError("no-repository", path=docs)
    folder = docs.resolve().relative_to(repository.path.resolve()).as_posix()
    settings = folders.settings_for(docs)
    return facts.review(repository, folder, arguments.base, arguments.head, settings)


def _write(review: Review, arguments: argparse.Namespace, labels: Labels) -> None:
    if arguments.json:
        data = files.as_json(review, labels)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
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


if __name__ == "__main__":
    sys.exit(main())
