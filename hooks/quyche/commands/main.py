"""The command `quyche`: every other command by its name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from quyche import command_lines, speech
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.labels import Labels

NAMES = (
    *("new", "check", "outline", "compare", "export", "convert", "import-comments"),
    *("renumber", "edition", "review", "build", "publish", "verify", "doctor", "schema", "update"),
)
"""In the order in which an organisation meets them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was asked for, or tell what there is; the exit code is that of the command."""
    given = sys.argv[1:] if argv is None else argv
    name = given[0] if given else ""
    if name in NAMES:
        return command_lines.ended(lambda: command(name).run(given[1:], prog=f"quyche {name}"))
    labels = speech.labels_for(given)
    return command_lines.ended(lambda: _told(given, labels), labels)


def command(name: str) -> Command:
    """A command by its name; no other is imported for it."""
    module = import_module(f"quyche.commands.{name.replace('-', '_')}")
    found: Command = module.COMMAND
    return found


def _told(given: Sequence[str], labels: Labels) -> int:
    """Show what there is; argparse refuses a name that is none, and ends the program."""
    parser = Parser(labels, "quyche", prog="quyche", description=labels("help.quyche.about"))
    parts = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in NAMES:
        own = name.replace("-", "_")
        about = labels(f"help.{own}.about").partition("\n")[0].replace("%", "%%")
        parts.add_parser(name, help=about, labels=labels, command=own)
    parser.read(given)
    return command_lines.FINE


if __name__ == "__main__":
    sys.exit(main())
