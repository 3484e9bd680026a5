"""A document as others read it: the shape behind `quyche outline --json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NotRequired, TypedDict

from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.errors import UnreadableFileError
from quyche.governance.governance import Governing
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.problems import Problem
from quyche.programmes.tasks import Task
from quyche.reading import folders
from quyche.reading.reading import Reading
from quyche.texts import notes
from quyche.texts.addresses import Address
from quyche.texts.provisions import Block, BlockKind, Provision


class OutlineGoverned(TypedDict):
    """Somebody a provision governs."""

    id: str
    aspects: list[str]


class Span(TypedDict):
    """A citation or a name at its place."""

    text: str
    line: int
    provision: str
    target: str | None


class Fault(TypedDict):
    """A problem, worded."""

    path: str
    line: int
    severity: str
    rule: str
    message: str


class Item(TypedDict):
    """One provision; `text` is its own, without its number and without what is inside it."""

    anchor: str
    kind: str
    number: str
    mark: str
    heading: str
    text: str
    line: int
    governs: list[OutlineGoverned]
    fields: NotRequired[dict[str, str]]
    """Of a task: what it says of who, with whom, when, in its own words."""
    children: list[Item]


class FootnoteItem(TypedDict):
    """What a footnote says, and the provisions that refer to it."""

    number: str
    text: str
    line: int
    provisions: list[str]


class Outline(TypedDict):
    """A document; a citation's target is an anchor, `document#anchor` elsewhere, or null."""

    title: str
    counts: dict[str, int]
    provisions: list[Item]
    citations: list[Span]
    mentions: list[Span]
    problems: list[Fault]
    footnotes: NotRequired[list[FootnoteItem]]


def of_file(path: Path, folder: Path, labels: Labels, structure: str = "") -> Outline:
    """The outline of one file, among the documents and the register of a folder it need not be in.

    `structure` is how it is written where it does not say it; else the folder's settings tell.

    Raises UnreadableFileError for a file that is missing, not UTF-8 or empty.
    """
    reading, text = read_file(path, folder, labels, structure)
    return of_text(reading, text, labels)


def read_file(
    path: Path, folder: Path, labels: Labels, structure: str = ""
) -> tuple[Reading, Text]:
    """The document in a file, and what it is read among; all as `of_file` has it."""
    if not path.is_file():
        raise UnreadableFileError("command.no_file", path=path)
    return read_content(path, path.read_bytes(), folder, labels, structure)


def read_content(
    path: Path, content: bytes, folder: Path, labels: Labels, structure: str = ""
) -> tuple[Reading, Text]:
    """The same as if that stood in the file, which need not be there."""
    _, unreadable = corpora.decode(content, str(path))
    if unreadable:
        raise UnreadableFileError(labels.line(unreadable[0]))
    name = _name_in(path, folder)
    others = folders.files_in(folder) if folder.is_dir() else {}
    if name not in others:  # a copy from elsewhere stands in for the document of its name
        others = {other: text for other, text in others.items() if Path(other).name != path.name}
    settings = folders.settings_for(folder)
    reading = folders.in_folder(
        folder,
        files={**others, name: content},
        settings=replace(settings, structure=structure) if structure else settings,
        assume={name: "regulation"},
    )
    if name not in reading.corpus.by_path:
        raise UnreadableFileError("command.no_document", path=path)
    return reading, reading.corpus.by_path[name]


def _name_in(path: Path, folder: Path) -> str:
    """The path by which the corpus knows the file; one from elsewhere stands beside the folders."""
    if path.resolve().is_relative_to(folder.resolve()):
        return path.resolve().relative_to(folder.resolve()).as_posix()
    return path.name


def of_text(reading: Reading, text: Text, labels: Labels) -> Outline:
    """The outline of one document of what was read."""
    kinds = [provision.kind for provision in text.document.walk()]
    linked = reading.links.by_document[text.id]
    outline: Outline = {
        "title": text.title,
        "counts": {
            "articles": kinds.count(Kind.ARTICLE),
            "clauses": kinds.count(Kind.CLAUSE),
            "points": kinds.count(Kind.POINT),
            "subpoints": kinds.count(Kind.SUBPOINT),
        },
        "provisions": items_of(reading, text),
        "citations": [
            {
                "text": citing.text,
                "line": citing.line,
                "provision": citing.source.anchor,
                "target": _target(citing.target, text),
            }
            for stretch in linked
            for citing in stretch.citations
        ],
        "mentions": [
            {
                "text": mention.text,
                "line": mention.line,
                "provision": mention.source.anchor,
                "target": mention.target,
            }
            for stretch in linked
            for mention in stretch.mentions
        ],
        "problems": [
            _fault(problem, labels) for problem in reading.problems if problem.path == text.path
        ],
    }
    if told := footnotes_of(text):
        outline["footnotes"] = told
    return outline


def footnotes_of(text: Text) -> list[FootnoteItem]:
    """What its footnotes say, in the order in which it tells them."""
    references = notes.references(text.document)
    return [
        {
            "number": note.label,
            "text": note.text,
            "line": note.line,
            "provisions": [one.anchor for one in references if one.label == note.label],
        }
        for note in notes.notes(text.document)
    ]


def items_of(reading: Reading, text: Text) -> list[Item]:
    """Its provisions, each with those inside it."""
    return _inside(text.document.content, reading, text.id)


def _inside(content: Iterable[Block | Provision], reading: Reading, document: str) -> list[Item]:
    """The provisions among parts of a text, and the tasks that are rows of its tables."""
    items: list[Item] = []
    for part in content:
        if isinstance(part, Provision):
            items.append(_item(part, reading))
        elif part.kind in {BlockKind.TABLE, BlockKind.PARAGRAPH} and reading.tasks.by_row:
            items += _rows(part, reading, document)
    return items


def _rows(block: Block, reading: Reading, document: str) -> Iterator[Item]:
    """The rows of a table, or the line, that are tasks; their words are in the text around."""
    is_table = block.kind is BlockKind.TABLE
    lines = [line for line, _ in block.numbered_rows] if is_table else [block.line]
    for line, said in zip(lines, block.text.split("\n"), strict=False):
        if task := reading.tasks.by_row.get((document, line)):
            yield {
                "anchor": task.address.anchor,
                "kind": Kind.TASK.value,
                "number": task.address.steps[-1].number if task.mark else "",
                "mark": task.mark,
                "heading": task.title,
                "text": said,
                "line": task.line,
                "governs": [],
                "fields": _fields(task),
                "children": [],
            }


def _item(provision: Provision, reading: Reading) -> Item:
    governance = reading.governance
    is_article = provision.kind is Kind.ARTICLE
    own = governance.by_provision.get(str(provision.address), ())
    governed = governance.of_article(provision) if is_article else own
    task = reading.tasks.by_id.get(str(provision.address))
    item: Item = {
        "anchor": provision.anchor,
        "kind": Kind.TASK.value if task else provision.kind.value,
        "number": provision.number,
        "mark": provision.mark,
        "heading": provision.heading,
        "text": provision.text,
        "line": provision.line,
        "governs": [_governed(governing) for governing in governed],
        "children": _inside(provision.content, reading, provision.address.document),
    }
    if task:
        item["fields"] = _fields(task)
    return item


_FIELDS = {"coordinating": "coordinates", "deciding": "decides", "presiding": "presides"}
"""What the outline calls a field where the library has another word."""


def _fields(task: Task) -> dict[str, str]:
    names = dict.fromkeys(field.name for field in task.fields if field.name)
    said = {_FIELDS.get(name, name): task.text(name) for name in names}
    around = {"section": task.section, "theme": task.title} if not task.is_headed else {}
    return said | {name: text for name, text in around.items() if text and name not in said}


def _governed(governing: Governing) -> OutlineGoverned:
    return {"id": governing.target, "aspects": list(governing.aspects)}


def _target(target: Address | None, text: Text) -> str | None:
    if target is None:
        return None
    return target.anchor if target.document == text.id and target.steps else str(target)


def _fault(problem: Problem, labels: Labels) -> Fault:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity.value,
        "rule": problem.rule,
        "message": labels.line(problem),
    }
