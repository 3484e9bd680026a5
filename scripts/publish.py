"""Publish the editions that are not published yet, onto a branch or into a folder."""

import sys

from quyche import command_lines
from quyche.commands.publish import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
