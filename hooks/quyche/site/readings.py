"""Everything read for one build: the documents, what is wrong with them, what is compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions import history
from quyche.editions.archives import Past
from quyche.errors import HistoryError
from quyche.histories.pairs import Pairs
from quyche.pages.comparisons import ComparisonPages
from quyche.pages.frames import Framing
from quyche.pages.papers import Letterhead
from quyche.pages.remark_pages import RemarkPages
from quyche.reading import folders
from quyche.reading.reading import Reading
from quyche.remarks.reasons import with_remarks
from quyche.remarks.traces import Tracer, no_text
from quyche.settings import Settings
from quyche.site.assets import SharedAssets

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from quyche.editions.history import Standing
    from quyche.remarks.remarks import Remark

GENERATED = {
    urls.AGENDA: "agenda",
    urls.STRUCTURE: "structure",
    urls.MATRIX: "matrix",
    urls.ALL_MEETINGS: "meetings",
    urls.HISTORY: "history",
    urls.ALL_COMPARISONS: "comparison",
}
"""The pages that nobody writes, with the labels that name them."""


@dataclass(frozen=True)
class Site:
    """Everything read for one build.

    Lives in `config.extra["site"]`, so that a rebuild starts afresh.
    """

    reading: Reading
    standing: Standing
    pairs: Pairs = field(default_factory=Pairs)
    """What is compared in this edition."""
    tracer: Tracer = field(default_factory=lambda: Tracer(no_text))
    """Follows remarks through the editions that are at hand."""
    assets: SharedAssets = field(default_factory=SharedAssets)
    """What is shared with other editions; nothing where the site stands alone."""

    @property
    def framing(self) -> Framing:
        """What frames its pages."""
        return Framing(self.standing, self.reading.labels, frozenset(GENERATED))

    @cached_property
    def remarking(self) -> RemarkPages:
        """The pages of the remarks on its documents."""
        reading = self.reading
        known = (self.tracer, self.standing, reading.corpus, reading.labels)
        return RemarkPages(reading.remarks, *known)

    @cached_property
    def comparing(self) -> ComparisonPages:
        """The pages of its comparisons."""
        register, settings = self.reading.corpus.register, self.reading.settings
        issuers = {entry.id: entry.name for entry in register.entries}
        letterhead = Letterhead(settings.organisation, settings.place, issuers)
        return ComparisonPages(self.pairs, self.standing, self.reading.labels, register, letterhead)


def read(config: MkDocsConfig) -> Site:
    """Read all documents below the folder of the settings, and check them."""
    settings = Settings.read(config.extra.get("quyche"))
    folder = Path(config.docs_dir)
    given: Standing | None = config.extra.get("standing")
    if given and given.edition:  # its text stays as it is; work on it goes on elsewhere
        settings = replace(settings, edit_url="")
    reading = _reading(config, folder, settings, given)
    standing = given or history.alone(reading.ledger, urls.WORK)
    found = config.extra.get("pairs") or Pairs()
    tracer = Tracer(reading.text, work_follows=standing.edition is None)
    found = with_remarks(found, reading.remarks, tracer, standing.history, _reasons_of(reading))
    return Site(reading, standing, found, tracer)


def _reading(
    config: MkDocsConfig, folder: Path, settings: Settings, standing: Standing | None
) -> Reading:
    """What the folder holds: as an edition among others, or as the work in its repository."""
    if standing is None:
        return _work(folder, settings)
    documents = config.extra["past"]
    return Reading.of(
        folders.files_in(folder),
        settings=settings,
        edition=standing.edition,
        past=lambda _, ledger: Past(ledger.names, documents),
        internal=settings.internal,
    )


def _work(folder: Path, settings: Settings) -> Reading:
    """The work; where it is not known where it began, its ledger is held against no other."""
    try:
        return folders.in_folder(folder, settings=settings, internal=settings.internal)
    except HistoryError:
        return folders.in_folder(folder, settings=settings, internal=settings.internal, base=None)


def _reasons_of(reading: Reading) -> Callable[[Remark], str]:
    """What a remark that was taken in is as the reason for a change."""

    def told(remark: Remark) -> str:
        entry = reading.corpus.register.by_id.get(remark.sender)
        sender = entry.name if entry else remark.sender
        rule = f"comment.reason.{remark.answer.value}" if remark.answer else ""
        said = " ".join((remark.explanation or remark.remark).split())
        return reading.labels(rule, sender=sender, remark=said)

    return told
