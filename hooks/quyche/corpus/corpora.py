"""From files to a corpus: which are documents, which entries of the register, which meetings."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import listings, places
from quyche.corpus.listings import ListedForm
from quyche.corpus.texts import Corpus, PageHead, Text, names_withheld
from quyche.errors import UnreadableFileError
from quyche.language import structures
from quyche.language.structures import USUAL
from quyche.markup.images import remote_images, remote_images_in_text
from quyche.problems import Problem, error
from quyche.register.entries import SCHEMAS as REGISTER_SCHEMAS
from quyche.register.entries import Entry
from quyche.register.register import Register
from quyche.stores import NOWHERE
from quyche.texts import frontmatter, metadata, minutes, parser
from quyche.texts.frontmatter import Field, FrontMatter
from quyche.texts.metadata import DOCUMENT_KINDS, DocumentKind, Meeting, Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quyche.language.grammars import Grammar
    from quyche.stores import Store
    from quyche.texts.parser import Parsed


SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    **metadata.SCHEMAS,
    **REGISTER_SCHEMAS,
}


_KEPT = 4096  # readings are kept by what was read: editions share most of their files
_ID_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


FOLDERS = {
    urls.REGULATIONS: DocumentKind.REGULATION,
    urls.PROGRAMMES: DocumentKind.PROGRAMME,
    urls.MEETINGS: "meeting",
    urls.BODIES: "body",
    urls.ROLES: "role",
}
"""Folders in which every file but `index.md` must say what it is."""


_PARTS = {*FOLDERS, urls.GUIDES, urls.REMARKS, urls.ATTACHMENTS}
"""All folders that a folder of documents has."""


def read_folder(folder: Path, *, internal: bool = True, grammar: Grammar = USUAL) -> Corpus:
    """Read every Markdown file below a folder.

    Documents marked internal are left out unless asked for. Raises UnreadableFileError where the
    folder is missing.
    """
    return build(files_in(folder), internal=internal, grammar=grammar)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every Markdown file below a folder, by its path relative to it; no link is followed.

    Raises UnreadableFileError where the folder is missing.
    """
    refuse_missing(folder)
    return {
        listed.path: (folder / listed.path).read_bytes()
        for listed in listings.in_folder(folder)
        if listed.form is ListedForm.FILE and listed.path.endswith(places.PAGE)
    }


def refuse_missing(folder: Path) -> None:
    """Raise UnreadableFileError where the folder of documents is missing."""
    if not folder.is_dir():
        raise UnreadableFileError("command.no_folder", path=folder)


def folder_of(path: Path) -> Path | None:
    """The folder of documents that a file lies in; None for a file from elsewhere."""
    parents = Path(os.path.abspath(path)).parents  # noqa: PTH100  # a link lies where it is
    named = (above.parent for above in parents if above.name in _PARTS)
    kept = (above for above in parents if (above / urls.LEDGER).is_file())
    return next(named, None) or next(kept, None)


def build(
    files: Mapping[str, bytes],
    *,
    internal: bool = True,
    assume: Mapping[str, str] | None = None,
    grammar: Grammar = USUAL,
    store: Store = NOWHERE,
) -> Corpus:
    """The corpus of these files, given by their paths relative to the folder of documents.

    `assume` says of what kind a file is whose front matter is missing, `grammar` how a text is
    written that does not say it. What was parsed is kept in the store.
    """
    reader = _Reader(internal=internal, assume=assume or {}, grammar=grammar, store=store)
    for path, content in files.items():
        reader.read(path, content)
    return reader.corpus()


@lru_cache(maxsize=_KEPT)
def text_of(path: str, content: bytes, grammar: Grammar = USUAL, store: Store = NOWHERE) -> Text:
    """The one document that a file holds; raises KeyError for a file that holds none."""
    return build({path: content}, grammar=grammar, store=store).by_path[path]


def parsed(source: str, path: str, grammar: Grammar) -> Parsed:
    """A text by the structure that its front matter names, or by one where it names none."""
    front, _, _ = frontmatter.split(source)
    values, _ = _front(front, path)
    return _parsed(source, path, structures.named(values.text("structure"), grammar), NOWHERE)


def decode(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file.

    One that is not UTF-8 or empty is a problem, with the line of the first wrong byte.
    """
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        wrong = f"0x{content[fault.start]:02X}"
        return "", (error(path, line, "not-utf8", found=wrong),)
    if not source.strip("\ufeff \t\r\n"):
        return "", (error(path, 1, "file-empty"),)
    return source, ()


@lru_cache(maxsize=_KEPT)
def _front(front: str, path: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    return frontmatter.read(front, path, SCHEMAS)


@lru_cache(maxsize=_KEPT)
def _parsed(source: str, path: str, grammar: Grammar, store: Store) -> Parsed:
    key = (path, grammar.name, source)
    return store.of("parsed", key, lambda: parser.parse(source, path, grammar))


class _Reader:
    """Sorts files into documents, register entries and meetings, and collects what is wrong."""

    def __init__(
        self, *, internal: bool, assume: Mapping[str, str], grammar: Grammar, store: Store
    ) -> None:
        self.store = store
        self.internal = internal
        self.grammar = grammar
        self.assume = assume
        self.texts: list[Text] = []
        self.entries: list[Entry] = []
        self.meetings: list[Meeting] = []
        self.minutes: list[Text] = []
        self.problems: list[Problem] = []
        self.withheld: list[Text] = []
        self.unknown: list[str] = []
        self.heads: dict[str, PageHead] = {}

    def read(self, path: str, content: bytes) -> None:
        source, problems = decode(content, path)
        self.problems.extend(problems)
        if not source:
            return
        front, _, _ = frontmatter.split(source)
        expected = self._expected_kind(path)
        misread = frontmatter.misread(source, path)
        if not front and not expected and not misread:  # an ordinary page
            self.problems.extend(_fetched_images(source, path, remote_images))
            return
        values, problems = _front(front, path)
        problems = misread or problems
        self.problems.extend(problems)
        self.heads[path] = PageHead(values.text("title"), values.text("description"))
        kind = values.text("kind") or expected
        if expected and kind != expected and not problems and path not in self.assume:
            line = values.line("kind")
            self.problems.append(error(path, line, "kind-in-folder", found=kind, expected=expected))
        if not kind or (kind not in DOCUMENT_KINDS and "visibility" in values.lines):
            self.unknown += [] if self.internal else [path]
        self._sort(kind, values, path, source)

    def _expected_kind(self, path: str) -> str:
        folder, _, rest = path.partition("/")
        assumed = self.assume.get(path, "")
        return assumed if rest in {"", urls.INDEX} else FOLDERS.get(folder, assumed)

    def _sort(self, kind: str, values: FrontMatter, path: str, source: str) -> None:
        if kind not in {*DOCUMENT_KINDS, "meeting"}:
            self.problems.extend(_fetched_images(source, path, remote_images))
        if kind in REGISTER_SCHEMAS:
            self.entries.append(Entry.of(values, parser.document_id(path), path))
        elif kind == "meeting":
            self.problems.extend(_fetched_images(source, path, remote_images_in_text))
            self._meeting(values, path, source)
        elif kind in DOCUMENT_KINDS:
            parsed = _parsed(source, path, self._grammar(values), self.store)
            self.problems.extend(_odd_name(path))
            self.problems.extend(_odd_id(values, parsed.document.id, path))
            metadata = Metadata.of(values)
            if metadata.is_internal and not self.internal:
                self.withheld.append(Text(parsed.document, metadata))
                return
            self.problems.extend(parsed.problems)
            self.problems.extend(_fetched_images(source, path, remote_images_in_text))
            self.texts.append(Text(parsed.document, metadata))

    def _meeting(self, values: FrontMatter, path: str, source: str) -> None:
        meeting = Meeting.of(values, parser.document_id(path), path)
        told = replace(Metadata.of(values), submitted=meeting.date)  # names mean who bore them then
        self.meetings.append(meeting)
        self.minutes.append(Text(minutes.read(source, path, self._grammar(values)), told))

    def _grammar(self, values: FrontMatter) -> Grammar:
        """How a file is written; one of no known structure is told and read as any other."""
        return structures.named(values.text("structure"), self.grammar)

    def corpus(self) -> Corpus:
        register = Register(tuple(self.entries))
        self.problems.extend(register.problems())
        self.problems.extend(_same_ids(self.texts))
        self.problems.extend(_same_ids(self.entries))
        return Corpus(
            tuple(self.texts),
            register,
            tuple(self.meetings),
            tuple(self.minutes),
            tuple(sorted(set(self.problems))),
            frozenset((*(text.path for text in self.withheld), *self.unknown)),
            names_withheld(self.withheld),
            self.heads,
            frozenset(text.id for text in self.withheld),
        )


def _odd_name(path: str) -> Iterator[Problem]:
    """A document is named by its file for ever, in addresses too."""
    folder, _, _ = path.partition("/")
    if folder in FOLDERS and not _ID_RE.fullmatch(parser.document_id(path)):
        yield error(path, 1, "file-name", found=parser.document_id(path))


def _odd_id(values: FrontMatter, read: str, path: str) -> Iterator[Problem]:
    """An id that a file names is written as one, or everything would go by the name of the file."""
    if (named := values.text("id")) and named != read:
        yield error(path, values.line("id"), "own-id", found=named)


def _fetched_images(
    source: str, path: str, found_in: Callable[[str], Iterable[tuple[int, str]]]
) -> Iterator[Problem]:
    """Images that a page would fetch from elsewhere, as something finds them in its text."""
    _, body, first = frontmatter.split(source)
    for line, address in found_in(body):
        yield error(path, first + line - 1, "image-remote", found=address)


def _same_ids(owners: Iterable[Text | Entry]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for owner in owners:
        if owner.id in seen:
            yield error(owner.path, 1, "id-twice", id=owner.id, place=seen[owner.id])
        seen.setdefault(owner.id, owner.path)
