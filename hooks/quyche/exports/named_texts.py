"""A document by the name somebody gives it: an id or a file, of the work or of an edition."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import places
from quyche.editions import history
from quyche.editions.archives import Archive
from quyche.editions.history import History, Standing
from quyche.errors import HistoryError, UnreadableFileError
from quyche.exports import outlines
from quyche.exports.exported_texts import ExportedText
from quyche.imports.documents import named
from quyche.reading import folders
from quyche.reading.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.corpus.texts import Text
    from quyche.editions.history import Snapshot
    from quyche.editions.ledgers import Edition
    from quyche.labels import Labels


@dataclass(frozen=True)
class NamedTexts:
    """The documents of a folder and of the editions that its repository keeps."""

    docs: Path
    labels: Labels
    structure: str = ""
    """How a file is written that does not say it; where empty, the settings tell."""
    internal: bool = True
    """Whether documents that are internal are read too."""
    converts: bool = False
    """Whether a file of another kind is read as what it would become, not refused."""

    def of(self, name: str, edition: str = "") -> ExportedText:
        """The document of that id or file, in an edition or in the work where none is named.

        `EDITION:ID` names both.

        Raises UnreadableFileError for a document, a file or an edition that is not there, with
        what is; HistoryError where the history does not tell of editions.
        """
        within, colon, document = name.partition(":")
        if colon and not edition and not _is_file(document) and not Path(name).is_file():
            return self.of(document, within or urls.WORK)
        if edition in {"", urls.WORK}:
            return self._of_work(name)
        return self._of_edition(Path(name).stem if _is_file(name) else name, edition)

    def _of_work(self, name: str) -> ExportedText:
        if _is_file(name):
            reading, text = self._in_file(Path(name))
        else:
            reading = folders.in_folder(self.docs, base=None)
            text = _text_in(reading, name, urls.WORK)
        return ExportedText(reading, text, Standing(urls.WORK, self._history_of_work(text)))

    def _in_file(self, path: Path) -> tuple[Reading, Text]:
        is_foreign = path.is_file() and path.suffix != places.PAGE
        if not is_foreign:
            return outlines.read_file(path, self.docs, self.labels, self.structure)
        if not self.converts:  # what it would become is for somebody to look over first
            raise UnreadableFileError("export.foreign", path=path)
        content = named.converted(path, self.docs, self.structure).encode()
        told = (path.with_suffix(places.PAGE), content, self.docs, self.labels, self.structure)
        return outlines.read_content(*told)

    def _history_of_work(self, text: Text) -> History:
        """What editions made of it, and the work; only the work where no history tells more."""
        own = history.snapshot_of({text.path: text.document.source.encode()}, None, internal=True)
        try:
            archive = Archive.committed(self.docs)
        except HistoryError:
            return History((own,))
        return History((*_snapshots(archive, text.id, urls.WORK), own))

    def _of_edition(self, name: str, wanted: str) -> ExportedText:
        archive = Archive.open(self.docs)
        reading, edition = self._reading_in(archive, wanted)
        text = _text_in(reading, name, edition.name)
        told = History(tuple(_snapshots(archive, text.id, edition.name)))
        return ExportedText(reading, text, Standing(edition.name, told))

    def reading_of(self, edition: str = "") -> Reading:
        """All documents of an edition, or of the work; raises as `of` does."""
        if edition in {"", urls.WORK}:
            return folders.in_folder(self.docs, base=None, internal=self.internal)
        return self._reading_in(Archive.open(self.docs), edition)[0]

    def whole(self, edition: str, site_url: str = "") -> tuple[Reading, Standing]:
        """All documents of an edition, or of the work, and where it stands; raises as `of` does.

        `site_url` is where readers find the site; empty where nobody knows.
        """
        reading = self.reading_of(edition)
        name = reading.edition.name if reading.edition else urls.WORK
        try:
            archive = Archive.open(self.docs)
            snapshots = history.of_archive(archive, name, internal=self.internal).snapshots
        except HistoryError:  # the work may stand where no history tells more
            if reading.edition:
                raise
            snapshots = ()
        if reading.edition is None:
            own = history.snapshot_of(reading.files, None, internal=self.internal)
            snapshots = (*snapshots, own)
        told = History(tuple(snapshots))
        return reading, Standing(name, told, site_url, is_published=bool(site_url))

    def _reading_in(self, archive: Archive, wanted: str) -> tuple[Reading, Edition]:
        edition = archive.ledger.called(wanted)
        if edition is None:
            aliases = filter(archive.ledger.called, (urls.IN_FORCE, urls.DRAFT))
            known = _near(wanted, (*archive.ledger.names, *aliases, urls.WORK))
            raise UnreadableFileError("command.no_edition", edition=wanted, known=known)
        if edition.name not in self._read:
            self._read[edition.name] = Reading.of(
                archive.files(edition.name),
                settings=folders.settings_for(self.docs),
                edition=edition,
                past=archive.past,
                internal=self.internal,
            )
        return self._read[edition.name], edition

    @cached_property
    def _read(self) -> dict[str, Reading]:
        """The editions that were asked for, each read once."""
        return {}


def _text_in(reading: Reading, name: str, edition: str) -> Text:
    text = reading.corpus.by_id.get(name)
    if text is None:
        known = _near(name, reading.corpus.by_id)
        raise UnreadableFileError("export.no_document", id=name, edition=edition, known=known)
    return text


def _is_file(name: str) -> bool:
    """Whether it is the name of a file, there or not: an id has neither folder nor ending."""
    return "/" in name or "\\" in name or "." in name or Path(name).is_file()


def _near(name: str, known: Iterable[str]) -> str:
    """The names that are like one, or all of them where none is."""
    names = list(known)
    return ", ".join(difflib.get_close_matches(name, names, 5) or names)


def _snapshots(archive: Archive, document: str, until: str) -> Iterator[Snapshot]:
    """What each edition up to one holds of a document."""
    for edition in archive.ledger.until(until).editions:
        files = archive.files(edition.name)
        own = {path: files[path] for path in files if Path(path).name == f"{document}.md"}
        yield history.snapshot_of(own, edition, internal=True)
