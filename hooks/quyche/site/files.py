"""Which files MkDocs builds: what was written, and the pages that nobody writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from quyche.checks.files import left_out, misplaced, published
from quyche.corpus import corpora, places
from quyche.editions import ledgers
from quyche.errors import SettingsError
from quyche.exports import editor_files
from quyche.exports.task_calendars import TaskCalendars
from quyche.pages.navigation import navigation
from quyche.problems import Problem, Severity
from quyche.reading.reading import Reading
from quyche.remarks import remark_files
from quyche.site import readings
from quyche.texts.metadata import DOCUMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from quyche.site.readings import Site


PLANNED = "planned"
"""Where a build says, in `config.extra`, that its navigation is ours."""


def lay_out(config: MkDocsConfig, files: Files) -> tuple[tuple[bool, str], ...]:
    """Read all documents and add the generated pages.

    Returns a line for every problem, and whether it is an error.
    """
    site = readings.read(config)
    config.extra["site"] = site
    readings.end_share(config, is_of_pages=False)
    left_out = _sort_out(site, config, files)
    _leave_out_internal(site, files)
    for file in _generated(site, config):
        files.append(file)
    _refuse_other_addresses(config, site)
    labels = site.reading.labels
    return (
        *((False, labels.line(problem)) for problem in left_out),
        *(
            (_keeps_from_publishing(problem, site.reading), labels.line(problem))
            for problem in site.reading.problems
        ),
    )


def plan(config: MkDocsConfig, files: Files) -> None:
    """Plan the navigation through all pages, where nobody wrote one; those of plugins come last."""
    if config.nav is not None:
        return
    site: Site = config.extra["site"]
    config.extra[PLANNED] = True
    found = files.documentation_pages()
    pages = sorted(file.src_uri for file in found)
    added = [file for file in found if file.generated_by and file.src_uri not in site.by_path]
    unlisted = InclusionLevel.NOT_IN_NAV
    listed = sorted(file.src_uri for file in added if file.inclusion is not unlisted)
    config.nav = [*navigation(site.reading, pages), *listed]


def _refuse_other_addresses(config: MkDocsConfig, site: Site) -> None:
    """Addresses are for ever, and have no ending; a plugin may ask for others."""
    if not config.use_directory_urls:
        raise SettingsError(site.reading.labels("dead_setting.addresses"))


def _sort_out(site: Site, config: MkDocsConfig, files: Files) -> tuple[Problem, ...]:
    """Take away what may not be published; what was not told as a problem is returned.

    MkDocs collects whatever it finds, links followed, and lets a file stand in for one of the
    theme's by its name.
    """
    reading = site.reading
    told = left_out(reading.listing) if reading.edition else ()
    wrong = told if reading.edition else misplaced(reading.corpus, reading.listing)
    kept = published(reading.listing, wrong)
    generated = {name for name, page in site.by_path.items() if page.is_generated}
    theme = tuple(map(Path, config.theme.dirs))
    are_lacking = False
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        if places.is_of_plugins(file.src_uri):
            file.inclusion = InclusionLevel.EXCLUDED
            continue
        shadowed = any((folder / file.src_uri).is_file() for folder in theme)
        if shadowed or file.src_uri not in kept or file.src_uri in generated:
            files.remove(file)
        are_lacking = are_lacking or shadowed
    if are_lacking:
        files.add_files_from_theme(config.theme.get_env(), config)
    return told


def _keeps_from_publishing(problem: Problem, reading: Reading) -> bool:
    """Whether it is an error; a text that does not move in this edition was published as it is."""
    moving = {name for name, _ in reading.edition.documents} if reading.edition else set()
    document = reading.corpus.by_path.get(problem.path)
    is_settled = bool(moving) and document is not None and document.id not in moving
    return problem.severity is Severity.ERROR and not is_settled


def _generated(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """The files that nobody writes; those that are pages get their text when they are built."""
    for page in site.by_path.values():
        if page.is_generated:
            listed = InclusionLevel.UNDEFINED if page.is_listed else InclusionLevel.NOT_IN_NAV
            yield File.generated(config, page.path, content="", inclusion=listed)
    for path, calendar in TaskCalendars(site.reading, config.site_url or "").files():
        yield File.generated(config, path, content=calendar)
    for path, given in editor_files.files(site.reading):
        yield File.generated(config, path, content=given)


def _leave_out_internal(site: Site, files: Files) -> None:
    """A document that the corpus left out must not be published as an ordinary page either."""
    known = site.reading.corpus
    for file in list(files):
        folder = file.src_uri.partition("/")[0]
        kind = corpora.FOLDERS.get(folder)
        is_document = kind in DOCUMENT_KINDS and file.name != "index"
        is_unread = is_document and file.is_documentation_page()
        is_data = file.src_uri == ledgers.FILE or remark_files.is_file(file.src_uri)
        if (
            is_data
            or file.src_uri in known.withheld
            or (is_unread and file.src_uri not in known.by_path)
        ):
            files.remove(file)
