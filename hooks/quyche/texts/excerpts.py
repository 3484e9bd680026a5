"""Enough of a line to know it by, in a message about it."""

from __future__ import annotations

import re

from quyche.language.spelling import read_in, read_start

_OPENING_RE = re.compile(r".{0,60}", re.DOTALL)
_TAG_RE = re.compile(r"<.{0,29}", re.DOTALL)


def opening(line: str) -> str:
    """Its beginning."""
    found = read_start(_OPENING_RE, line)
    return found.group() if found else line


def around_tag(line: str) -> str:
    """What stands in it from the first tag."""
    found = read_in(_TAG_RE, line)
    return found.group() if found else line
