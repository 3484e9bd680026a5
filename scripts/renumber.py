"""Put the numbers of a document into order after an insertion, with all that cites them."""

import sys

from quyche import command_lines
from quyche.commands.renumber import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
