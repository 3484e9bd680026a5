"""Find the open pull request that has a head, by what GitHub says of it, for a later step."""

import sys

from quyche import command_lines
from quyche.commands import find_pull

main = find_pull.main

if __name__ == "__main__":
    sys.exit(command_lines.ended(main))
