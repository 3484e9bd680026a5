"""Show what changed between two texts of a document, provision by provision, word by word."""

import sys

from quyche import command_lines
from quyche.commands.compare import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
