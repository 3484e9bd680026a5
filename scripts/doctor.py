"""Say what an organisation's repository still lacks, a line each with what to do about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from quyche import command_lines
from quyche.command_lines import Command
from quyche.labels import Labels
from quyche.publishing.doctor import Doctor
from quyche.reading import folders


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remote", default="origin", help="which remote (origin)")
    command_lines.add_docs(parser, __file__)
    beside = command_lines.docs_beside(__file__).with_name(folders.CONFIG)
    command_lines.add_config(parser, beside)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print what is missing."""
    doctor = Doctor(arguments.docs, arguments.config, arguments.remote, labels)
    lines = list(doctor.lines())
    print("\n".join(lines) or labels("doctor.fine"))
    return command_lines.PROBLEMS if lines else command_lines.FINE


COMMAND = Command(__doc__, _arguments, _work)


def main(argv: Sequence[str] | None = None) -> int:
    """Look; 1 where something is missing."""
    return COMMAND.run(argv)


if __name__ == "__main__":
    sys.exit(main())
