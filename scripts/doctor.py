"""Say what an organisation's repository still lacks, a line each with what to do about it."""

import sys

from quyche import command_lines
from quyche.commands.doctor import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
