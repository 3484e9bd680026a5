"""Say what an organisation's repository still lacks, a line each with what to do about it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.labels import Labels
from quyche.publishing.doctor import Doctor
from quyche.scaffolding import files


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("--remote", default="origin")
    command_lines.add_docs(parser, project)
    command_lines.add_config(parser, project)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print what is missing."""
    doctor = Doctor(arguments.docs, arguments.config, arguments.remote, labels)
    lines = list(doctor.lines())
    if left := files.untouched(arguments.docs):
        lines.append(labels("doctor.untouched", files=", ".join(left)))
    print("\n".join(lines) or labels("doctor.fine"))
    return command_lines.PROBLEMS if lines else command_lines.FINE


COMMAND = Command("doctor", _arguments, _work)
