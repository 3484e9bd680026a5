"""A document by the name people give it: a file of any kind, or EDITION:DOCUMENT."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.editions import archives
from quyche.editions.archives import Archive
from quyche.errors import UnreadableFileError
from quyche.imports.confinement import confined
from quyche.imports.documents.conversion import convert_file
from quyche.language import structures
from quyche.texts import parser
from quyche.texts.provisions import Document

if TYPE_CHECKING:
    from quyche.labels import Labels
    from quyche.language.grammars import Grammar

_OURS = ("", ".md", ".markdown")
"""What files in the source format end with; all others are read as files from elsewhere."""


def document_of(name: str, docs: Path, labels: Labels, structure: str = "") -> Document:
    """The document of that name: a file, or one of an edition of a folder of documents.

    `structure` is how it is written where it does not say it itself; without that, what the
    settings of the folder say.

    Raises UnreadableFileError for a file that is missing, not UTF-8 or empty, and for an edition
    or a document that is not there; HistoryError where the history does not tell of editions.
    """
    path = Path(name)
    edition, colon, document = name.partition(":")
    grammar = structures.named(structure, archives.grammar_for(docs))
    if colon and not path.exists():
        return _in_edition(edition, document, docs, grammar, labels)
    if not path.is_file():
        raise UnreadableFileError("command.no_file", path=path)
    if path.suffix.lower() not in _OURS:
        source = converted(path, docs, structure)
        return corpora.parsed(source, f"{path.stem}.md", grammar).document
    source = _decoded(path.read_bytes(), str(path), labels)
    return corpora.parsed(source, path.name, grammar).document


def converted(path: Path, docs: Path, structure: str = "") -> str:
    """What a file from elsewhere says in the source format; the rest as `document_of` has it."""
    grammar = structures.named(structure, archives.grammar_for(docs))
    return confined(path, convert_file, path, "regulation", "", None, grammar.name).source


def _in_edition(edition: str, name: str, docs: Path, grammar: Grammar, labels: Labels) -> Document:
    """The document of that id in an edition, in the one of an alias, or in what is checked out."""
    archive = Archive.open(docs)
    files = _files_of(archive, edition, docs)
    documents = sorted((path for path in files if path.endswith(".md")), key=_is_other)
    path = next((path for path in documents if parser.document_id(path) == name), None)
    if path is None:
        raise UnreadableFileError("command.not_in_edition", edition=edition, id=name)
    return corpora.parsed(_decoded(files[path], path, labels), path, grammar).document


def _is_other(path: str) -> bool:
    """Whether a file is no document by its folder: an entry of the register may have its name."""
    return path.partition("/")[0] not in urls.DOCUMENTS


def _files_of(archive: Archive, edition: str, docs: Path) -> dict[str, bytes]:
    aliased = archive.ledger.called(edition)
    chosen = aliased.name if aliased else edition
    if chosen in archive.commits:
        return archive.files(chosen)
    if chosen != urls.WORK:
        known = ", ".join((*archive.commits, urls.WORK))
        raise UnreadableFileError("command.no_edition", edition=edition, known=known)
    return corpora.files_in(docs)


def _decoded(content: bytes, path: str, labels: Labels) -> str:
    source, problems = corpora.decode(content, path)
    if problems:
        raise UnreadableFileError(labels.line(problems[0]))
    return source
