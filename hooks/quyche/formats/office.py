"""Files of office programs (OPC, ECMA-376 part 2); the same content always gives the same bytes.

There is no template: one of those weighs more than all that is written with it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_CUSTOM_KIND = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RELATED = "application/vnd.openxmlformats-package.relationships+xml"
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name
_DATED = "2000-01-01T00:00:00Z"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML cannot hold, and what turns the direction of a line.
_FORBIDDEN_RE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True)
class OfficePart:
    """A part of a file, as XML without its declaration."""

    name: str
    """`word/document.xml`"""
    kind: str
    """Its content type."""
    content: str
    related: tuple[tuple[str, str], ...] = ()
    """What it refers to as `rId1`, `rId2`…: the kind and the way from here."""

    @property
    def role(self) -> str:
        """What it is to the part that refers to it, as the last word of its kind says."""
        return self.kind.rpartition(".")[2].removesuffix("+xml")


def written(
    title: str,
    author: str,
    locale: str,
    parts: Sequence[OfficePart],
    told: Mapping[str, str] | None = None,
) -> bytes:
    """The file, in a language such as `vi-VN`; its first part is the one that opens.

    `told` are properties of our own, which office programs keep and show among those of the file.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in _files(_properties(title, author, locale), parts, told or {}):
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, f"{_XML}{content}".encode(), compresslevel=9)
    return file.getvalue()


def clean(text: str) -> str:
    """The text as XML holds it."""
    return escape(_FORBIDDEN_RE.sub("", text))


def _files(
    properties: str, parts: Sequence[OfficePart], told: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    custom = ((f"{RELATIONS}/custom-properties", _CUSTOM),) if told else ()
    yield "[Content_Types].xml", _content_types(parts, has_custom=bool(told))
    core = (f"{_PACKAGE}/relationships/metadata/core-properties", _CORE)
    opened = (f"{RELATIONS}/officeDocument", parts[0].name)
    yield "_rels/.rels", _relations((opened, core, *custom))
    yield _CORE, properties
    if told:
        yield _CUSTOM, _custom(told)
    for part in parts:
        yield part.name, part.content
        if part.related:
            folder, _, name = part.name.rpartition("/")
            yield f"{folder}/_rels/{name}.rels", _relations(part.related)


def _content_types(parts: Iterable[OfficePart], *, has_custom: bool) -> str:
    kinds = {f"/{part.name}": part.kind for part in parts}
    if has_custom:
        kinds[f"/{_CUSTOM}"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    kinds[f"/{_CORE}"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{_RELATED}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _properties(title: str, author: str, locale: str) -> str:
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_DATED}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{clean(title)}</dc:title><dc:creator>{clean(author)}</dc:creator>"
        f"<dc:language>{locale}</dc:language>{times}</cp:coreProperties>"
    )


def _custom(told: Mapping[str, str]) -> str:
    """Properties of our own; by the standard their numbers begin with 2."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    properties = "".join(
        f'<property fmtid="{_CUSTOM_KIND}" pid="{number}" name="{clean(name)}">'
        f"<vt:lpwstr>{clean(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(told.items(), 2)
    )
    return (
        f'<Properties xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes">'
        f"{properties}</Properties>"
    )
