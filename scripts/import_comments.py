"""Take remarks on a draft from a table (Word, spreadsheet, list) or from issues into docs/gop-y."""

import sys

from quyche import command_lines
from quyche.commands.import_comments import COMMAND

main = command_lines.door(COMMAND, __file__)

if __name__ == "__main__":
    sys.exit(main())
