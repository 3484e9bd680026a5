"""Post the review of a pull request as its one comment there, or that none could be made."""

import sys

from quyche import command_lines
from quyche.commands import post_review

main = post_review.main

if __name__ == "__main__":
    sys.exit(command_lines.ended(main))
