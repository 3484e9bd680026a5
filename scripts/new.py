"""Make an organisation's own repository, with a register, a sample and its first edition."""

import sys

from quyche import command_lines
from quyche.commands.new import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
