"""Find the open pull request that has a head, by what its host says of it, for a later step.

With `--open` all those that no comment of ours speaks of yet, a line each: number, head, branch;
with `--all` the numbers of all open ones.
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
from quyche.reviews import forges, posting


def _arguments(parser: Parser, _: Path) -> None:
    parser.add_argument("owner", nargs="?", default="")
    parser.add_argument("branch", nargs="?", default="")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--all", action="store_true")


def _work(arguments: argparse.Namespace, _: Labels) -> int:
    """Print what a later step reads."""
    if arguments.open:
        for pull in posting.unreviewed(forges.of(os.environ)):
            print(pull.number, pull.head, pull.base)
        return command_lines.FINE
    if arguments.all:
        for number in posting.open_numbers(forges.of(os.environ)):
            print(number)
        return command_lines.FINE
    proposal = posting.Proposal.of(os.environ)
    if found := posting.pull_of(proposal, arguments.owner, arguments.branch):
        number, base = found
        print(f"number={number}\nbase={base}")
    return command_lines.FINE


COMMAND = Command("find_pull", _arguments, _work)
