"""What XML is before a tree is made of it: well formed, not too deep, and nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from quyche.imports.files import limits
from quyche.imports.files.limits import BeyondLimitError

Started = Callable[[str, Mapping[str, str]], None]
Ended = Callable[[str], None]
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii"})


def check(
    source: bytes, part: str, started: Started | None = None, ended: Ended | None = None
) -> None:
    """Go through a part once, telling of every element that begins and ends.

    Raises BeyondLimitError for one that is broken, too deep or too long, or that declares entities
    or anything outside of itself: those are never read, so nothing is fetched or multiplied.
    """
    measure = _Measure(part, started, ended)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.XmlDeclHandler = measure.declared
    parser.StartDoctypeDeclHandler = measure.typed
    parser.StartElementHandler = measure.started
    parser.EndElementHandler = measure.ended
    try:
        parser.Parse(source, True)  # noqa: FBT003 - expat takes it by its place
    except (expat.ExpatError, ValueError, LookupError) as fault:
        line = getattr(fault, "lineno", 1)
        raise BeyondLimitError("broken_xml", part=part, line=line) from fault


class _Measure:
    """Counts on the way through."""

    def __init__(self, part: str, started: Started | None, ended: Ended | None) -> None:
        self._part = part
        self._started, self._ended = started, ended
        self._depth = 0
        self._count = 0

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """The one encoding that two readers of XML could understand differently is none of ours."""
        if encoding and encoding.lower() not in _ENCODINGS:
            raise BeyondLimitError("xml_encoding", part=self._part, found=encoding)

    def typed(self, *_: object) -> NoReturn:
        """Office files have no document type; whatever it would declare is an attack."""
        raise BeyondLimitError("entities", part=self._part)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        self._count += 1
        if self._depth > limits.MOST_XML_DEPTH:
            raise BeyondLimitError("depth", most=limits.MOST_XML_DEPTH)
        if self._count > limits.MOST_ELEMENTS:
            raise BeyondLimitError("elements", most=limits.MOST_ELEMENTS)
        if self._started:
            self._started(name.rpartition(":")[2], attributes)

    def ended(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._ended:
            self._ended(name.rpartition(":")[2])
