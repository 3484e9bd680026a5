"""Show how a document is understood: its provisions, whom they govern, what it cites and names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from quyche import command_lines, projects, schemas
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.exports import outlines
from quyche.labels import Labels


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.set_defaults(project=project)
    parser.add_argument("file", type=Path)
    command_lines.add_json(parser)
    parser.add_argument(
        "--docs", type=Path, help="the folder whose bodies, roles and documents it speaks of"
    )


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print the outline."""
    outline = outlines.of_file(arguments.file, _folder(arguments), labels)
    if arguments.json:
        print(schemas.as_json("outline", outline), end="")
    else:
        print("\n".join(_lines(outline)))
    is_wrong = any(problem["severity"] == "error" for problem in outline["problems"])
    return command_lines.PROBLEMS if is_wrong else command_lines.FINE


def _folder(arguments: argparse.Namespace) -> Path:
    """The folder that was named, that of the file, or the one of the project."""
    named: Path | None = arguments.docs
    if named:
        corpora.refuse_missing(named)
        return named
    return corpora.folder_of(arguments.file) or projects.docs_of(arguments.project)


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


COMMAND = Command(__doc__, _arguments, _work)
