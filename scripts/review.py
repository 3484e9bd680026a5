"""Tell what a proposal changes: what was done since HEAD parted from BASE, for a comment on it."""

import sys

from quyche import command_lines
from quyche.commands.review import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
