"""Editions as they were built, kept between runs by all that they were built from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from quyche import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.editions.archives import Archive
    from quyche.editions.records import EditionRecord
    from quyche.histories.reasons import Given
    from quyche.searching.search_before import SearchBefore
    from quyche.stores import Store

_KIND = "edition"


@dataclass(frozen=True)
class KeptEdition:
    """Its files before they were held to those of other editions."""

    site_url: str
    pages: tuple[tuple[str, bytes], ...]
    """With its record among them."""
    shared: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, site_url: str, pages: Path, shared: Path) -> KeptEdition:
        """What was built just now."""
        return cls(site_url, tuple(_files_in(pages)), tuple(_files_in(shared)))

    @property
    def record(self) -> bytes:
        """What is written down of it."""
        return dict(self.pages)[urls.RECORD]

    def write(self, pages: Path, shared: Path) -> None:
        """Put everything where it would be built."""
        for folder, files in ((pages, self.pages), (shared, self.shared)):
            for name, content in files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


@dataclass(frozen=True)
class Sources:
    """What editions are built from, beside what was published of the older ones."""

    archive: Archive
    given: Given
    """What commits give as reasons."""
    withheld: frozenset[str]
    """Of what nothing new may speak."""
    look: str
    """How an edition is shown, as `site/givens` tells it."""

    def of(
        self, name: str, known: Mapping[str, EditionRecord], search: SearchBefore
    ) -> Iterator[str]:
        """All that one of them is built from."""
        archive = self.archive
        names = archive.ledger.names
        yield from (name, self.look, archive.folder, archive.grammar.name)
        yield repr((archive.ledger, sorted(archive.commits.items()), sorted(self.withheld)))
        yield from (repr(sorted(archive.tree(each).items())) for each in names)
        yield from (known[each].as_json() for each in sorted(known))
        yield repr((search.segments, sorted(search.kept)))
        yield repr(tuple(self._reasons(frozenset(names))))

    def _reasons(self, names: frozenset[str]) -> Iterator[tuple[object, ...]]:
        for one in self.given.reasons:
            if editions := sorted(one.editions & names):
                yield one.text, one.articles, sorted(one.documents), editions


def found(store: Store, sources: Iterable[str]) -> KeptEdition | None:
    """The edition that was built from these; None where it is not known."""
    kept = store.value(store.name_of(_KIND, sources))
    return kept if _is_whole(kept) else None


def keep(store: Store, sources: Iterable[str], built: KeptEdition) -> None:
    """Keep an edition for whoever builds it again from the same."""
    store.put(store.name_of(_KIND, sources), built)


def _is_whole(kept: object) -> TypeGuard[KeptEdition]:
    return isinstance(kept, KeptEdition) and all(
        _is_inside(name) for name, _ in (*kept.pages, *kept.shared)
    )


def _is_inside(name: str) -> bool:
    """Whether a file lies in the folder that it is written into."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
