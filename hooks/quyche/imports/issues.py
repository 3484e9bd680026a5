"""Remarks from a repository's issues, as the public interface gives them.

An issue that was written with the form for remarks has a heading for each field; in any other
the text is the remark, and what it speaks of is what its title cites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from quyche import citations
from quyche.errors import UnreadableFileError
from quyche.imports.messages import labels
from quyche.imports.remarks import Found, date_in
from quyche.text import fold

FIELDS: Mapping[str, tuple[str, ...]] = {
    "document": ("văn bản",),
    "edition": ("phiên bản",),
    "place": ("điều, khoản", "điều, khoản, điểm", "vị trí", "nhiệm vụ"),
    "sender": ("nơi góp ý", "cơ quan góp ý", "cơ quan, đơn vị góp ý", "đơn vị góp ý"),
    "remark": ("nội dung góp ý", "ý kiến", "góp ý"),
    "proposal": ("đề nghị ghi", "đề nghị sửa", "đề nghị viết lại"),
}
"""What the headings of the form are called."""
_NAMES = {fold(heading): name for name, headings in FIELDS.items() for heading in headings}
_HEADING_RE = re.compile(r"^#{2,4}[ \t]+(?P<heading>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NONE = ("_no response_", "_không trả lời_")
_COMMENT_RE = re.compile(r"<!--.*?-->", re.DOTALL)


def read(path: Path) -> tuple[Found, ...]:
    """The remarks of a file of issues; pull requests, which the interface lists too, are none.

    Raises UnreadableFileError for a file that holds something else.
    """
    try:
        entries = json.loads(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise UnreadableFileError(f"{path}: {fault}") from fault
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise UnreadableFileError(labels()("comment.import.no_issues", path=path))
    issues = (one for one in entries if "pull_request" not in one)
    return tuple(sorted(map(_found, issues), key=lambda found: found.line))


def _found(issue: Mapping[str, object]) -> Found:
    number, title = issue.get("number"), str(issue.get("title") or "").strip()
    if not isinstance(number, int):
        raise UnreadableFileError(labels()("comment.import.no_issues", path="number"))
    body = _COMMENT_RE.sub("", str(issue.get("body") or "")).replace("\r\n", "\n")
    fields = dict(_fields(body))
    cited = [] if fields.get("place") else [citation.text for citation in citations.find(title)]
    remark = fields.get("remark") or "\n\n".join(filter(None, (title, _plain(body, fields))))
    return Found(
        line=number,
        remark=remark,
        place=fields.get("place") or (cited[0] if len(cited) == 1 else ""),
        sender=fields.get("sender", ""),
        date=date_in(str(issue.get("created_at") or "")),
        proposal=fields.get("proposal", ""),
        document=fields.get("document", ""),
        edition=fields.get("edition", ""),
        source=f"issue-{number}",
    )


def _fields(body: str) -> Iterator[tuple[str, str]]:
    """What stands below each heading that the form has."""
    headings = list(_HEADING_RE.finditer(body))
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=False):
        name = _NAMES.get(fold(heading["heading"]).strip(" *:?"))
        value = body[heading.end() : end].strip()
        if name and value and value.casefold() not in _NONE:
            yield name, value


def _plain(body: str, fields: Mapping[str, str]) -> str:
    """The text of an issue that was not written with the form."""
    return "" if fields else body.strip()
