"""A file that was downloaded from beside a page, held to the same file made anew from Git."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from quyche import urls
from quyche.comparing.matching.likeness import alike
from quyche.errors import UnreadableFileError
from quyche.imports.files import word_lines
from quyche.imports.files.word_lines import WordLine
from quyche.problems import error, warning
from quyche.publishing.copies import OF_FILE, VerifiedCopy, concluded, stream_of, summed, told
from quyche.texts.shown_pages import ShownPage

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quyche.labels import Labels
    from quyche.problems import Problem
    from quyche.publishing.copies import Editions

_WORD, _PAGE = ".docx", ".html"
_ALIKE = 0.6
"""From which likeness on a file is one of ours that was changed."""
_LARGEST = 300_000_000  # bytes of all that an archive holds: more is no file of ours
_Found = tuple[str, str, bytes]
"""An edition, the path of a file of it, and what it holds."""


@dataclass(frozen=True)
class DownloadCopy:
    """A Word file, a page out of a conference file, or such a file as a whole."""

    path: str
    content: bytes
    editions: Editions
    downloads: Callable[[str], Mapping[str, bytes]]
    """Makes the files beside the pages of an edition, by their paths."""
    labels: Labels

    def verified(self) -> VerifiedCopy:
        """What it is, and what of it is not what Git gives."""
        if not self.content.startswith(b"PK"):
            return self._of_file(_PAGE)
        names = _names_in(self.content, self.path)
        return self._of_file(_WORD) if "word/document.xml" in names else self._of_archive(names)

    # One file

    def _of_file(self, kind: str) -> VerifiedCopy:
        lines = _lines(self.content, kind, self.path)
        named = tuple(self._named(" ".join(line.text for line in lines)))
        best = self._nearest(lines, kind, named) if lines else None
        if best is None:
            return VerifiedCopy(self.path, problems=(error(self.path, 0, "copy-unknown"),))
        return self._held(lines, best, kind)

    def _named(self, text: str) -> Iterator[str]:
        """The editions that it names, newest first: with their dates, or only their dates."""
        dated = [
            one
            for one in self.editions.newest_first
            if any(day in text for day in self._days(one.date))
        ]
        titled = [edition for edition in dated if edition.title in text]
        for edition in titled or dated:
            yield edition.name

    def _days(self, date: datetime.date) -> tuple[str, ...]:
        """How pages write a day, and how older ones wrote it: with hyphens where slashes stand."""
        day = self.labels.day(date)
        return (day, day.replace("/", "-"))

    def _nearest(self, lines: Sequence[WordLine], kind: str, named: Sequence[str]) -> _Found | None:
        """The file of ours that it is, or is most like."""
        shown = [line.text for line in lines]
        best: tuple[float, _Found] | None = None
        for found in self._candidates(lines, kind, named):
            likeness = alike([line.text for line in _lines(found[2], kind, found[1])], shown)
            if likeness >= _ALIKE and (best is None or likeness > best[0]):
                best = (likeness, found)
            if likeness == 1:
                break
        return best[1] if best else None

    def _candidates(
        self, lines: Sequence[WordLine], kind: str, named: Sequence[str]
    ) -> Iterator[_Found]:
        """A table of two texts is in the edition of the newer one, one of remarks in any later."""
        is_comparison = any(line.text == self.labels("table.title") for line in lines[:_HEAD])
        newer = self._since(named[0]) if named and not is_comparison else ()
        for edition in dict.fromkeys((*named[: 1 if is_comparison else None], *newer)):
            yield from self._files(edition, kind)

    def _since(self, name: str) -> Iterator[str]:
        names = self.editions.archive.ledger.names
        yield from names[names.index(name) :]

    def _files(self, edition: str, kind: str) -> Iterator[_Found]:
        """All files of that kind beside the pages of an edition, also those in archives."""
        for name, content in sorted(self.downloads(edition).items()):
            if name.endswith(kind) and kind == _WORD:
                yield edition, name, content
            elif name.endswith(f"/{urls.CONFERENCE_FILE}"):
                for member, inner in _members(content, name).items():
                    if member.endswith(kind):
                        yield edition, f"{name}/{member}", inner

    def _held(self, lines: Sequence[WordLine], best: _Found, kind: str) -> VerifiedCopy:
        edition, name, content = best
        wanted = _lines(content, kind, name)
        copy = VerifiedCopy(
            self.path,
            edition,
            self.editions.commit(edition),
            f"{_title(wanted)} ({name})",
            summed(number for line in wanted if (number := _provision_of(line.row))),
        )
        found = list(differences(self.path, wanted, lines))
        if not found and content != self.content:
            found.append(warning(self.path, 0, "copy-saved-again"))
        return concluded(copy, found)

    # A whole conference file

    def _of_archive(self, names: Sequence[str]) -> VerifiedCopy:
        folder = PurePosixPath(names[0]).parts[0] if names else ""
        meeting = folder.removeprefix(urls.folder_in_conference_file(""))
        path = f"{urls.MEETINGS}/{meeting}/{urls.CONFERENCE_FILE}"
        for edition in self.editions.newest_first:
            if edition.meeting == meeting and meeting:
                made = self.downloads(edition.name).get(path)
                if made is not None:
                    commit = self.editions.commit(edition.name)
                    copy = VerifiedCopy(self.path, edition.name, commit, path)
                    return concluded(copy, self._of_members(made))
        return VerifiedCopy(self.path, problems=(error(self.path, 0, "copy-unknown"),))

    def _of_members(self, made: bytes) -> Iterator[Problem]:
        wanted, found = _members(made, self.path), _members(self.content, self.path)
        for name in sorted(wanted.keys() | found.keys()):
            path = f"{self.path}/{name}"
            if name not in found:
                yield error(path, 0, "verify-file-missing")
            elif name not in wanted:
                yield error(path, 0, "verify-file-added")
            elif wanted[name] != found[name]:
                yield from _of_member(path, wanted[name], found[name])


_HEAD = 12  # lines in which a paper says what it is
_LONGEST_NUMBER = 30  # characters of the number of a provision with its word


def _of_member(path: str, wanted: bytes, found: bytes) -> Iterator[Problem]:
    kind = PurePosixPath(path).suffix
    try:
        pair = [_lines(content, kind, path) for content in (wanted, found)]
        told_of = list(differences(path, *pair))
    except UnreadableFileError:
        told_of = []
    yield from told_of or [error(path, 0, "verify-file-changed")]


def differences(
    path: str, wanted: Sequence[WordLine], found: Sequence[WordLine]
) -> Iterator[Problem]:
    """Each word that differs, and where none does, each line that is marked otherwise."""
    stream = stream_of((line.row, line.text) for line in wanted)
    changes = stream.changes("\n".join(line.text for line in found))
    yield from told(path, OF_FILE, changes, lambda row: row)
    if changes:
        return
    for before, after in zip(wanted, found, strict=False):
        if (before.struck, before.underlined) != (after.struck, after.underlined):
            yield error(path, 0, "copy-marked", place=before.row, found=after.text)


def _lines(content: bytes, kind: str, path: str) -> tuple[WordLine, ...]:
    if kind == _WORD:
        return word_lines.lines_of(content, Path(path))
    page = ShownPage.of(content)
    return tuple(placed(page.lines)) if page else ()


def placed(lines: Iterable[str]) -> Iterator[WordLine]:
    """The lines of a page or a file, each told by the article or task that it stands in."""
    place = ""
    for line in lines:
        place = line if _provision_of(line) else place
        yield WordLine(line, place)


def _title(lines: Iterable[WordLine]) -> str:
    """What stands first outside of any table: what it is, and of what."""
    outside = [line.text for line in lines if not line.row]
    return ": ".join(outside[:2])


def _provision_of(row: str) -> str:
    """The number of the article or task that a line begins with: `Điều 5. …`; empty for none."""
    number = row.partition(". ")[0]
    word, _, rest = number.rpartition(" ")
    is_number = bool(word) and rest[:1].isdigit() and len(number) < _LONGEST_NUMBER
    return number if is_number and number != row else ""


def _names_in(content: bytes, path: str) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError) as fault:
        raise _broken(path) from fault


def _members(content: bytes, path: str) -> Mapping[str, bytes]:
    """What an archive holds, by the names below its one folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > _LARGEST:
                raise UnreadableFileError("verify.too_large", path=path)
            return {info.filename.partition("/")[2]: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as fault:
        raise _broken(path) from fault


def _broken(path: str) -> UnreadableFileError:
    return UnreadableFileError("foreign.kinds.cut_archive", path=path)
