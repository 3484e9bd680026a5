"""Show how a document is understood: its provisions, whom they govern, what it cites and names."""

import sys

from quyche import command_lines
from quyche.commands.outline import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
