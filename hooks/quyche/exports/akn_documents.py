"""A document as Akoma Ntoso 3.0, as programs of legislation read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from quyche.errors import RefusedError
from quyche.exports.akn_bodies import AknBody, said
from quyche.exports.akn_identities import AknIdentities
from quyche.exports.akn_metas import AknMeta
from quyche.formats.xml_trees import UnwritableError, XmlElement, as_xml, element
from quyche.language.kinds import Kind
from quyche.markup.runs import Run
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from quyche.exports.akn_bodies import Part
    from quyche.exports.exported_texts import ExportedText

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def as_akn(exported: ExportedText) -> bytes:
    """The document, valid by the strict schema of the standard.

    Its words are those of the document, in order. Raises RefusedError for a character that XML
    cannot hold, with its line in the text; what the front matter or the register says has none.
    """
    try:
        return as_xml(element("akomaNtoso", _document(exported)), NAMESPACE)
    except UnwritableError as fault:
        told = {"path": exported.text.path, "line": 1, "code": f"{ord(fault.character):04X}"}
        raise RefusedError("export.unwritable", **told) from fault


def _document(exported: ExportedText) -> XmlElement:
    identities = AknIdentities(exported.reading)
    body = AknBody.of(exported, identities)
    meta = AknMeta(exported, identities)
    parts = said(exported.document.content)
    own = list(takewhile(lambda part: not _is_attachment(part), parts))
    inside = [*_own(own, body), _attachments(parts[len(own) :], body, meta)]
    document = element(identities.type_of(exported.metadata), meta.whole(body.named), *inside)
    document.set("name", identities.subtype(exported.metadata))
    return document


def _own(parts: Sequence[Part], body: AknBody) -> Iterator[XmlElement]:
    """What stands before the attachments: title, bases, provisions, what closes them."""
    before = list(takewhile(lambda part: isinstance(part, Block), parts))
    after = list(takewhile(lambda part: isinstance(part, Block), reversed(parts)))[::-1]
    titles = [at for at, part in enumerate(before) if _is_title(part)]
    end = titles[-1] + 1 if titles else 0
    preface = list(_preface(before[:end], body))
    if preface:
        yield element("preface", *preface, eId="preface")
    if len(before) == len(parts):  # there is no provision
        yield element("body", *_text(before[end:], body), eId="body")
        return
    yield from _blocks("preamble", before[end:], body)
    inner = parts[len(before) : len(parts) - len(after)]
    yield element("body", *body.hierarchy(inner, "body"), eId="body")
    yield from _blocks("conclusions", after, body)


def _preface(parts: Sequence[Part], body: AknBody) -> Iterator[XmlElement]:
    """The title, with what stands above it; that of the front matter where there is no other."""
    exported = body.exported
    if not exported.document.title and exported.metadata.title:
        yield body.title((Run(exported.metadata.title),), 1, "preface")
    for part in parts:
        if isinstance(part, Block):
            if part.kind is BlockKind.TITLE:
                yield body.title(part.heading_runs, part.line, "preface")
            elif part.kind is not BlockKind.NOTE:
                yield from body.blocks([part], "preface")
    yield from body.unreferred("preface")


def _text(parts: Sequence[Part], body: AknBody) -> Iterator[XmlElement]:
    """The body of a document without provisions, which may not be empty."""
    found = list(body.hierarchy(parts, "body"))
    yield from found or [element("hcontainer", eId="body__hcontainer_1", name="text")]


def _blocks(name: str, parts: Sequence[Part], body: AknBody) -> Iterator[XmlElement]:
    blocks = [part for part in said(parts) if isinstance(part, Block)]
    if blocks:
        yield element(name, *body.blocks(blocks, name), eId=name)


# Attachments


def _attachments(parts: Sequence[Part], body: AknBody, meta: AknMeta) -> XmlElement | None:
    if not parts:
        return None
    made = element("attachments")
    for group in _grouped(parts):
        first = group[0]
        if isinstance(first, Provision) and _is_attachment(first):
            eid, head = body.eid(first), body.head(first)
            inner = _loose(said(first.content), body, eid)
            made.append(_attachment(eid, [*head], [*inner], meta))
        else:  # what the document says below its attachments
            eid = f"att_{len(made) + 1}"
            made.append(_attachment(eid, [], [*_loose(group, body, eid)], meta))
    return made


def _attachment(
    eid: str, head: Sequence[XmlElement], inside: Sequence[XmlElement], meta: AknMeta
) -> XmlElement:
    empty = element("p", eId=f"{eid}__p_1")
    content = element("mainBody", *(inside or [empty]), eId=f"{eid}__mainbody")
    document = element("doc", meta.of_part(eid), content, name="attachment")
    return element("attachment", *head, document, eId=eid)


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Each attachment alone, and together what stands between two."""
    group: list[Part] = []
    for part in parts:
        if _is_attachment(part):
            if group:
                yield group
            yield [part]
            group = []
        else:
            group.append(part)
    if group:
        yield group


def _loose(parts: Sequence[Part], body: AknBody, eid: str) -> Iterator[XmlElement]:
    """Paragraphs and provisions side by side, as an attachment may have them."""
    for part in parts:
        if isinstance(part, Block):
            yield from body.blocks([part], eid)
        else:
            yield body.provision(part)


def _is_attachment(part: Part) -> bool:
    return isinstance(part, Provision) and part.kind is Kind.ATTACHMENT


def _is_title(part: Part) -> bool:
    return isinstance(part, Block) and part.kind is BlockKind.TITLE
