"""Build the site of what is worked on, in one job or in several."""

import sys

from quyche import command_lines
from quyche.commands.build import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
