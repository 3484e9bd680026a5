"""Post the review that a run on a pull request left, as its one comment there.

The workflow `comment.yml` runs it, with a Python that has nothing else: no labels are read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from quyche import command_lines
from quyche.reviews import posting

_FOOTER = "\n---\nTrang so sánh đầy đủ và trang xem thử: [tệp đính kèm của lần chạy này]({url})."


def main(argv: Sequence[str] | None = None) -> int:
    """Post, or say why not; 1 for what was not made by a review."""
    return command_lines.ended(lambda: _posted(argv))


def _posted(argv: Sequence[str] | None) -> int:
    about = (__doc__ or "").partition("\n")[0]
    argparse.ArgumentParser(description=about).parse_args(argv)
    run = posting.WorkflowRun.of(os.environ)
    print(posting.posted(run, _FOOTER.format(url=run.page)))
    return command_lines.FINE


if __name__ == "__main__":
    sys.exit(main())
