"""Remarks on slips: text files and mails in which each field stands below its heading.

A page makes them for whoever has no account at the host of the repository. One file may hold
several, one after the other.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from quyche.errors import UnreadableFileError
from quyche.imports.files import kinds, limits
from quyche.imports.files.kinds import FileKind
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.remarks import issues
from quyche.imports.remarks.found import FoundRemark, day_of
from quyche.language.spelling import compose
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from quyche.language.grammars import Grammar

_MAIL = ".eml"
_KINDS = frozenset({FileKind.TEXT, FileKind.MAIL_PAGE})


def is_one(path: Path) -> bool:
    """Whether a file is a mail, or a text that has the heading of a remark: not a table."""
    suffix = path.suffix.lower()
    if suffix != ".txt":
        return suffix == _MAIL
    lines = kinds.opened(path, kinds.TEXTS).decode("utf-8-sig", "replace").splitlines()
    return any(issues.field_of(line.rstrip()) == "remark" for line in lines)


def read(path: Path, grammar: Grammar = VN) -> tuple[FoundRemark, ...]:
    """The remarks of a file of slips; raises UnreadableFileError for one that holds none."""
    text, day = _mail(path) if path.suffix.lower() == _MAIL else (_text(path), None)
    found = tuple(_found(first, slip, day, grammar) for first, slip in _slips(text))
    if not found:
        raise UnreadableFileError("remark.import.no_slip", path=path)
    return found


def _text(path: Path) -> str:
    with limits.naming(path):
        try:
            return kinds.opened(path, kinds.TEXTS).decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise BeyondLimitError("encoding", found="utf-8", byte=fault.start + 1) from fault


def _mail(path: Path) -> tuple[str, datetime.date | None]:
    """What a mail says and when it was sent; raises UnreadableFileError for one without a text."""
    mail: EmailMessage = message_from_bytes(kinds.opened(path, _KINDS), policy=policy.default)
    body = mail.get_body(("plain",))
    if body is None:
        raise UnreadableFileError("remark.import.no_slip", path=path)
    try:
        day = day_of(parsedate_to_datetime(str(mail["date"])).isoformat()) if mail["date"] else None
        text = str(body.get_content())
    except (LookupError, ValueError) as fault:
        raise UnreadableFileError("remark.import.unreadable", path=path, reason=fault) from fault
    is_flowed = str(body.get_param("format", "")).lower() == "flowed"
    return (_unflowed(text) if is_flowed else text), day


def _unflowed(text: str) -> str:
    """A text whose lines go on where they end with a blank (RFC 3676)."""
    return text.replace("\r\n", "\n").replace(" \n", " ")


def _slips(text: str) -> Iterator[tuple[int, str]]:
    """Each slip with the number of its first line; a heading that comes again begins another."""
    seen: set[str] = set()
    first, lines = 1, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if name := issues.field_of(line.rstrip()):
            if name in seen:
                yield first, "\n".join(lines)
                first, lines, seen = number, [], set()
            seen.add(name)
        if seen:  # what stands above the first heading says what the slip is, and nothing else
            lines.append(line)
        else:
            first = number + 1
    if "remark" in seen:
        yield first, "\n".join(lines)


def _found(line: int, slip: str, day: datetime.date | None, grammar: Grammar) -> FoundRemark:
    found = issues.found_in("", slip, grammar)
    told = (found.place, found.sender, found.remark, found.proposal)
    own = "\0".join(" ".join(compose(part).split()) for part in told)
    source = f"phieu-{hashlib.sha256(own.encode()).hexdigest()[:10]}"
    return replace(found, line=line, date=found.date or day, source=source)
