"""Remarks from a repository's issues, as the public interface of its host gives them.

An issue that was written with the form for remarks has a heading for each field; in any other
the text is the remark. What it speaks of may also be told by a link to the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from quyche import urls
from quyche.errors import UnreadableFileError
from quyche.imports.files import kinds
from quyche.imports.remarks.found import FoundRemark, date_in, day_of
from quyche.language import citations
from quyche.language.grammars import Grammar
from quyche.language.spelling import compose, fold
from quyche.language.vietnamese import VN

FIELDS: Mapping[str, tuple[str, ...]] = {
    "document": ("văn bản", "document"),
    "edition": ("phiên bản", "edition"),
    "place": (
        *("điều, khoản", "điều, khoản, điểm", "vị trí", "nhiệm vụ"),
        *("provision", "article, clause"),
    ),
    "quoted": ("nguyên văn", "text as it stands"),
    "sender": (
        *("nơi góp ý", "cơ quan góp ý", "cơ quan, đơn vị góp ý", "đơn vị góp ý"),
        "from",
    ),
    "date": ("ngày góp ý", "date"),
    "remark": ("nội dung góp ý", "ý kiến", "góp ý", "remark", "comment"),
    "proposal": ("đề nghị ghi", "đề nghị sửa", "đề nghị viết lại", "proposed wording"),
}
"""What the headings of the form are called."""
_NAMES = {fold(heading): name for name, headings in FIELDS.items() for heading in headings}
_HEADING_RE = re.compile(r"^#{2,4}[ \t]+(?P<heading>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NONE = ("_no response_", "_không trả lời_")
_GAP_RE = re.compile(r"\s+")
_COMMENT_RE = re.compile(r"<!--.*?-->", re.DOTALL)
# "https://…/17-du-thao-1/quy-che/quy-che-lam-viec/#dieu-5-khoan-2"
_LINK_RE = re.compile(
    r"https?://[^\s<>()]*?/(?P<edition>[\w.-]+)/"
    rf"(?:{'|'.join(urls.DOCUMENTS)})/(?P<document>[a-z0-9-]+)/?"
    r"(?:\?[^\s<>()#]*)?(?:#(?P<anchor>[\w-]+))?"
)


def read(path: Path, grammar: Grammar = VN) -> tuple[FoundRemark, ...]:
    """The remarks of a file of issues; pull requests, which the interface lists too, are none.

    Several pages of the interface may follow each other. Raises UnreadableFileError for a file
    that holds something else.
    """
    try:
        pages = list(_pages(kinds.opened(path, kinds.TEXTS).decode("utf-8-sig")))
    except RecursionError as fault:
        raise UnreadableFileError("foreign.recursion", path=path) from fault
    except UnicodeDecodeError as fault:
        place = {"path": path, "byte": fault.start + 1}
        raise UnreadableFileError("convert.not_utf8", **place) from fault
    except ValueError as fault:
        raise UnreadableFileError("remark.import.unreadable", path=path, reason=fault) from fault
    entries = [entry for page in pages for entry in (page if isinstance(page, list) else [page])]
    told = [one for one in entries if isinstance(one, dict) and isinstance(_number(one), int)]
    if len(told) < len(entries):
        raise UnreadableFileError("remark.import.no_issues", path=path)
    issues = (one for one in told if not one.get("pull_request"))  # null at Forgejo
    found = (_found(one, grammar) for one in issues)
    return tuple(sorted(found, key=lambda one: one.line))


def _pages(text: str) -> Iterator[object]:
    """The values that a text holds, one after the other; raises ValueError where it is no JSON."""
    decoder, position = json.JSONDecoder(), 0
    end = len(text.rstrip())
    while position < end:
        if gap := _GAP_RE.match(text, position):
            position = gap.end()
        page, position = decoder.raw_decode(text, position)
        yield page
    if not position:
        raise ValueError("0 byte")


def _number(issue: Mapping[str, object]) -> object:
    """Its number as people see it, which GitLab calls otherwise than the others."""
    return issue.get("number", issue.get("iid"))


def _found(issue: Mapping[str, object], grammar: Grammar) -> FoundRemark:
    body = str(issue.get("body") or issue.get("description") or "")
    number = _number(issue)
    found = found_in(str(issue.get("title") or "").strip(), body, grammar)
    return replace(
        found,
        line=int(str(number)),
        date=day_of(str(issue.get("created_at") or "")),
        source=f"issue-{number}",
    )


def found_in(title: str, written: str, grammar: Grammar) -> FoundRemark:
    """What somebody says below a title, with the headings of the form or without."""
    body = _COMMENT_RE.sub("", written).replace("\r\n", "\n")
    fields, rest = _parted(body)
    remark = "\n\n".join(filter(None, (fields.get("remark", "") or title, rest)))
    link = _LINK_RE.search("\n".join((fields.get("place", ""), body)))
    told = link.groupdict(default="") if link else {}
    cited = [citation.text for citation in citations.find(title, grammar)]
    place = _LINK_RE.sub("", fields.get("place", "")).strip(" ()\n")
    return FoundRemark(
        line=1,
        remark=remark,
        place=told.get("anchor", "") or place or (cited[0] if len(cited) == 1 else ""),
        sender=fields.get("sender", ""),
        date=date_in(fields.get("date", "")),
        proposal=fields.get("proposal", ""),
        quoted=fields.get("quoted", ""),
        document=fields.get("document", "") or told.get("document", ""),
        edition=fields.get("edition", "") or told.get("edition", ""),
    )


def field_of(line: str) -> str:
    """Which field of the form a line is the heading of; empty for any other line."""
    heading = _HEADING_RE.fullmatch(line)
    return _NAMES.get(fold(heading["heading"]).strip(" *:?"), "") if heading else ""


def _parted(body: str) -> tuple[dict[str, str], str]:
    """What stands below each heading that the form has, and all the rest."""
    fields: dict[str, str] = {}
    headings = list(_HEADING_RE.finditer(body))
    rest = [body[: headings[0].start()] if headings else body]
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=False):
        name = _NAMES.get(fold(heading["heading"]).strip(" *:?"))
        value = body[heading.end() : end].strip()
        if compose(value).casefold() in _NONE or not value:
            continue
        if name:
            fields[name] = "\n\n".join(filter(None, (fields.get(name), value)))
        else:
            rest.append(f"{heading['heading']}: {value}")
    return fields, "\n\n".join(part for each in rest if (part := each.strip()))
