"""The files in which the documents of a published edition are offered: each text's once."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.records import Carrier
from quyche.errors import RefusedError
from quyche.exports import document_files
from quyche.exports.exported_texts import ExportedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.reading.reading import Reading

_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "md": "text/markdown",
    "json": "application/json",
    "akn": "application/akn+xml",
}
"""Of every format, in the order in which a page offers them."""


@dataclass(frozen=True)
class Rendition:
    """A document in one format, as its page offers it."""

    format: str
    media_type: str
    href: str
    """From its page; by the edition's own name, also where the page is shown under an alias."""
    address: str
    """Below the root of the site."""


@dataclass(frozen=True)
class Renditions:
    """The files of the documents of one edition.

    An edition has the files of the texts that it brought; of the others an older one has them.
    They are written when first they are asked for, so that a page offers what could be written.
    """

    reading: Reading
    standing: Standing
    folder: Path
    """Where the pages of the edition go."""
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """In which formats it has each document, by their ids; of those that were asked for."""

    def of(self, text: Text, base: str) -> tuple[Rendition, ...]:
        """The files of a document; `base` is the way from its page to the start of the edition.

        None where the edition does not stand beside others: nothing is published of it.
        """
        return tuple(self._of(text, base)) if self.standing.is_published else ()

    def _of(self, text: Text, base: str) -> Iterator[Rendition]:
        carrier = self._carrier(text)
        for name, media_type in _MEDIA_TYPES.items():
            if name in carrier.formats:
                file = urls.rendition_of(text.path, carrier.edition, document_files.SUFFIXES[name])
                address = f"{carrier.edition}/{file}"
                yield Rendition(name, media_type, posixpath.join(base, "..", address), address)

    def lacking(self, text: Text) -> tuple[str, ...]:
        """The formats that cannot hold the document, of which its page has no file; it says so."""
        if not self.standing.is_published:
            return ()
        formats = self._carrier(text).formats
        return tuple(name for name in _MEDIA_TYPES if name not in formats)

    def _carrier(self, text: Text) -> Carrier:
        older = self.standing.carriers.get(text.id)
        return older or Carrier(self.standing.name, self.written(text))

    def written(self, text: Text) -> Sequence[str]:
        """Write the files of a document beside its page; the formats that can hold its text."""
        if text.id not in self.files:
            made = self._made(text)
            for name, content in made.items():
                suffix = document_files.SUFFIXES[name]
                target = self.folder / urls.rendition_of(text.path, self.standing.name, suffix)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            self.files[text.id] = tuple(made)
        return self.files[text.id]

    def _made(self, text: Text) -> Mapping[str, bytes]:
        exported = ExportedText(self.reading, text, self.standing)
        made = {}
        for name in _MEDIA_TYPES:
            try:
                made[name] = document_files.written(exported, name)
            except RefusedError:  # the page says which it is, `check` which sign of the text
                continue
        return made
