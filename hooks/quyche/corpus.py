"""All documents of one edition, parsed, with the register they are linked to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from quyche import frontmatter, metadata, minutes, parser, urls
from quyche.addresses import Address, Kind
from quyche.errors import UnreadableFileError
from quyche.frontmatter import Field, FrontMatter
from quyche.metadata import Meeting, Metadata
from quyche.problems import Problem, error
from quyche.register import SCHEMAS as REGISTER_SCHEMAS
from quyche.register import Entry, Register
from quyche.text import Searchable, fold, spelling

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quyche.provisions import Document, Provision

SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    **metadata.SCHEMAS,
    **REGISTER_SCHEMAS,
}
_WORD_RE = re.compile(r"\w")
_ID_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FOLDERS = {
    urls.REGULATIONS: "regulation",
    urls.PROGRAMMES: "programme",
    urls.MEETINGS: "meeting",
    urls.BODIES: "body",
    urls.ROLES: "role",
}
"""Folders in which every file but `index.md` must say what it is."""


@dataclass(frozen=True)
class Text:
    """A regulation or programme: its parsed document and what its front matter says."""

    document: Document
    metadata: Metadata

    @property
    def id(self) -> str:
        """The document's id, stable across editions and terms."""
        return self.document.id

    @property
    def path(self) -> str:
        """Relative to the folder of documents."""
        return self.document.path

    @property
    def title(self) -> str:
        """The title on its page: the heading of the text, or what the front matter calls it."""
        return self.document.title or self.metadata.title

    @cached_property
    def by_anchor(self) -> Mapping[str, Provision]:
        """Every provision under its anchor."""
        return {provision.anchor: provision for provision in self.document.walk()}

    def head_of(self, provision: Provision) -> Provision:
        """The provision with a heading that another stands in, or itself."""
        around = (self.by_anchor.get(address.anchor) for address in provision.address.around())
        return next((one for one in around if one and one.kind.is_headed), provision)

    @cached_property
    def by_last_step(self) -> Mapping[tuple[str, Kind, str], tuple[Provision, ...]]:
        """Provisions under their attachment, kind and number key.

        `chương 2` wherever its part is.
        """
        found: dict[tuple[str, Kind, str], tuple[Provision, ...]] = {}
        for provision in self.document.walk():
            attachment = provision.address.attachment
            last = provision.address.steps[-1]
            key = (attachment.key if attachment else "", last.kind, last.key)
            found[key] = (*found.get(key, ()), provision)
        return found


TextOf = Callable[[str, str], Text | None]
"""The text that an edition (or the work) has of a document, by their names.

None where it has none, or is not at hand.
"""


@dataclass(frozen=True)
class Corpus:
    """All documents of one edition."""

    texts: tuple[Text, ...] = ()
    register: Register = field(default_factory=Register)
    meetings: tuple[Meeting, ...] = ()
    minutes: tuple[Text, ...] = ()
    """What each meeting's file says, below its front matter."""
    problems: tuple[Problem, ...] = ()
    """What was found wrong while reading."""
    withheld: frozenset[str] = frozenset()
    """The paths of the documents that are internal and were left out."""

    @property
    def withheld_ids(self) -> frozenset[str]:
        """The ids of the documents that are internal and were left out."""
        return frozenset(parser.document_id(path) for path in self.withheld)

    @cached_property
    def by_id(self) -> Mapping[str, Text]:
        """Every text under its id."""
        return {text.id: text for text in self.texts}

    @cached_property
    def by_path(self) -> Mapping[str, Text]:
        """Every text under its path."""
        return {text.path: text for text in self.texts}

    @cached_property
    def minutes_by_path(self) -> Mapping[str, Text]:
        """What each meeting's file says, under its path."""
        return {text.path: text for text in self.minutes}

    @cached_property
    def meetings_by_id(self) -> Mapping[str, Meeting]:
        """Every meeting under its id."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def meetings_by_path(self) -> Mapping[str, Meeting]:
        """Every meeting under the path of its file."""
        return {meeting.path: meeting for meeting in self.meetings}

    @cached_property
    def _by_name(self) -> Mapping[str, Text]:
        names: dict[str, Text] = {}
        for text in self.texts:
            metadata = text.metadata
            for name in (metadata.title, metadata.short_title, text.title, *metadata.aliases):
                names.setdefault(fold(name), text)
        return names

    @cached_property
    def by_number(self) -> Mapping[str, Text]:
        """Every text under its number, blanks aside."""
        numbered = ((text.metadata.number, text) for text in self.texts)
        aliased = ((alias, text) for text in self.texts for alias in text.metadata.aliases)
        return {_number_key(number): text for number, text in (*aliased, *numbered) if number}

    def numbered(self, number: str) -> Text | None:
        """The text of that number, e.g. `00-QC/TU`."""
        return self.by_number.get(_number_key(number))

    def named_at(self, text: str, position: int) -> tuple[Text, int] | None:
        """The document whose title or other name stands at that place of a text.

        Where the name ends.
        """
        searchable = Searchable.folded(text)
        folded, start = searchable.key, searchable.place(position)
        names = [name for name in self._by_name if name and folded.startswith(name, start)]
        ended = [name for name in names if not _WORD_RE.match(folded, start + len(name))]
        longest = max(ended, key=len, default="")
        end = start + len(longest)
        return (self._by_name[longest], searchable.offsets[end]) if longest else None

    def meeting_on(self, body: str, date: datetime.date | None) -> Meeting | None:
        """The meeting of a body on a day; None where there is none, or more than one."""
        found = [each for each in self.meetings if each.body == body and each.date == date]
        return found[0] if body and date and len(found) == 1 else None

    def provision(self, address: Address) -> Provision | None:
        """The provision at an address.

        None where there is none, or the address is a whole document.
        """
        text = self.by_id.get(address.document)
        return text.by_anchor.get(address.anchor) if text else None


def _number_key(number: str) -> str:
    return spelling(re.sub(r"[\s\u00a0]", "", number)).casefold()


def read_folder(folder: Path, *, internal: bool = True) -> Corpus:
    """Read every Markdown file below a folder.

    Documents marked internal are left out unless asked for. Raises UnreadableFileError where the
    folder is missing.
    """
    return build(files_in(folder), internal=internal)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every Markdown file below a folder, by its path relative to it.

    Raises UnreadableFileError where the folder is missing.
    """
    refuse_missing(folder)
    paths = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def refuse_missing(folder: Path) -> None:
    """Raise UnreadableFileError where the folder of documents is missing."""
    if not folder.is_dir():
        raise UnreadableFileError(f"{folder}: no such folder; expected the folder of documents")


def folder_of(path: Path) -> Path | None:
    """The folder of documents that a file lies in; None for a file from elsewhere."""
    parents = path.resolve().parents
    return next((above.parent for above in parents if above.name in FOLDERS), None)


def build(
    files: Mapping[str, bytes], *, internal: bool = True, assume: Mapping[str, str] | None = None
) -> Corpus:
    """The corpus of these files, given by their paths relative to the folder of documents.

    `assume` says of what kind a file is whose front matter is missing.
    """
    reader = _Reader(internal=internal, assume=assume or {})
    for path, content in files.items():
        reader.read(path, content)
    return reader.corpus()


@lru_cache(maxsize=4096)  # editions share most of their documents
def text_of(path: str, content: bytes) -> Text:
    """The one document that a file holds; raises KeyError for a file that holds none."""
    return build({path: content}).by_path[path]


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


class _Reader:
    """Sorts files into documents, register entries and meetings, and collects what is wrong."""

    def __init__(self, *, internal: bool, assume: Mapping[str, str]) -> None:
        self.internal = internal
        self.assume = assume
        self.texts: list[Text] = []
        self.entries: list[Entry] = []
        self.meetings: list[Meeting] = []
        self.minutes: list[Text] = []
        self.problems: list[Problem] = []
        self.withheld: list[str] = []

    def read(self, path: str, content: bytes) -> None:
        source, problems = decode(content, path)
        self.problems.extend(problems)
        if not source:
            return
        front, _, _ = frontmatter.split(source)
        expected = self._expected_kind(path)
        if not front and not expected:
            return  # an ordinary page
        values, problems = frontmatter.read(front, path, SCHEMAS)
        self.problems.extend(problems)
        kind = values.text("kind") or expected
        if expected and kind != expected and not problems and path not in self.assume:
            line = values.line("kind")
            self.problems.append(error(path, line, "kind-in-folder", found=kind, expected=expected))
        self._sort(kind, values, path, source)

    def _expected_kind(self, path: str) -> str:
        folder, _, rest = path.partition("/")
        assumed = self.assume.get(path, "")
        return assumed if rest in {"", urls.INDEX} else FOLDERS.get(folder, assumed)

    def _sort(self, kind: str, values: FrontMatter, path: str, source: str) -> None:
        if kind in REGISTER_SCHEMAS:
            self.entries.append(Entry.of(values, parser.document_id(path), path))
        elif kind == "meeting":
            self._meeting(values, path, source)
        elif kind in {"regulation", "programme"}:
            parsed = parser.parse(source, path)
            self.problems.extend(_odd_name(path))
            metadata = Metadata.of(values)
            if metadata.is_internal and not self.internal:
                self.withheld.append(path)
                return
            self.problems.extend(parsed.problems)
            self.texts.append(Text(parsed.document, metadata))

    def _meeting(self, values: FrontMatter, path: str, source: str) -> None:
        meeting = Meeting.of(values, parser.document_id(path), path)
        told = replace(Metadata.of(values), submitted=meeting.date)  # names mean who bore them then
        self.meetings.append(meeting)
        self.minutes.append(Text(minutes.read(source, path), told))

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
            frozenset(self.withheld),
        )


def _odd_name(path: str) -> Iterator[Problem]:
    """A document is named by its file for ever, in addresses too."""
    folder, _, _ = path.partition("/")
    if folder in FOLDERS and not _ID_RE.fullmatch(parser.document_id(path)):
        yield error(path, 1, "file-name", found=parser.document_id(path))


def _same_ids(owners: Iterable[Text | Entry]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for owner in owners:
        if owner.id in seen:
            yield error(owner.path, 1, "id-twice", id=owner.id, place=seen[owner.id])
        seen.setdefault(owner.id, owner.path)
