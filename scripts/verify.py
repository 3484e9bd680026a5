"""Prove a published site against the repository, or one page, file or text."""

import sys

from quyche import command_lines
from quyche.commands.verify import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
