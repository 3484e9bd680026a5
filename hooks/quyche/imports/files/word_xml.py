"""The XML inside a Word file: opening its parts, and the names of its elements."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from quyche.errors import UnreadableFileError
from quyche.imports.messages import labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from lxml.etree import _Element

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST = 300_000_000
"""Bytes of one part, unpacked: more is no document but an attack."""
_OFF = frozenset({"0", "false", "off", "none"})


def open_parts(path: Path, content: IO[bytes] | None = None) -> dict[str, _Element]:
    """The text parts of a Word file by their names, e.g. `document`.

    `content` is what it holds, where that lies in no file of its own. Raises UnreadableFileError
    for a file that is none.
    """
    try:
        with zipfile.ZipFile(content or path) as archive:
            names = [info for info in archive.infolist() if _is_text(info)]
            parts = {info.filename[5:-4]: _parsed(archive.read(info)) for info in names}
    except (
        OSError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        etree.XMLSyntaxError,
    ) as fault:
        raise UnreadableFileError(
            labels()("convert.unreadable", path=path, reason=fault)
        ) from fault
    if "document" not in parts:
        reason = "word/document.xml"
        raise UnreadableFileError(labels()("convert.unreadable", path=path, reason=reason))
    return parts


def _is_text(info: zipfile.ZipInfo) -> bool:
    is_part = info.filename.startswith("word/") and info.filename.count("/") == 1
    if is_part and info.file_size > _LARGEST:
        raise zipfile.BadZipFile(f"{info.filename}: {info.file_size} bytes")
    return is_part and info.filename.endswith(".xml")


def _parsed(source: bytes) -> _Element:
    """The tree of one part; nothing outside it is read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
    )
    return etree.fromstring(source.replace(_STRICT, _NAMESPACE[1:-1].encode()), parser)


def tag(element: _Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name."""
    return None if element is None else element.find(_NAMESPACE + name)


def descend(element: _Element, name: str) -> Iterator[_Element]:
    """All elements of that name inside."""
    return element.iter(_NAMESPACE + name)


def attribute(element: _Element | None, name: str = "val", default: str = "") -> str:
    """An attribute of Word's own namespace."""
    if element is None:
        return default
    return str(element.get(_NAMESPACE + name, default))


def number(element: _Element | None, default: int | None) -> int | None:
    """The value of an element as a number."""
    text = attribute(element)
    return int(text) if text.lstrip("-").isdigit() else default


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and attribute(element, default="1").lower() not in _OFF
