"""What a foreign file is by its bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from quyche.errors import UnreadableFileError
from quyche.imports.files import limits
from quyche.imports.files.limits import BeyondLimitError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path


class FileKind(StrEnum):
    """What a file is; its name is that of the label that says so and what to do."""

    TEXT = "text"
    PAGE = "page"
    WORD = "word"
    WORKBOOK = "workbook"
    OPEN_WORKBOOK = "open_workbook"
    OLD_WORKBOOK = "old_workbook"
    OLD_WORD = "old_word"
    OPEN_TEXT = "open_text"
    SLIDES = "slides"
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"
    WORD_XML = "word_xml"
    MAIL_PAGE = "mail_page"
    RICH_TEXT = "rich_text"
    PDF = "pdf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    CUT_ARCHIVE = "cut_archive"
    BINARY = "binary"
    EMPTY = "empty"


TEXTS = frozenset({FileKind.TEXT})
PAGES = frozenset({FileKind.PAGE, FileKind.TEXT})
"""A page may begin without a word of HTML."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STARTS = (
    (FileKind.PDF, (b"%PDF",)),
    (FileKind.RICH_TEXT, (b"{\\rtf",)),
    (FileKind.PICTURE, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM\x36")),
    (FileKind.ARCHIVE, (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")),
    (FileKind.MAIL_PAGE, (b"MIME-Version:",)),
)
# Streams inside an OLE file, as its directory names them.
_STREAMS = (
    (FileKind.ENCRYPTED, "EncryptedPackage"),
    (FileKind.OLD_WORD, "WordDocument"),
    (FileKind.SLIDES, "PowerPoint Document"),
    (FileKind.OLD_WORKBOOK, "Workbook"),
    (FileKind.OLD_WORKBOOK, "Book\0"),
)
_PARTS = (
    (FileKind.WORD, "word/document.xml"),
    (FileKind.WORKBOOK, "xl/workbook.xml"),
    (FileKind.SLIDES, "ppt/presentation.xml"),
)
_OPEN = {
    b"application/vnd.oasis.opendocument.text": FileKind.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.OPEN_WORKBOOK,
    b"application/vnd.oasis.opendocument.presentation": FileKind.SLIDES,
}
_LONGEST_TYPE = 80
_HEAD = 4096
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_PAGE_RE = re.compile(
    rb"""\s*+ (?:<\?xml[^>]*+>\s*+)?
         (?:<!--(?:(?!-->).)*+-->\s*+)*+
         <(?:(?:!doctype\s+html|html)\b
            |(?:head|body|meta|title|main|div|p|h[1-6]|table|[ou]l)\b[^<>]*+>)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_WORD_XML_RE = re.compile(rb"<\?mso-application\s+progid=.Word|<w:wordDocument\b|<pkg:package\b")


def opened(path: Path, wanted: AbstractSet[FileKind]) -> bytes:
    """The bytes of a file that is of a wanted kind.

    Raises UnreadableFileError for a file that is none, saying what it is and what to do.
    """
    return of_kind(path, read(path), wanted)


def of_kind(path: Path, source: bytes, wanted: AbstractSet[FileKind]) -> bytes:
    """The same for what a file holds already read; `path` names it in what is said."""
    found = kind_of(source)
    if found not in wanted:
        refuse(path, found)
    return source


def refuse(path: Path, found: FileKind) -> None:
    """Raise UnreadableFileError: what the file is, and what to do with it."""
    raise UnreadableFileError(f"foreign.kinds.{found}", path=path)


def read(path: Path) -> bytes:
    """The bytes of a file; nothing is read of what is no file, or larger than any we take.

    Raises UnreadableFileError.
    """
    with limits.naming(path):
        try:
            size = path.stat().st_size
            if not path.is_file():
                raise BeyondLimitError("no_file")
            _check_size(size, limits.MOST_BYTES)
            source = path.read_bytes()
        except FileNotFoundError as fault:
            raise BeyondLimitError("no_file") from fault
        except OSError as fault:
            raise BeyondLimitError("unopened", reason=fault) from fault
        is_packed = source.startswith((_OLE, *_ZIP))
        _check_size(len(source), limits.MOST_BYTES if is_packed else limits.MOST_TEXT_BYTES)
        return source


def _check_size(size: int, most: int) -> None:
    if size > most:
        million = 1_000_000
        raise BeyondLimitError("bytes", found=size // million, most=most // million)


def kind_of(source: bytes) -> FileKind:
    """What the bytes are; text where nothing speaks against it."""
    if not source.strip(b"\0"):
        return FileKind.EMPTY
    if source.startswith(_OLE):
        return _ole_kind(source)
    if source.startswith(_ZIP):
        return _archive_kind(source)
    for kind, starts in _STARTS:
        if source.startswith(starts):
            return kind
    return _text_kind(source)


def _ole_kind(source: bytes) -> FileKind:
    for kind, name in _STREAMS:
        if name.encode("utf-16-le") in source:
            return kind
    return FileKind.OLD_OFFICE


def _archive_kind(source: bytes) -> FileKind:
    try:
        if source.count(b"PK\x01\x02") > 2 * limits.MOST_ENTRIES:
            return FileKind.ARCHIVE
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and (kind := _open_kind(archive)):
                return kind
    except (ValueError, OSError, zipfile.BadZipFile, NotImplementedError, EOFError):
        return FileKind.CUT_ARCHIVE
    return next((kind for kind, part in _PARTS if part in names), FileKind.ARCHIVE)


def _open_kind(archive: zipfile.ZipFile) -> FileKind | None:
    """What an OpenDocument archive says it is; the entry that says so is never packed."""
    entry = archive.getinfo("mimetype")
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > _LONGEST_TYPE:
        return None
    return _OPEN.get(archive.read(entry).strip()) if not entry.flag_bits & 1 else None


def _text_kind(source: bytes) -> FileKind:
    head = source.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    if _WORD_XML_RE.search(head):
        return FileKind.WORD_XML
    if source.startswith(_WIDE):
        return FileKind.TEXT
    if _PAGE_RE.match(head):
        return FileKind.PAGE
    return FileKind.BINARY if b"\0" in head else FileKind.TEXT
