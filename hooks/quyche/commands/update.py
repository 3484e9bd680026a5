"""Bring the files of a newer product into an organisation's repository, whose changes stay."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines
from quyche.command_lines import Command
from quyche.labels import Labels
from quyche.scaffolding import products, updates
from quyche.scaffolding.products import Wheel

_EXAMPLES = """examples:
  make update WHEEL=../quyche-0.2.0-py3-none-any.whl
  %(prog)s --dry-run
"""


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.add_argument("--folder", type=Path, default=project, help="the repository (this one)")
    parser.add_argument(
        "--product", type=Path, help="the wheel to put in the place of the one there"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")


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
    for path, fate in update.fates:
        aside = updates.aside_of(path)
        print(labels(f"update.fates.{fate.value}", path=path, aside=aside))
    if not arguments.dry_run:
        update.write()
    ending = "nothing" if update.does_nothing else "planned" if arguments.dry_run else "done"
    print(labels(f"update.{ending}"))
    return command_lines.FINE if update.is_clean else command_lines.PROBLEMS


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)
