"""Post the review of a pull request as its one comment there, or that none could be made.

Workflows run it with a Python that has nothing else: no labels are read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from quyche import command_lines
from quyche.reviews import posting

_FOOTER = """
---

Nhận xét này do mã của nhánh chính lập ra từ commit `{commit}`.
Không dòng mã nào của đề nghị được chạy để lập nó.
"""
_FILES = """
- Trang so sánh đầy đủ: [tệp đính kèm **review**]({run}).
"""
_RUN = """
- [Nhật ký của lần lập nhận xét]({run}).
"""
_PREVIEW = """\
- Trang xem thử: [tệp đính kèm **preview**]({preview}), do chính đề nghị dựng ra, chỉ để xem.
"""
_NO_REVIEW = f"""{posting.MARKER}

## Không lập được nhận xét

Máy không xem được đề nghị này, nên **chưa có kết luận nào** về lỗi hay không lỗi.
Xin báo người giữ kho.
"""
_LARGEST = 1_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Post, or say why not; 1 where nothing was posted, or no review could be made."""
    return command_lines.ended(lambda: _posted(argv))


def _posted(argv: Sequence[str] | None) -> int:
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("review", type=Path, help="the text, written by the command review")
    path: Path = parser.parse_args(argv).review
    comment = posting.Comment.of(os.environ)
    is_there = path.is_file() and path.stat().st_size <= _LARGEST
    text = path.read_text("utf-8", "replace") if is_there else _NO_REVIEW
    told = _FILES if comment.proposal.forge.keeps_files else _RUN
    footer = _FOOTER + told + (_PREVIEW if comment.preview else "")
    print(posting.posted(comment, text, footer.format(**comment.places)))
    return command_lines.FINE if is_there else command_lines.PROBLEMS


if __name__ == "__main__":
    sys.exit(main())
