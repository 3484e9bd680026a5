"""Post the review of a pull request as its one comment there, or that none could be made."""

import sys

from quyche import command_lines
from quyche.commands.post_review import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
