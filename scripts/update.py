"""Bring the files of a newer product into an organisation's repository, whose changes stay."""

import sys

from quyche import command_lines
from quyche.commands.update import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
