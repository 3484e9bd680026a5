"""A file of a document that was downloaded, held to the same file made anew from Git."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from quyche import schemas, urls
from quyche.errors import QuycheError
from quyche.exports import document_files
from quyche.imports.files import word_lines
from quyche.problems import error, warning
from quyche.publishing.copies import OF_FILE, VerifiedCopy, concluded, stream_of, told
from quyche.publishing.download_copies import differences, placed
from quyche.texts.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.exports.exported_texts import ExportedText
    from quyche.problems import Problem
    from quyche.publishing.copies import Editions

_FORMATS = {f".{suffix}": name for name, suffix in document_files.SUFFIXES.items()}
_READABLE = frozenset({"txt", "md", "akn", "json"})
"""The formats whose words can be told from each other; of Word, its lines."""
# What a browser adds to the name of a file that it has already: `a-17 (1).pdf`
_AGAIN_RE = re.compile(r" ?\(\d+\)$")
_TITLED = "docProps/core.xml"
Exported = Callable[[str, str], "ExportedText"]
"""Reads a document of an edition: its id, the edition's name."""


@dataclass(frozen=True)
class RenditionCopy:
    """A document as Word, PDF, plain text, Markdown, JSON or Akoma Ntoso."""

    path: str
    content: bytes
    editions: Editions
    exported: Exported

    def verified(self) -> VerifiedCopy | None:
        """What it is, and what of it is not what Git gives; None for what is no such file.

        It is known by its name, as the site gave it, or by what it holds.
        """
        name = _FORMATS.get(PurePosixPath(self.path).suffix.lower())
        if name is None:
            return None
        named = self._named()
        if named and self._written(named, name) == self.content:
            return self._copy(named, name)
        same = self._published(name) or self._made(name)
        place = same or named  # a changed file is of what its name says
        wanted = self._written(place, name) if place else None
        if place is None or wanted is None:
            return None
        return concluded(self._copy(place, name), self._differences(wanted, name))

    def _written(self, place: tuple[str, str], name: str) -> bytes | None:
        """The file as Git gives it; None where an edition has no such document or file."""
        edition, document = place
        try:
            return document_files.written(self.exported(document, edition), name)
        except QuycheError:
            return None

    def _copy(self, place: tuple[str, str], name: str) -> VerifiedCopy:
        edition, document = place
        file = f"{document}-{edition}.{document_files.SUFFIXES[name]}"
        title = f"{self.exported(document, edition).text.title} ({file})"
        return VerifiedCopy(self.path, edition, self.editions.commit(edition), title)

    def _named(self) -> tuple[str, str] | None:
        """The edition and the document that its name tells."""
        stem = _AGAIN_RE.sub("", PurePosixPath(self.path).stem)
        names = (urls.WORK, *(one.name for one in self.editions.newest_first))
        known = sorted(names, key=len, reverse=True)
        edition = next((one for one in known if stem.endswith(f"-{one}")), "")
        return (edition, stem.removesuffix(f"-{edition}")) if edition else None

    def _published(self, name: str) -> tuple[str, str] | None:
        """The edition and the document whose published file holds just the same."""
        suffix, own = document_files.SUFFIXES[name], digest(self.content)
        for edition in self.editions.newest_first:
            for text in self.editions.corpus(edition.name).texts:
                file = urls.rendition_of(text.path, edition.name, suffix)
                held = self.editions.published(f"{edition.name}/{file}")
                if held is not None and digest(held) == own:
                    return edition.name, text.id
        return None

    def _made(self, name: str) -> tuple[str, str] | None:
        """The same where nobody has the site: those of the title are made anew until one is it."""
        said, tried = _said(self.content).casefold(), set()
        for edition in self.editions.newest_first:
            for text in self.editions.corpus(edition.name).texts:
                own = (text.path, text.document.source)
                if own in tried or text.title.casefold() not in said:
                    continue
                tried.add(own)
                place = (self._brought(edition.name, *own), text.id)
                if self._written(place, name) == self.content:
                    return place
        return None

    def _brought(self, edition: str, path: str, source: str) -> str:
        """The edition since which a document has been the same, without a gap."""
        names = self.editions.archive.ledger.names
        for older in reversed(names[: names.index(edition)]):
            held = self.editions.corpus(older).by_path.get(path)
            if held is None or held.document.source != source:
                break
            edition = older
        return edition

    def _differences(self, wanted: bytes, name: str) -> Iterator[Problem]:
        """Each difference in words; that the file is another one, where no words tell it.

        A word processor may save a file again; what is letters alone is another file then.
        """
        pair = (
            (_laid_out(wanted), _laid_out(self.content))
            if name == "json"
            else (wanted, self.content)
        )
        if pair[0] == pair[1]:
            return
        if name == "docx":
            ours, theirs = (word_lines.lines_of(each, Path(self.path)) for each in pair)
            rows = placed(line.text for line in ours)
            ours = tuple(replace(line, row=one.row) for line, one in zip(ours, rows, strict=True))
            found = list(differences(self.path, ours, theirs))
            yield from found or [warning(self.path, 0, "copy-saved-again")]
            return
        found = list(self._in_letters(*pair)) if name in _READABLE else []
        yield from found or [error(self.path, 0, "verify-file-changed")]

    def _in_letters(self, wanted: bytes, content: bytes) -> Iterator[Problem]:
        shown, theirs = (
            [line.lstrip("# ") for line in each.decode(errors="replace").splitlines()]
            for each in (wanted, content)
        )
        changes = stream_of((line.row, line.text) for line in placed(shown))
        yield from told(self.path, OF_FILE, changes.changes("\n".join(theirs)), lambda row: row)


def _laid_out(content: bytes) -> bytes:
    """JSON with a line for each value, however it was written; what is none as it is."""
    try:
        return schemas.as_json("export", json.loads(content)).encode()
    except ValueError:
        return content


def _said(content: bytes) -> str:
    """What a file says as far as it can be read at once: of Word, what it is called."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(_TITLED)
    except (zipfile.BadZipFile, KeyError, RuntimeError, zlib.error, EOFError):
        pass
    return " ".join(html.unescape(content.decode(errors="replace")).split())
