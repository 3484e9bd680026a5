"""Add an edition to the ledger and bring the documents' front matter in line with it."""

import sys

from quyche import command_lines
from quyche.commands.edition import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
