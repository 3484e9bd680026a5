"""Pictures and papers beside the texts: what they are called, and whether they are what they say.

Only what a browser shows as a picture, opens in a viewer or stores may lie beside the pages: it can
run nothing there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import IO

_HEAD = 64
_MACROS = "vbaproject.bin"


def _begins(*beginnings: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.read(_HEAD).startswith(beginnings)


def _is_webp(file: IO[bytes]) -> bool:
    head = file.read(_HEAD)
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _is_avif(file: IO[bytes]) -> bool:
    head = file.read(_HEAD)
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return head[4:8] == b"ftyp" and any(brand in head[8:size] for brand in (b"avif", b"avis"))


def _packs(part: str) -> Callable[[IO[bytes]], bool]:
    """Whether it is an office file with that part and without macros."""

    def is_packed(file: IO[bytes]) -> bool:
        if file.read(4) != b"PK\x03\x04":  # an archive may have anything before its first file
            return False
        try:
            names = {name.lower() for name in zipfile.ZipFile(file).namelist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            return False
        is_free = not any(name.endswith(_MACROS) for name in names)
        return is_free and {"[content_types].xml", part} <= names

    return is_packed


KINDS: Mapping[str, Callable[[IO[bytes]], bool]] = {
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "jpeg": _begins(b"\xff\xd8\xff"),
    "gif": _begins(b"GIF87a", b"GIF89a"),
    "webp": _is_webp,
    "avif": _is_avif,
    "pdf": _begins(b"%PDF-"),
    "docx": _packs("word/document.xml"),
    "xlsx": _packs("xl/workbook.xml"),
    "pptx": _packs("ppt/presentation.xml"),
}
"""Whether a file is of a kind, by the ending that says so."""


def ending_of(path: str) -> str:
    """The ending of a file's name in small letters, without its dot: `png`; empty for none."""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def is_genuine(path: str, file: IO[bytes]) -> bool:
    """Whether a file is what its ending says; false for an ending that is none of ours."""
    is_of_kind = KINDS.get(ending_of(path))
    return is_of_kind is not None and is_of_kind(file)
