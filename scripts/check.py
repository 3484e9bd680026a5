"""Check documents: one line for each problem, `path:line: what is wrong; what was expected`."""

import sys

from quyche import command_lines
from quyche.commands.check import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
