"""What the front matter of a document or a meeting may say, and says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quyche import schemas
from quyche.texts.frontmatter import Field, FrontMatter

SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    kind: Field.each(schemas.of_kind(kind))
    for kind in ("regulation", "programme", "meeting", "page")
}


class DocumentKind(StrEnum):
    """What a document is made of. The value is the word in data."""

    REGULATION = "regulation"
    """Provisions."""
    PROGRAMME = "programme"
    """Tasks."""


DOCUMENT_KINDS: tuple[str, ...] = tuple(DocumentKind)
"""The words for documents in data."""


class DocumentStatus(StrEnum):
    """What a document is on its day. The value is the word in data."""

    UNKNOWN = ""
    DRAFT = "draft"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"

    @property
    def is_over(self) -> bool:
        """Whether the text was in force and no longer is."""
        return self in {DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED}


_STATUSES: tuple[str, ...] = tuple(DocumentStatus)


@dataclass(frozen=True)
class Metadata:
    """What the front matter of a regulation or programme says."""

    kind: str
    title: str
    short_title: str
    issuer: str
    system: str
    """Whose rules of presentation it follows, where those of its issuer are not its own."""
    place: str
    """Where it was issued, where that is not the site's place."""
    term: str
    status: DocumentStatus
    draft: int | None
    submitted: datetime.date | None
    number: str
    adopted: datetime.date | None
    effective: datetime.date | None
    expires: datetime.date | None
    repealed: datetime.date | None
    """The first day on which it is in force no longer."""
    repealed_by: str
    """What repeals it, as people name it."""
    drafter: str
    meeting: str
    replaces: str
    is_internal: bool
    """Marked so, or in a way that cannot be read: what is in doubt is not published."""
    aliases: tuple[str, ...]
    is_sample: bool
    reasons: tuple[tuple[str, str], ...]
    """Why provisions were changed, by their anchors."""
    lines: Mapping[str, int] = field(compare=False, hash=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False)
    """The keys that are there with what they may not hold, which was told when they were read."""

    @classmethod
    def of(cls, front: FrontMatter) -> Metadata:
        """The metadata that a front matter holds."""
        return cls(
            kind=front.text("kind"),
            title=front.text("title"),
            short_title=front.text("short_title") or front.text("title"),
            issuer=front.text("issuer"),
            system=front.text("system"),
            place=front.text("place"),
            term=front.text("term"),
            status=_status(front),
            draft=front.number("draft"),
            submitted=front.date("submitted"),
            number=front.text("number"),
            adopted=front.date("adopted"),
            effective=front.date("effective"),
            expires=front.date("expires"),
            repealed=front.date("repealed"),
            repealed_by=front.text("repealed_by"),
            drafter=front.text("drafter"),
            meeting=front.text("meeting"),
            replaces=front.text("replaces"),
            is_internal=_is_internal(front),
            aliases=front.texts("aliases"),
            is_sample=front.flag("sample"),
            reasons=tuple(front.named_texts("reasons").items()),
            lines=front.lines,
            unread=frozenset(front.lines) - frozenset(front.values),
        )

    @property
    def date(self) -> datetime.date | None:
        """The day whose bodies and roles the text speaks of."""
        return self.adopted or self.effective or self.submitted


def _status(front: FrontMatter) -> DocumentStatus:
    """As it is written; a word that is none was found wrong when it was read."""
    word = front.text("status")
    return DocumentStatus(word) if word in _STATUSES else DocumentStatus.UNKNOWN


def _is_internal(front: FrontMatter) -> bool:
    is_silent = bool(front.values) and "visibility" not in front.lines
    return not is_silent and front.text("visibility") != "public"


@dataclass(frozen=True)
class Meeting:
    """A meeting where documents were heard."""

    id: str
    path: str
    title: str
    body: str
    chair: str
    ordinal: int | None
    term: str
    date: datetime.date | None
    papers: tuple[str, ...]
    is_sample: bool
    lines: Mapping[str, int] = field(compare=False, hash=False)

    @classmethod
    def of(cls, front: FrontMatter, meeting_id: str, path: str) -> Meeting:
        """The meeting that a file's front matter describes."""
        return cls(
            id=meeting_id,
            path=path,
            title=front.text("title"),
            body=front.text("body"),
            chair=front.text("chair"),
            ordinal=front.number("ordinal"),
            term=front.text("term"),
            date=front.date("date"),
            papers=front.texts("papers"),
            is_sample=front.flag("sample"),
            lines=front.lines,
        )
