"""What front matters say that contradicts itself, the register or the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.problems import Problem, error, warning
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Corpus, Text

_ID_RE = re.compile(r"[a-z0-9_-]+")
"""What is spelled as the name of a file in the register; anything else is somebody's own name."""


def metadata_problems(text: Text, corpus: Corpus) -> Iterator[Problem]:
    """Whom and what a front matter names and nobody knows, and what it lacks or has too much."""
    metadata = text.metadata
    for key, entry in (("issuer", metadata.issuer), ("drafter", metadata.drafter)):
        if entry and entry not in corpus.register.by_id:
            line = metadata.lines.get(key, 1)
            is_id = _ID_RE.fullmatch(entry) is not None
            find, rule = (error, "register-id-unknown") if is_id else (warning, "register-unnamed")
            yield find(text.path, line, rule, id=entry, key=key)
    if metadata.meeting and metadata.meeting not in corpus.meetings_by_id:
        line = metadata.lines.get("meeting", 1)
        yield error(text.path, line, "meeting-unknown", found=metadata.meeting)
    for anchor, _ in metadata.reasons:
        if anchor not in text.by_anchor:
            line = metadata.lines.get("reasons", 1)
            yield error(text.path, line, "reason-anchor", found=anchor)
    is_drafted = metadata.status is DocumentStatus.DRAFT or "status" in metadata.unread
    if metadata.draft is not None and not is_drafted:
        line = metadata.lines.get("draft", 1)
        yield error(text.path, line, "draft-number", found=metadata.status)
    if metadata.status is DocumentStatus.ADOPTED:
        for key in ("number", "adopted", "effective"):
            is_needed = key != "number" or text.grammar.numbers(text.title)
            if is_needed and not getattr(metadata, key) and key not in metadata.unread:
                line = metadata.lines.get("status", 1)
                kind = warning if key == "effective" else error  # "from the day of signing"
                yield kind(text.path, line, "adopted-without", key=key)
