"""Everything read for one build: the documents, what is wrong with them, what is compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import projects, urls
from quyche.corpus import listings
from quyche.editions import history
from quyche.editions.archives import Past
from quyche.errors import HistoryError, SettingsError
from quyche.exports.exported_texts import ExportedText
from quyche.exports.linked_data import LinkedData
from quyche.exports.renditions import Renditions
from quyche.formats.policies import site_metas
from quyche.histories.pairs import Pairs
from quyche.labels import Labels
from quyche.markup.titles import TitledContent
from quyche.pages.home import suggested
from quyche.pages.registry import EditionPages
from quyche.reading import folders
from quyche.reading.memories import Memory
from quyche.reading.reading import Reading
from quyche.remarks.reasons import with_remarks
from quyche.remarks.traces import Tracer
from quyche.searching.search_before import SearchBefore
from quyche.settings import Settings, lines_told
from quyche.site import asset_files, serving
from quyche.site.assets import SharedAssets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.exports.renditions import Rendition
    from quyche.markup.gate import Passed
    from quyche.remarks.remarks import Remark
    from quyche.site.shares import Shard


@dataclass(frozen=True)
class BuildInput:
    """What a build that stands among others is given, in `config.extra["build"]`."""

    standing: Standing
    pairs: Pairs
    """What is compared in the edition."""
    past: Past
    """What older editions hold."""
    search: SearchBefore = field(default_factory=SearchBefore)
    """What its search may build on."""
    memory: Memory = field(default_factory=Memory)
    """What builds of other editions leave to it."""


@dataclass(frozen=True)
class Site(EditionPages):
    """Everything read for one build.

    Lives in `config.extra["site"]`, so that a rebuild starts afresh.
    """

    assets: SharedAssets = field(default_factory=SharedAssets)
    """What is shared with other editions; nothing where the site stands alone."""

    pages: Path = Path()
    """Where they are written."""

    searched: Mapping[str, str] = field(default_factory=dict)
    """What the search of an edition loads from beside it, by the names of files."""

    rendered: dict[str, str] = field(default_factory=dict)
    """The HTML of a document before plugins had it, by its path, until they had it."""

    passed: dict[str, tuple[str, Passed]] = field(default_factory=dict)
    """The HTML of pages that wait for the gate and what is known to become of it, by paths."""

    @staticmethod
    def content_of(page: Page) -> TitledContent:
        """The content of a page that somebody shows without the context of ours."""
        return TitledContent.of_any(page.content or "")

    @cached_property
    def renditions(self) -> Renditions:
        """The files in which its documents are offered."""
        return Renditions(self.reading, self.standing, self.pages)

    def told_of(self, text: Text, base: str, files: Sequence[Rendition]) -> LinkedData:
        """What machines are told of a document on its page, which has these files of it."""
        return LinkedData(ExportedText(self.reading, text, self.standing), base, files)

    @property
    def suggested(self) -> tuple[tuple[str, str], ...]:
        """The documents that the page for lost addresses leads to."""
        return suggested(self.reading)

    @property
    def metas(self) -> Markup:
        """What stands first in the head of a page that has no style of its own."""
        return site_metas()

    @property
    def paths(self) -> dict[str, str]:
        """What templates and scripts call the folders and files of the site."""
        return urls.paths()


def read(config: MkDocsConfig) -> Site:
    """Read all documents below the folder of the settings, and check them."""
    settings = settings_of(config)
    folder = Path(config.docs_dir)
    build: BuildInput | None = config.extra.get("build")
    reading = (
        _among_others(folder, settings, build)
        if build
        else _work(folder, settings, serving.kept(config).memory)
    )
    standing = build.standing if build else history.alone(reading.ledger, urls.WORK)
    tracer = Tracer(
        reading.text, work_follows=standing.edition is None, comparer=reading.memory.comparer
    )
    known = build.pairs if build else Pairs()
    pairs = with_remarks(known, reading.remarks, tracer, standing.history, _reasons_of(reading))
    return Site(reading, standing, pairs, tracer, pages=Path(config.site_dir))


class ShardDoneError(Exception):
    """A share of a build is done: nothing else is to be made."""


_SHARE, _MADE = "share", "share_made"
"""Where a build finds the share of the work that it does, in `config.extra`; and its pages."""


def share(config: MkDocsConfig, own: Shard, *, is_of_texts: bool) -> None:
    """Let a build do a share and nothing else."""
    config.extra[_SHARE] = (own, is_of_texts)


def leaves_out(config: MkDocsConfig, path: str, files: Files) -> bool:
    """Whether another job makes a page."""
    if _SHARE not in config.extra:
        return False
    own, _ = config.extra[_SHARE]
    if _MADE not in config.extra:
        paths = sorted(file.src_uri for file in files.documentation_pages())
        config.extra[_MADE] = {path for place, path in enumerate(paths) if own.has(place)}
    return path not in config.extra[_MADE]


def end_share(config: MkDocsConfig, *, is_of_pages: bool) -> None:
    """Do what is left of a share of texts, or of pages; raises ShardDoneError once it is done."""
    own, is_of_texts = config.extra.get(_SHARE, (None, False))
    if own is None or is_of_pages == is_of_texts:
        return
    if is_of_texts:
        reading = config.extra["site"].reading
        texts = (text for at, text in enumerate(reading.corpus.texts) if own.has(at))
        reading.memory.linker.of(reading.corpus, texts)
    raise ShardDoneError


def settings_of(config: MkDocsConfig) -> Settings:
    """What the settings of a site say of the organisation and its site.

    Raises SettingsError where something of the site lies where its content does.
    """
    file = Path(config.config_file_path or projects.CONFIG)
    with lines_told(file):
        read = Settings.read(config.extra.get("quyche"))
        settings = read.at(file.parent, config.repo_url or "")
    _refuse_content(settings, config)
    return settings


def _refuse_content(settings: Settings, config: MkDocsConfig) -> None:
    """Templates, styles, scripts and labels are of those who keep the site, not of drafters.

    And what says what an edition is worth is the product's alone.
    """
    for name in asset_files.misplaced(config.theme):
        labels = Labels.load(settings.language)
        raise SettingsError(f"{name}: {labels('own_labels.fixed_file')}")
    docs = {Path(config.docs_dir), projects.docs_of(Path(config.config_file_path).parent)}
    for own in filter(None, (settings.labels, config.theme.custom_dir)):
        if any(Path(own).resolve().is_relative_to(folder.resolve()) for folder in docs):
            labels = Labels.load(settings.language)
            raise SettingsError(f"{Path(own).name}: {labels('own_labels.in_docs')}")


def _among_others(folder: Path, settings: Settings, build: BuildInput) -> Reading:
    """An edition, or the work, beside the editions that are published with it."""
    edition = build.standing.edition
    if edition:  # its text stays as it is; work on it goes on elsewhere
        settings = replace(settings, edit_url="")
    return Reading.of(
        folders.files_in(folder),
        settings=settings,
        edition=edition,
        past=lambda _, ledger: Past(ledger.names, build.past.documents),
        internal=settings.internal,
        listing=listings.in_folder(folder),
        memory=build.memory,
    )


def _work(folder: Path, settings: Settings, memory: Memory) -> Reading:
    """The work; where it is not known where it began, its ledger is held against no other."""
    read = partial(
        folders.in_folder,
        folder,
        settings=settings,
        internal=settings.internal,
        memory=memory,
    )
    try:
        return read()
    except HistoryError:
        return read(base=None)


def _reasons_of(reading: Reading) -> Callable[[Remark], str]:
    """What a remark that was taken in is as the reason for a change."""

    def reason_of(remark: Remark) -> str:
        entry = reading.corpus.register.by_id.get(remark.sender)
        sender = entry.name if entry else remark.sender
        rule = f"remark.reason.{remark.answer.value}" if remark.answer else ""
        said = " ".join((remark.explanation or remark.remark).split())
        return reading.labels(rule, sender=sender, remark=said)

    return reason_of
