"""A document as plain text, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from quyche import schemas, urls
from quyche.exports import outlines
from quyche.markup.runs import runs
from quyche.texts import notes
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from quyche.exports.exported_texts import ExportedText
    from quyche.exports.outlines import FootnoteItem, Item
    from quyche.markup.runs import Run
    from quyche.texts.provisions import Document


def as_text(exported: ExportedText) -> bytes:
    """The whole text, a line for each paragraph, with its numbers as adopted.

    Above it stands what stands above it on its page: who issues it, which text it is. Footnotes
    stand below it, and what refers to them in brackets where it does.
    """
    head = [line for line in _head_lines(exported) if line]
    title = () if exported.document.title else (exported.metadata.title,)
    body = [*filter(None, title), *_lines(exported.document.content), *_notes(exported.document)]
    return "\n\n".join(filter(None, ("\n".join(head), *body))).encode() + b"\n"


def _head_lines(exported: ExportedText) -> Iterator[str]:
    letter, source = exported.head.letter, exported.source
    yield from (letter.banner, letter.motto, letter.superior, letter.issuer)
    yield from (letter.number, letter.dated, exported.head.state)
    yield source.title if source else exported.labels("edition.work")


def _lines(parts: Iterable[Block | Provision]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            yield _text(part)
        else:
            yield from _provision(part)


def _text(block: Block) -> str:
    """What a block says, with the numbers of the footnotes that it refers to."""
    if not block.note_labels:
        return block.text
    match block.kind:
        case BlockKind.TABLE:
            rows = ("\t".join(_marked(runs(cell)) for cell in row) for row in block.rows)
            return "\n".join(rows)
        case BlockKind.QUOTE:
            return "\n".join(_marked(line) for _, line in block.quoted_runs)
        case BlockKind.TITLE | BlockKind.HEADING:
            return _marked(block.heading_runs)
    return _marked(block.runs)


def _marked(found: Iterable[Run]) -> str:
    return "".join(f"[{run.note}]" if run.note else run.text for run in found)


def _provision(provision: Provision) -> Iterator[str]:
    """Its number with its heading, or with its first paragraph where it has none."""
    mark, rest = provision.mark, list(provision.content)
    head = _marked(provision.heading_runs)
    if not head and rest and isinstance(rest[0], Block):
        head, rest = _text(rest[0]), rest[1:]
    yield f"{mark} {head}".strip()
    yield from _lines(rest)


def _notes(document: Document) -> Iterator[str]:
    for note in notes.notes(document):
        yield f"[{note.label}] " + "\n".join(map(_marked, note.paragraphs))


class ExportedName(TypedDict):
    """A body or role, or somebody whom the register does not know, whose id is empty."""

    id: str
    name: str


class ExportedEdition(TypedDict):
    """The edition that a text stands in, as `edition.json` names its kinds."""

    name: str
    title: str
    kind: str
    date: str


class Outside(TypedDict):
    """A paragraph or a table that belongs to no provision."""

    kind: str
    text: str
    line: int


class ExportedData(TypedDict):
    """A document as data: days as ISO 8601 has them, and empty what nothing tells."""

    id: str
    path: str
    kind: str
    title: str
    short_title: str
    language: str
    edition: ExportedEdition
    source: str
    status: str
    state: str
    draft: int | None
    submitted: str
    number: str
    adopted: str
    effective: str
    expires: str
    repealed: str
    repealed_by: str
    replaces: str
    issuer: ExportedName
    drafter: ExportedName
    place: str
    term: str
    meeting: str
    is_internal: bool
    is_sample: bool
    outside: list[Outside]
    provisions: list[Item]
    footnotes: NotRequired[list[FootnoteItem]]


def as_json(exported: ExportedText) -> bytes:
    """Its provisions as `quyche outline --json` has them, with what is known of the text.

    On one line: with blanks for the eye it would be twice as long, in every edition.
    """
    return schemas.as_json("export", data_of(exported), separators=(",", ":")).encode()


def data_of(exported: ExportedText) -> ExportedData:
    """The same, before it is written."""
    metadata, text = exported.metadata, exported.text
    data: ExportedData = {
        "id": text.id,
        "path": text.path,
        "kind": metadata.kind,
        "title": text.title,
        "short_title": metadata.short_title,
        "language": exported.labels.language,
        "edition": _edition(exported),
        "source": exported.source.name if exported.source else urls.WORK,
        "status": metadata.status.value,
        "state": exported.head.state,
        "draft": metadata.draft,
        "submitted": _day(metadata.submitted),
        "number": metadata.number,
        "adopted": _day(metadata.adopted),
        "effective": _day(metadata.effective),
        "expires": _day(metadata.expires),
        "repealed": _day(metadata.repealed),
        "repealed_by": metadata.repealed_by,
        "replaces": metadata.replaces,
        "issuer": _named(exported, metadata.issuer, exported.head.letter.issuer),
        "drafter": _named(exported, metadata.drafter, metadata.drafter),
        "place": metadata.place or exported.reading.settings.place,
        "term": metadata.term,
        "meeting": metadata.meeting,
        "is_internal": metadata.is_internal,
        "is_sample": metadata.is_sample,
        "outside": [_outside(block) for block in exported.document.blocks if block.text],
        "provisions": outlines.items_of(exported.reading, text),
    }
    if told := outlines.footnotes_of(text):
        data["footnotes"] = told
    return data


def _edition(exported: ExportedText) -> ExportedEdition:
    edition = exported.edition
    if edition is None:
        title = exported.labels("edition.work")
        return {"name": urls.WORK, "title": title, "kind": "work", "date": ""}
    return {
        "name": edition.name,
        "title": edition.title,
        "kind": edition.kind,
        "date": str(edition.date),
    }


def _named(exported: ExportedText, entry_id: str, name: str) -> ExportedName:
    entry = exported.reading.corpus.register.by_id.get(entry_id)
    return {"id": entry.id if entry else "", "name": entry.name if entry else name}


def _outside(block: Block) -> Outside:
    return {"kind": block.kind.value, "text": block.text, "line": block.line}


def _day(day: datetime.date | None) -> str:
    return str(day or "")
