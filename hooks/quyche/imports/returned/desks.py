"""Where returned files and the text meet: which text went out, and what it says now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.corpus import corpora
from quyche.errors import QuycheError, UnreadableFileError
from quyche.formats import paper_marks
from quyche.git import Repository
from quyche.imports.confinement import confined
from quyche.imports.documents.homes import Home
from quyche.imports.files import kinds, word_changes
from quyche.imports.returned.asked import Held
from quyche.imports.returned.assembling import SourceText
from quyche.imports.returned.takings import Copy
from quyche.language import structures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quyche.corpus import texts
    from quyche.imports.files.word_changes import ReturnedWord

_ID_RE = re.compile(r"[0-9a-f]{20,64}")
_LEAST_SHARED = 0.5
"""How much of a text must be in a file word for word that does not say which text it is."""


@dataclass(frozen=True)
class Target:
    """The file onto which others are taken."""

    path: Path
    content: bytes
    text: texts.Text

    @classmethod
    def of(cls, path: Path, structure: str = "") -> Target:
        """Read it.

        Raises UnreadableFileError for one that is missing, or is no document.
        """
        if not path.is_file():
            raise UnreadableFileError("command.no_file", path=path)
        content = path.read_bytes()
        grammar = structures.named(structure or Home.of(path).structure)
        _, unreadable = corpora.decode(content, str(path))
        texts_in = corpora.build({path.name: content}, grammar=grammar).by_path
        if unreadable or path.name not in texts_in:
            raise UnreadableFileError("command.no_document", path=path)
        return cls(path, content, texts_in[path.name])

    @property
    def current(self) -> SourceText:
        """What it says now."""
        return self._read(self.content.decode())

    def base(self, name: str) -> tuple[SourceText, str] | None:
        """A text that went out and its title, by its id or how that begins; None where it is lost.

        It is the one of now, or one that the repository keeps.
        """
        if not _ID_RE.fullmatch(name):
            return None
        if paper_marks.text_id(self.content).startswith(name):
            return self.current, self.text.title
        repository = Repository.containing(self.path.parent)
        found = repository.read([name]) if repository else {}
        if name not in found:
            return None
        content = found[name]
        text = corpora.text_of(self.path.name, content, self.text.grammar)
        return self._read(content.decode()), text.title

    def _read(self, source: str) -> SourceText:
        return SourceText.of(source, self.path.name, self.text.grammar)


def copy_of(path: Path, target: Target, *, may_be_unmarked: bool) -> Copy:
    """Read a returned file.

    Raises QuycheError for one that is none, of another document, or of a text that nobody has; and
    for one that says nothing of where it came from, unless it may be held against the text of now.
    """
    if path.suffix.lower() not in {".docx", ".docm"}:
        kinds.refuse(path, kinds.kind_of(kinds.read(path)))
    word = confined(path, word_changes.read, path)
    if word.document and word.document != target.text.id:
        details = {"found": word.document, "expected": target.text.id}
        raise QuycheError("returned.other_document", path=path, **details)
    if may_be_unmarked:
        return _by_text(path, word, target)
    if not word.text:
        raise QuycheError("returned.unmarked", path=path)
    base = target.base(word.text)
    if base is None:
        raise QuycheError("returned.no_base", path=path, id=word.text[:12])
    return Copy(path, word, *base)


def _by_text(path: Path, word: ReturnedWord, target: Target) -> Copy:
    base = target.base(word.text) if word.text else None
    if base:
        return Copy(path, word, *base)
    current, title = target.current, target.text.title
    shared = Held(word, current.units, title).shared()
    if shared < _LEAST_SHARED:
        raise QuycheError("returned.other_text", path=path, shared=round(100 * shared))
    return Copy(path, word, current, title, is_by_text=True)


def refuse_doubles(paths: Sequence[Path]) -> None:
    """Raise QuycheError where one file is named twice: it would agree with itself."""
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise QuycheError("returned.twice", path=path)
        seen.add(path.resolve())
