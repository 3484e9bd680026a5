"""A foreign file to one in the source format, with everything that was unclear on the way."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports import findings
from quyche.imports.documents import english_particulars, footnotes, signers, tables
from quyche.imports.documents.elements import ElementKind
from quyche.imports.documents.heads import HeadRead, without_head
from quyche.imports.documents.particulars import particulars
from quyche.imports.documents.structure import structure
from quyche.imports.documents.writing import write
from quyche.imports.files import kinds, plain_text, web_pages, word
from quyche.imports.files.kinds import FileKind
from quyche.imports.files.paragraphs import Paragraph, Table
from quyche.language import old_encodings, structures
from quyche.language.english import EN
from quyche.language.kinds import Kind
from quyche.language.spelling import compose, read_start
from quyche.language.vietnamese import VN
from quyche.programmes.columns import columns_of
from quyche.programmes.field_names import TABLED_TITLES, TITLES
from quyche.texts.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.documents.elements import Element
    from quyche.imports.documents.homes import Home
    from quyche.imports.documents.told import ToldKey
    from quyche.imports.documents.writing import Written
    from quyche.imports.files.paragraphs import Piece
    from quyche.language.grammars import Grammar
    from quyche.problems import Problem

_ENDINGS = (".docx", ".docm", ".html", ".htm", ".txt")
_WANTED = ("number", "adopted")
_PROVISIONS = frozenset({ElementKind.ARTICLE, ElementKind.DIVISION, ElementKind.CLAUSE})


@dataclass(frozen=True)
class Converted:
    """The source of a document and what somebody should look at."""

    source: str
    problems: tuple[Problem, ...]
    told: tuple[ToldKey, ...] = ()
    """What the text says of itself, by the keys of the front matter; nothing that was assumed."""


def convert_file(
    path: Path,
    kind: str = "",
    title: str = "",
    home: Home | None = None,
    structure: str = VN.name,
) -> Converted:
    """Convert a file by its ending; its head is taken into the front matter for the home told.

    `structure` is how its provisions are written; without a kind the title tells it.

    Raises QuycheError for a file that cannot be read, has no text, or whose ending is unknown.
    """
    grammar = structures.named(structure)
    pieces, problems = _read(path, grammar)
    if not pieces:
        raise UnreadableFileError("convert.empty", path=path)
    return convert(pieces, problems, str(path), kind, title, home, grammar)


def _read(path: Path, grammar: Grammar) -> tuple[Sequence[Piece], tuple[Problem, ...]]:
    match path.suffix.lower():
        case ".txt":
            return plain_text.read(_text(path), str(path), grammar)
        case ".docx" | ".docm":
            return word.read(path)
        case ".html" | ".htm":
            return web_pages.read(path)
        case other:
            found = kinds.kind_of(kinds.read(path))
            if found is not FileKind.TEXT:
                kinds.refuse(path, found)
            known = ", ".join(_ENDINGS)
            raise QuycheError("convert.unknown_type", path=path, found=other or "?", known=known)


def convert(  # noqa: PLR0913, PLR0917  # what a file holds, and what is told of it
    pieces: Sequence[Piece],
    problems: Sequence[Problem],
    path: str,
    kind: str,
    title: str,
    home: Home | None = None,
    grammar: Grammar = VN,
) -> Converted:
    """Find the structure of paragraphs and write it down."""
    titles = () if kind else _of_programme(pieces, grammar)
    kind = kind or ("programme" if titles else "regulation")
    reaching: tuple[int, ...] = ()
    if kind == "programme":
        pieces, reaching = tables.with_merged(pieces)
    elements, unclear = structure(pieces, path, has_tasks=kind == "programme", grammar=grammar)
    read = english_particulars.particulars if grammar is EN else particulars
    told = read(footnotes.without(elements), kind, title)
    front = {one.key: one.value for one in told if one.value is not None}
    head = without_head(elements, front, home, path) if home else HeadRead(elements, (), ())
    signed = signers.without_names(head.elements, path, home)
    assumed = {"title": Path(path).stem, "status": "draft"}
    named: dict[str, object] = {"kind": kind, "title": front.get("title", assumed["title"])}
    if grammar is not VN:
        named["structure"] = grammar.name
    above = footnotes.unreferred({one.key: one.value for one in head.front})
    written = write({**named, **above, **assumed, **front}, signed.elements, grammar)
    told_twice = _doubled(written, path, grammar)
    guessed = [*findings.done(path, "import-cells-merged", reaching)]
    guessed += [findings.unsure(path, one.line, "import-kind", found=one.text) for one in titles]
    every = (*told, *head.front)
    said = (*_said(every, path), *_lacking(front, assumed, path, grammar))
    unclear = (*guessed, *unclear, *head.problems, *signed.problems, *_empty(elements, path))
    found = (*problems, *unclear, *told_twice, *said)
    return Converted(written.source, tuple(sorted(found)), every)


def _said(told: Sequence[ToldKey], path: str) -> Iterator[Problem]:
    """Each key that was read from the text, with the words it was read from."""
    for one in told:
        if not one.line:
            continue
        details = {"key": one.key, "value": one.value, "words": one.shown}
        rule = "import-front-counted" if one.is_counted else "import-front-read"
        if one.value is None:
            rule = "import-front-unread"
        yield findings.unsure(path, one.line, rule, **details)


def _lacking(
    front: Mapping[str, object], assumed: Mapping[str, str], path: str, grammar: Grammar
) -> Iterator[Problem]:
    """What the text does not say of itself, and what is assumed of it instead.

    A draft has neither a number nor a day of adoption, so that nobody is asked for them.
    """
    is_issued = "number" in front or front.get("status") == "adopted"
    has_number = grammar.numbers(str(front.get("title", "")))
    for key in _WANTED if is_issued else ():
        if key not in front and (key != "number" or has_number):
            yield findings.unsure(path, 1, "import-front-missing", key=key)
    for key, value in assumed.items():
        if key not in front:
            yield findings.unsure(path, 1, "import-front-assumed", key=key, value=value)


def _of_programme(pieces: Sequence[Piece], grammar: Grammar) -> tuple[Paragraph, ...]:
    """The line among the first by which a text without articles is a programme; none for others."""
    paragraphs = [piece for piece in pieces if isinstance(piece, Paragraph)]
    article = compose(grammar.form(Kind.ARTICLE).word)
    if any(compose(one.text.strip()[:40]).startswith(f"{article} 1") for one in paragraphs):
        return ()
    is_tabled = any(isinstance(one, Table) and columns_of(one.rows) for one in pieces)
    first = [one for one in paragraphs[:_FIRST] if len(one.text) < _LINE]
    known = (TITLES, TABLED_TITLES) if is_tabled else (TITLES,)
    found = (one for title in known for one in first if read_start(title, one.text.strip()))
    return tuple(found)[:1]


_FIRST = 12
"""How many paragraphs may stand before the title, and it among them."""
_LINE = 60
"""What is longer is a sentence that speaks of a programme."""


def _empty(elements: Sequence[Element], path: str) -> tuple[Problem, ...]:
    if any(element.kind in _PROVISIONS or columns_of(element.rows) for element in elements):
        return ()
    return (findings.unsure(path, 1, "import-no-provisions"),)


def _doubled(written: Written, path: str, grammar: Grammar) -> Iterator[Problem]:
    """The numbers and titles that stand twice in one part of what was written.

    Only the reader of the source format knows what counts as one part: a signature ends an annex,
    and a second attached regulation of the same kind is in the way of the first.
    """
    for problem in parse(written.source, path, grammar).problems:
        if problem.rule == "number-twice":
            line = written.origins[problem.line - 1]
            found = dict(problem.details)["found"].rstrip(" .:")
            yield findings.lost(path, line, "import-provision-twice", found=found)


def _text(path: Path) -> str:
    source = kinds.opened(path, kinds.TEXTS)
    is_wide = source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return source.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        if typed := old_encodings.of_bytes(source):
            return typed
        place = {"path": path, "byte": fault.start + 1}
        raise UnreadableFileError("convert.not_utf8", **place) from fault
