"""Post the review of a pull request as its one comment there, or that none could be made.

Workflows run it with a Python that has nothing else.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quyche import command_lines
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.labels import Labels
from quyche.reviews import posting

_LARGEST = 1_000_000


def _arguments(parser: Parser, _: Path) -> None:
    parser.add_argument("review", type=Path)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Post it, or that there is none."""
    path: Path = arguments.review
    comment = posting.Comment.of(os.environ)
    is_there = path.is_file() and path.stat().st_size <= _LARGEST
    none = f"{posting.MARKER}\n\n{labels('posting.none')}\n"
    text = path.read_text("utf-8", "replace") if is_there else none
    done = posting.posted(comment, text, _footer(comment, labels))
    print(labels(done.label, id=done.id))
    return command_lines.FINE if is_there else command_lines.PROBLEMS


def _footer(comment: posting.Comment, labels: Labels) -> str:
    """Of what the review was made, and where more of it is."""
    told = "files" if comment.proposal.forge.keeps_files else "run"
    names = [told, *(["preview"] if comment.preview else [])]
    places = "\n".join(labels(f"posting.{name}", **comment.places) for name in names)
    return f"\n---\n\n{labels('posting.footer', **comment.places)}\n\n{places}\n"


COMMAND = Command("post_review", _arguments, _work)
