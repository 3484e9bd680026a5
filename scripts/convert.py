"""Convert a Word, HTML or text file to the source format and say what was unclear."""

import sys

from quyche import command_lines
from quyche.commands.convert import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
