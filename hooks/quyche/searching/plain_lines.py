"""Lines of Markdown as the excerpt of what was found shows them: without the signs of its forms."""

from __future__ import annotations

import re

# "- Cấp quyết định: …", "### Điều 9. …", "> …"; several where one stands in another
_OPENING_RE = re.compile(r"(?:\s*(?:[-*+]|#{1,6}|>)(?=\s))+\s+|\s*>\s*")
# "### Chế độ đi cơ sở {governs="bi-thu"}"
_ATTRIBUTES_RE = re.compile(r"\s*\{[^{}]*\}\s*$")
# "|---|:---:|", "---"
_RULE_RE = re.compile(r"\s*\|?[\s|:-]*-{3}[\s|:-]*")


def plain_line(line: str) -> str:
    """A line without what opens a list, a heading or a quotation; the cells of a table in a row."""
    if _RULE_RE.fullmatch(line):
        return ""
    if line.lstrip().startswith("#"):
        line = _ATTRIBUTES_RE.sub("", line)
    opening = _OPENING_RE.match(line)
    said = line[opening.end() :] if opening else line
    if said.startswith("|"):
        return " · ".join(cell for each in said.strip("| ").split("|") if (cell := each.strip()))
    return said
