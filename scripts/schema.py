"""Show the shape of what is written or read as data, as a JSON Schema for editors and programs."""

import sys

from quyche import command_lines
from quyche.commands.schema import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
