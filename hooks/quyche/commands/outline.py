"""Show how a document is understood: its provisions, whom they govern, what it cites and names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from quyche import command_lines, projects, schemas
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.exports import outlines
from quyche.labels import Labels
from quyche.settings import STRUCTURES


def _arguments(parser: Parser, project: Path) -> None:
    parser.set_defaults(project=project)
    parser.add_argument("file", type=Path)
    command_lines.add_json(parser)
    command_lines.add_structure(parser, STRUCTURES)
    parser.add_argument("--docs", type=Path)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print the outline."""
    outline = outlines.of_file(arguments.file, _folder(arguments), labels, arguments.structure)
    if arguments.json:
        print(schemas.as_json("outline", outline), end="")
    else:
        print("\n".join(_lines(outline, labels)))
    is_wrong = any(problem["severity"] == "error" for problem in outline["problems"])
    return command_lines.PROBLEMS if is_wrong else command_lines.FINE


def _folder(arguments: argparse.Namespace) -> Path:
    """The folder that was named, that of the file, or the one of the project."""
    named: Path | None = arguments.docs
    if named:
        corpora.refuse_missing(named)
        return named
    return corpora.folder_of(arguments.file) or projects.docs_of(arguments.project)


def _lines(outline: outlines.Outline, labels: Labels) -> Iterator[str]:
    yield outline["title"]
    yield labels("outline.counts", **outline["counts"])
    for provision in outline["provisions"]:
        yield from _tree(provision, 0, labels)
    for problem in outline["problems"]:
        yield problem["message"]


def _tree(provision: outlines.Item, depth: int, labels: Labels) -> Iterator[str]:
    governed = ", ".join(
        f"{governing['id']} ({', '.join(labels(f'aspects.{one}') for one in governing['aspects'])})"
        for governing in provision["governs"]
    )
    head = f"{provision['mark']} {provision['heading'] or provision['text']}"
    yield "  " * depth + head[:90] + (f"  → {governed}" if governed else "")
    for child in provision["children"]:
        yield from _tree(child, depth + 1, labels)


COMMAND = Command("outline", _arguments, _work)
