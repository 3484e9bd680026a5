"""One text of a document, as the front matter and the digest of a file tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quyche.corpus import corpora
from quyche.texts import document_ids, frontmatter
from quyche.texts.digests import digest
from quyche.texts.metadata import DOCUMENT_KINDS, DocumentStatus, Metadata


@dataclass(frozen=True)
class Revision:
    """One document as one edition has it."""

    id: str
    path: str
    """Of its file, relative to the folder of documents."""
    metadata: Metadata
    body: str
    """The digest of its text without the front matter: equal in editions of the same text."""
    source: str
    """The digest of the whole file."""

    @property
    def title(self) -> str:
        """What lists call it."""
        return self.metadata.short_title

    @property
    def is_adopted(self) -> bool:
        """Whether it is in force in its edition."""
        return self.metadata.status is DocumentStatus.ADOPTED

    @property
    def is_draft(self) -> bool:
        """Whether its edition only proposes it."""
        return self.metadata.status is DocumentStatus.DRAFT

    @property
    def standing(self) -> tuple[object, ...]:
        """What the front matter says of its state: a draft, adopted, since when."""
        told = self.metadata
        return told.status, told.draft, told.number, told.adopted, told.effective, told.expires


@lru_cache(maxsize=65536)  # most editions leave most documents as they were
def revision_of(path: str, content: bytes) -> Revision | None:
    """The document that a file holds; None for a page of another kind."""
    source, problems = corpora.decode(content, path)
    front, body, _ = frontmatter.split(source)
    if problems or not front:
        return None
    values, _ = frontmatter.read(front, path, corpora.SCHEMAS)
    if values.text("kind") not in DOCUMENT_KINDS:
        return None
    return Revision(
        document_ids.id_in(front, path), path, Metadata.of(values), digest(body), digest(content)
    )
