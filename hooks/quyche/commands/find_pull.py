"""Find the open pull request that has a head, by what its host says of it, for a later step.

With `--open` all those that no comment of ours speaks of yet, a line each: number, head, branch.
Workflows run it with a Python that has nothing else: no labels are read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from quyche import command_lines
from quyche.reviews import forges, posting


def main(argv: Sequence[str] | None = None) -> int:
    """Print its number and the branch it is for; nothing where there is none any more."""
    return command_lines.ended(lambda: _found(argv))


def _found(argv: Sequence[str] | None) -> int:
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("owner", nargs="?", default="", help="whose branch it is made from")
    parser.add_argument("branch", nargs="?", default="", help="the branch")
    parser.add_argument("--open", action="store_true", help="all that are not reviewed yet")
    arguments = parser.parse_args(argv)
    if arguments.open:
        for pull in posting.unreviewed(forges.of(os.environ)):
            print(pull.number, pull.head, pull.base)
        return command_lines.FINE
    proposal = posting.Proposal.of(os.environ)
    if found := posting.pull_of(proposal, arguments.owner, arguments.branch):
        number, base = found
        print(f"number={number}\nbase={base}")
    return command_lines.FINE


if __name__ == "__main__":
    sys.exit(main())
