"""A file of labels as it is written: a name and a text a line, deeper names below.

Where a review is posted there is nothing but Python, so the little of YAML that such files need is
read here; a file that is written otherwise is read by YAML itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_RE = re.compile(
    r"(?P<indent> *)(?P<quote>\"?)(?P<name>[A-Za-z][\w-]*)(?P=quote):(?: +(?P<text>.*?))? *"
)
_QUOTED_RE = re.compile(r'"(?:[^"\\]|\\(?:["\\nt/]|u[0-9A-Fa-f]{4}))*"')
_SINGLE_RE = re.compile(r"'(?:[^']|'')*'")
_PLAIN_RE = re.compile(r"(?:[^\W\d_]|[“‘…(]|--)(?:(?!: | #|:$).)*")
_NO_TEXTS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_BLOCK = "|-"
Tree = dict[str, object]


def read(source: str) -> Tree:
    """The texts of a file by their names, one mapping below the other."""
    try:
        return _read(source.splitlines())
    except _OtherwiseWrittenError:
        import yaml  # noqa: PLC0415  # not where there is nothing but Python

        tree: Tree = yaml.safe_load(source)
        return tree


class _OtherwiseWrittenError(Exception):
    """A line that only YAML understands."""


def _read(lines: Sequence[str]) -> Tree:
    root: Tree = {}
    above = [(-1, root)]
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE_RE.fullmatch(line)
        if not match or (not match["quote"] and match["name"].lower() in _NO_TEXTS):
            raise _OtherwiseWrittenError
        indent, text = len(match["indent"]), match["text"] or ""
        while above[-1][0] >= indent:
            above.pop()
        tree = above[-1][1]
        if text == _BLOCK:
            end = _end_of_block(lines, at, indent)
            tree[match["name"]] = _block(lines[at:end])
            at = end
        elif text:
            tree[match["name"]] = _text(text)
        else:
            below: Tree = {}
            tree[match["name"]] = below
            above.append((indent, below))
    return root


def _end_of_block(lines: Sequence[str], start: int, indent: int) -> int:
    """The first line that is not deeper than the name of the block."""
    at = start
    while at < len(lines) and (not lines[at] or lines[at].startswith(" " * (indent + 1))):
        at += 1
    return at


def _block(lines: Sequence[str]) -> str:
    depth = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return "\n".join(line[depth:] for line in lines).rstrip("\n")


def _text(written: str) -> str:
    if _QUOTED_RE.fullmatch(written):
        text: str = json.loads(written)
        return text
    if _SINGLE_RE.fullmatch(written):
        return written[1:-1].replace("''", "'")
    if _PLAIN_RE.fullmatch(written) and written.lower() not in _NO_TEXTS:
        return written
    raise _OtherwiseWrittenError
