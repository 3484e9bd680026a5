"""The XML inside a Word file: opening its parts, and the names of its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from quyche.imports.files import archives, kinds, limits, xml_measures
from quyche.imports.files.kinds import FileKind
from quyche.imports.files.limits import BeyondLimitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORD = frozenset({FileKind.WORD})
_CUSTOM = "docProps/custom.xml"
_OFF = frozenset({"0", "false", "off", "none"})


def open_parts(path: Path, content: bytes | None = None) -> dict[str, _Element]:
    """The text parts of a Word file by their names, e.g. `document`.

    `content` is what it holds, where that lies in no file of its own. Raises UnreadableFileError
    for a file that is none, and BeyondLimitError for one with too much in it.
    """
    source = kinds.opened(path, _WORD) if content is None else kinds.of_kind(path, content, _WORD)
    parts = archives.parts_of(source, _is_text)
    return {name[5:-4]: _parsed(part, name) for name, part in parts.items()}


def properties_of(path: Path) -> dict[str, str]:
    """What the file says of itself under names of our own; nothing where it says nothing.

    Raises what `open_parts` raises.
    """
    source = kinds.opened(path, _WORD)
    parts = archives.parts_of(source, lambda name: name == _CUSTOM)
    roots = [_parsed(part, name) for name, part in parts.items()]
    return {str(own.get("name", "")): text_of(own).strip() for root in roots for own in root}


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.count("/") == 1 and name.endswith(".xml")


def _parsed(source: bytes, name: str) -> _Element:
    """The tree of one part; nothing outside it is read."""
    xml_measures.check(source, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.replace(_STRICT, _NAMESPACE[1:-1].encode()), parser)
    except etree.XMLSyntaxError as fault:
        raise BeyondLimitError("broken_xml", part=name, line=fault.lineno) from fault
    if root.getroottree().docinfo.doctype:
        raise BeyondLimitError("entities", part=name)
    return root


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


def number(element: _Element | None, default: int) -> int:
    """The value of an element as a number.

    Raises BeyondLimitError for one that Word would not take.
    """
    return limits.counted(attribute(element), default)


def text_of(element: _Element) -> str:
    """All text in an element, however it is cut up."""
    return "".join(element.itertext())


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and attribute(element, default="1").lower() not in _OFF
