"""Write a document of any edition as a file that others can use."""

import sys

from quyche import command_lines
from quyche.commands.export import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
