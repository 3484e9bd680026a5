"""One edition of the site, built to stand beside others."""

from __future__ import annotations

import contextlib
import logging
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from quyche import urls
from quyche.editions.archives import Past
from quyche.errors import BuildFailedError, SettingsError
from quyche.histories.pairs import Pairs
from quyche.labels import Labels
from quyche.reading.memories import Memory
from quyche.searching.search_before import SearchBefore
from quyche.settings import Settings, place_of, tree_of
from quyche.site import dead_settings, readings, serving, themes
from quyche.site.readings import BuildInput, ShardDoneError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from quyche.editions.history import Standing
    from quyche.exports.renditions import Renditions
    from quyche.pages.comparisons import ComparisonPages
    from quyche.pages.remark_pages import RemarkPages
    from quyche.reading.reading import Reading
    from quyche.site.readings import Site
    from quyche.site.shares import Shard
    from quyche.stores import Store


_KEY_RE = re.compile(r"Config value '([^']+)'")
"""What MkDocs says of a key that it refuses."""


@dataclass(frozen=True)
class Order:
    """What to build, and where."""

    config_file: Path
    docs: Path
    """The folder of documents."""
    folder: Path
    """Where the pages go."""
    shared: Path
    """Below which the files go that editions share."""
    standing: Standing
    pairs: Pairs = field(default_factory=Pairs)
    """What is compared in this edition."""
    strict: bool = True
    """Whether an error of a document is one of the build."""
    past: Past = field(default_factory=Past)
    """What older editions hold."""
    search: SearchBefore = field(default_factory=SearchBefore)
    """What its search may build on."""
    memory: Memory = field(default_factory=Memory)
    """What builds of other editions leave to it."""


@dataclass(frozen=True)
class Built:
    """One edition as built."""

    reading: Reading
    shared: str
    """The folder of the shared files below the site's root."""
    standing: Standing
    comparing: ComparisonPages
    """What it compares, and what it changed for each body and role."""
    remarking: RemarkPages
    """The remarks on its documents."""
    renditions: Renditions
    """The files in which its documents are offered."""


def shows_internal(config_file: Path) -> bool:
    """Whether the settings ask for documents that are internal."""
    return site_settings(config_file).internal


def site_settings(config_file: Path) -> Settings:
    """What the settings say of the organisation and its site."""
    return readings.settings_of(loaded(config_file))


def site_labels(config_file: Path) -> Labels:
    """The words of the site."""
    return Labels.load(site_settings(config_file).language)


def loaded(config_file: Path, **instead: str | bool) -> MkDocsConfig:
    """What the file says; raises SettingsError where MkDocs cannot read it."""
    tree_of(config_file)  # which tells in our words where it is no YAML
    with _complaints() as complaints:
        try:
            return load_config(str(config_file), config_file_path=str(config_file), **instead)
        except (Abort, MkDocsException) as fault:
            told = " ".join("; ".join((*complaints, str(fault))).split())
            keys = _KEY_RE.findall(told)
            path = place_of(config_file, keys[0]) if keys else config_file.name
            raise SettingsError("settings.not_mkdocs", path=path, reason=told) from fault


def address(config_file: Path) -> str:
    """Where the whole site is to be found, as the settings say."""
    return loaded(config_file).site_url or ""


def repository_address(config_file: Path) -> str:
    """Where readers find the sources of the site, as the settings say; empty for nowhere."""
    return loaded(config_file).repo_url or ""


def write(order: Order) -> Built:
    """Build one edition to stand beside others.

    Raises BuildFailedError with the complaints of the build.
    """
    config, standing = _ordered(order)
    _build(config, standing.name)
    site: Site = config.extra["site"]
    for name, content in site.assets.files.items():
        _write(order.shared / site.assets.folder / name, content)
    for name, told in site.searched.items():
        _write(order.shared / urls.SEARCH / f"{name}.json", told.encode())
    return _built(site, standing)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def refuse_settings(config_file: Path) -> None:
    """Raise SettingsError for settings that a build would refuse before it reads a document.

    Nothing where there is no such file. No plugin but what MkDocs itself asks is run.
    """
    if not config_file.is_file():
        return
    config = loaded(config_file)
    settings = readings.settings_of(config)
    dead_settings.refuse(config, Labels.load(settings.language).with_own(settings.labels))
    themes.speak(config)


def try_out(config_file: Path, docs: Path, folder: Path) -> None:
    """Build what lies in a folder of documents, strictly, as a site that stands alone.

    Raises BuildFailedError with what would keep an edition of it from being built.
    """
    _build(loaded(config_file, docs_dir=str(docs), site_dir=str(folder), strict=True), urls.WORK)


def write_alone(config_file: Path, docs: Path, folder: Path, store: Store) -> None:
    """Build the work as a site that stands alone, as MkDocs does; strictly.

    Raises BuildFailedError with the complaints of the build.
    """
    config = loaded(config_file, docs_dir=str(docs), site_dir=str(folder), strict=True)
    serving.give(config, store)
    _build(config, urls.WORK)


def do_share(
    config_file: Path, docs: Path, store: Store, share: Shard, *, is_of_texts: bool = False
) -> None:
    """Do a share of the slow work of that, for the store alone; pages are shared by their order.

    Of texts it does what each of them says by itself, so that other jobs may go on from there.
    Raises BuildFailedError with the complaints of the build.
    """
    with tempfile.TemporaryDirectory() as folder:
        config = loaded(config_file, docs_dir=str(docs), site_dir=folder)
        serving.give(config, store)
        readings.share(config, share, is_of_texts=is_of_texts)
        with contextlib.suppress(ShardDoneError):
            _build(config, urls.WORK)


def _build(config: MkDocsConfig, name: str) -> None:
    with _complaints() as complaints:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build_with_mkdocs(config)
        except (Abort, MkDocsException, TemplateError) as fault:
            raise BuildFailedError(name, (*complaints, str(fault))) from fault
        finally:
            config.plugins.on_shutdown()


def read(order: Order) -> Built:
    """What `write` would build, without any page: for what is made from it beside the pages."""
    config, standing = _ordered(order)
    site = readings.read(config)
    return _built(site, standing)


def _built(site: Site, standing: Standing) -> Built:
    told = (site.comparing, site.remarking, site.renditions)
    return Built(site.reading, site.assets.folder, standing, *told)


def _ordered(order: Order) -> tuple[MkDocsConfig, Standing]:
    config = loaded(
        order.config_file,
        docs_dir=str(order.docs),
        site_dir=str(order.folder),
        strict=order.strict,
    )
    site_url = config.site_url or ""
    standing = replace(order.standing, site_url=site_url, is_published=True)
    config.site_url = f"{site_url}{standing.name}/" if site_url else site_url
    given = (order.pairs, order.past, order.search, order.memory)
    config.extra["build"] = BuildInput(standing, *given)
    return config, standing


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs complains of, instead of on the screen."""
    handler, log = _Complaints(), logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield handler.lines
    finally:
        log.removeHandler(handler)
