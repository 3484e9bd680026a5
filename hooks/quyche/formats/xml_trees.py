"""Elements of XML and their bytes, for writers of files that other programs read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

XmlElement: TypeAlias = etree._Element  # noqa: SLF001  # its only name in the library
XmlPart: TypeAlias = "str | XmlElement"
_UNWRITABLE_RE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnwritableError(ValueError):
    """An attribute would hold a character that XML cannot; `character` is it."""

    def __init__(self, character: str) -> None:
        super().__init__(character)
        self.character = character


def unwritable(text: str) -> str:
    """The first character of a text that XML cannot hold, however it is written; empty for none."""
    found = _UNWRITABLE_RE.search(text)
    return found.group() if found else ""


def element(name: str, /, *parts: XmlPart | None, **attributes: str) -> XmlElement:
    """An element with its text and what stands in it, in order.

    An attribute that is empty is left out, and so is a part that is None. Raises UnwritableError
    for an attribute; who gives text knows where it is from and asks `unwritable`.
    """
    for value in attributes.values():
        if found := unwritable(value):
            raise UnwritableError(found)
    made = etree.Element(name, {key: value for key, value in attributes.items() if value})
    add(made, parts)
    return made


def add(to: XmlElement, parts: Iterable[XmlPart | None]) -> None:
    """Add text and elements at the end of an element."""
    for part in parts:
        if isinstance(part, str):
            _add_text(to, part)
        elif part is not None:
            to.append(part)


def _add_text(to: XmlElement, text: str) -> None:
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text


def read(written: str) -> XmlElement:
    """The tree of XML that we wrote ourselves."""
    return etree.fromstring(written)


def inner_name(node: XmlElement) -> str:
    """The name of an element without its namespace."""
    return etree.QName(node).localname


def outer_xml(node: XmlElement) -> str:
    """An element as it stands in its file, where the spaces of its names are known already."""
    told = "".join(f' xmlns:{name}="{space}"' for name, space in node.nsmap.items())
    return etree.tostring(node, encoding="unicode", with_tail=False).replace(told, "", 1)


def as_xml(root: XmlElement, namespace: str) -> bytes:
    """A whole file; all elements of the tree are of one namespace."""
    top = etree.Element(root.tag, dict(root.attrib), nsmap={None: namespace})
    top.text = root.text
    top.extend(list(root))
    for node in top.iter(etree.Element):
        node.tag = etree.QName(namespace, str(node.tag)).text
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8") + b"\n"
