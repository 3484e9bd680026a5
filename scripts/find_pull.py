"""Find the open pull request that has a head, by what GitHub says of it, for a later step."""

import sys

from quyche import command_lines
from quyche.commands.find_pull import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
