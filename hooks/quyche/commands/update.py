"""Bring the files of a newer product into an organisation's repository, whose changes stay."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.labels import Labels
from quyche.scaffolding import answers, products, updates
from quyche.scaffolding.products import Wheel


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("--folder", type=Path, default=project)
    parser.add_argument("--product", type=Path)
    parser.add_argument("--dry-run", action="store_true")


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Do it and say what became of each file."""
    product = Wheel.of(arguments.product, labels) if arguments.product else None
    if product:
        products.refuse_other(product, labels)
    if not arguments.dry_run:
        updates.refuse_unfinished(arguments.folder, labels)
    update = updates.plan(arguments.folder, product, labels)
    if update.is_derived:
        print(labels("update.derived"))
    if other := updates.other_host(arguments.folder, labels):
        told, kept = other
        print(labels("update.other_host", told=told, kept=kept, file=answers.FILE))
    for path, fate in update.fates:
        aside = updates.aside_of(path)
        print(labels(f"update.fates.{fate.value}", path=path, aside=aside))
    if not arguments.dry_run:
        update.write()
    ending = "nothing" if update.does_nothing else "planned" if arguments.dry_run else "done"
    print(labels(f"update.{ending}"))
    return command_lines.FINE if update.is_clean else command_lines.PROBLEMS


COMMAND = Command("update", _arguments, _work)
