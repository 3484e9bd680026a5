"""The site: what MkDocs needs to know of the library, and the only module that knows MkDocs."""

from __future__ import annotations

import logging
import posixpath
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, InclusionLevel

from quyche import (
    checks,
    comment_checks,
    comments,
    corpus,
    edition_links,
    editions,
    history,
    task_calendars,
)
from quyche.archives import Past
from quyche.article_notes import ArticleNotes
from quyche.assets import SharedAssets
from quyche.checks import Measure
from quyche.clarity_reports import conflicts_of, report_of
from quyche.comment_pages import ALL as ALL_COMMENTS
from quyche.comment_pages import CommentPages
from quyche.comment_reasons import with_remarks
from quyche.comment_traces import Tracer, no_text
from quyche.comments import Comment
from quyche.comparison_pages import ALL, ComparisonPages
from quyche.comparison_papers import Letterhead
from quyche.corpus import Corpus, Text, TextOf
from quyche.editions import WORK, Ledger
from quyche.errors import BuildFailedError, SettingsError
from quyche.frames import Framing, Place
from quyche.governance import Governance
from quyche.history import Standing
from quyche.home_pages import MATRIX, STRUCTURE, HomePage
from quyche.inline_markdown import escape
from quyche.labels import Labels
from quyche.libraries import Library
from quyche.links import Links
from quyche.markdown_extension import reserved_as_text
from quyche.meeting_lists import INDEX as MEETINGS
from quyche.meeting_lists import MeetingLists
from quyche.meeting_pages import MeetingPages
from quyche.navigation import HISTORY, navigation
from quyche.page_heads import head_of, notices_of
from quyche.pairs import Pairs
from quyche.plan_reports import plan_of
from quyche.problems import Problem, Severity
from quyche.register_pages import Pages
from quyche.rendering import Renderer
from quyche.settings import Settings
from quyche.task_calendars import TaskCalendars
from quyche.task_checks import Clarity
from quyche.task_filters import filters_of
from quyche.task_pages import AGENDA, TaskPages
from quyche.templates import CompiledTemplates
from quyche.timelines import timeline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


_GENERATED = {
    AGENDA: "agenda",
    STRUCTURE: "structure",
    MATRIX: "matrix",
    MEETINGS: "meetings",
    HISTORY: "history",
    ALL: "comparison",
}
"""The pages that nobody writes, with the labels that name them."""
_WITH_TIME = {HISTORY, "index.md"}
"""The pages that show all editions."""
_COMPILED = CompiledTemplates()
"""Holds nothing of any build: one source always compiles to the same."""
_TEMPLATES = {"regulation": "document.html", "programme": "document.html"}


@dataclass(frozen=True)
class Site:
    """Everything read for one build.

    Lives in `config.extra["site"]`, so that a rebuild starts afresh.
    """

    library: Library
    ledger: Ledger
    problems: tuple[Problem, ...]
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
        return Framing(self.standing, self.library.labels, frozenset(_GENERATED))

    @cached_property
    def commenting(self) -> CommentPages:
        """The pages of the remarks on its documents."""
        library = self.library
        known = (self.tracer, self.standing, library.corpus, library.labels)
        return CommentPages(library.comments, *known)

    @cached_property
    def comparing(self) -> ComparisonPages:
        """The pages of its comparisons."""
        register, settings = self.library.corpus.register, self.library.settings
        issuers = {entry.id: entry.name for entry in register.entries}
        letterhead = Letterhead(settings.organisation, settings.place, issuers)
        return ComparisonPages(self.pairs, self.standing, self.library.labels, register, letterhead)


def build(config: MkDocsConfig, files: Files) -> tuple[tuple[bool, str], ...]:
    """Read all documents, plan the navigation and add the generated pages.

    Returns a line for every problem, and whether it is an error.
    """
    site = _read(config)
    config.extra["site"] = site
    _leave_out_internal(site, files)
    for path, name in _GENERATED.items():
        title = f"---\ntitle: {site.library.labels(f'nav.{name}')}\n---\n"
        is_empty = (path == AGENDA and not site.library.tasks.all) or (
            path == MEETINGS and not site.library.corpus.meetings
        )
        listed = InclusionLevel.NOT_IN_NAV if is_empty else InclusionLevel.UNDEFINED
        files.append(File.generated(config, path, content=title, inclusion=listed))
    for path, title in site.comparing.titles():
        content = f"---\ntitle: {title}\nsearch:\n  exclude: true\n---\n"
        beside = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=content, inclusion=beside))
    for path, title in site.commenting.titles():
        content = f"---\ntitle: {title}\nsearch:\n  exclude: true\n---\n"
        files.append(File.generated(config, path, content=content))
    for path, calendar in TaskCalendars(site.library, config.site_url or "").files():
        files.append(File.generated(config, path, content=calendar))
    if config.nav is None:
        pages = sorted(file.src_uri for file in files.documentation_pages())
        config.nav = list(navigation(site.library, pages))
    labels = site.library.labels
    return tuple(
        (problem.severity is Severity.ERROR, labels.line(problem)) for problem in site.problems
    )


def _read(config: MkDocsConfig) -> Site:
    settings = Settings.read(config.extra.get("quyche"))
    folder = Path(config.docs_dir)
    documents = corpus.read_folder(folder, internal=settings.internal)
    links = Links.of(documents)
    governance = Governance.of(documents, links)
    ledger, ledger_problems = editions.read_file(folder / editions.FILE)
    standing = config.extra.get("standing") or history.alone(ledger, WORK)
    if standing.edition:  # the text of an edition stays as it is; work on it goes on elsewhere
        settings = replace(settings, edit_url="")
    edition = standing.edition or ledger.newest
    date = edition.date if edition else None
    known = tuple(edition.name for edition in ledger.editions)
    past = Past(known, config.extra["past"]) if "past" in config.extra else Past(known)
    labels = Labels.load(settings.language)
    remarks = comments.read_folder(folder).on(text.id for text in documents.texts)
    library = Library(documents, links, governance, labels, settings, date, past, remarks)
    of_edition = date if standing.edition else None  # work on the next one may know later days
    measure = Measure(Clarity.of(settings), past, of_edition)
    found_problems = checks.check(documents, links, governance, measure)
    text_of = _texts(documents, standing, past)
    doubts = comment_checks.check(remarks, documents, ledger, text_of)
    problems = (*found_problems, *ledger_problems, *doubts)
    found = config.extra.get("pairs") or Pairs()
    tracer = Tracer(text_of, work_follows=standing.edition is None)
    found = with_remarks(found, remarks, tracer, standing.history, _reasons_of(library))
    return Site(library, ledger, problems, standing, found, tracer)


def _reasons_of(library: Library) -> Callable[[Comment], str]:
    """What a remark that was taken in is as the reason for a change."""

    def told(comment: Comment) -> str:
        entry = library.corpus.register.by_id.get(comment.sender)
        sender = entry.name if entry else comment.sender
        rule = f"comment.reason.{comment.answer.value}" if comment.answer else ""
        remark = " ".join((comment.explanation or comment.remark).split())
        return library.labels(rule, sender=sender, remark=remark)

    return told


def _texts(documents: Corpus, standing: Standing, past: Past) -> TextOf:
    """The texts of what is built, and of the editions before it as far as they are at hand."""
    own = standing.name
    return lambda edition, name: (
        documents.by_id.get(name) if edition == own else past.text(edition, name)
    )


def _leave_out_internal(site: Site, files: Files) -> None:
    """A document that the corpus left out must not be published as an ordinary page either."""
    known = site.library.corpus
    for file in list(files):
        folder = file.src_uri.partition("/")[0]
        kind = corpus.FOLDERS.get(folder)
        is_document = kind in {"regulation", "programme"} and file.name != "index"
        is_unread = is_document and file.is_documentation_page()
        is_data = file.src_uri == editions.FILE or comments.is_file(file.src_uri)
        if (
            is_data
            or file.src_uri in known.withheld
            or (is_unread and file.src_uri not in known.by_path)
        ):
            files.remove(file)


def page_markdown(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """The Markdown of a page.

    A document rendered whole, what is generated added to what was written.
    """
    site: Site = config.extra["site"]
    markdown = reserved_as_text(markdown)
    path = page.file.src_uri
    pages = Pages(site.library, path)
    if text := site.library.corpus.by_path.get(path):
        page.meta["template"] = _TEMPLATES[text.metadata.kind]
        return Renderer(site.library, path).document(text)
    entries = {entry.path: entry for entry in site.library.corpus.register.entries}
    if entry := entries.get(path):
        page.meta["template"] = "entry.html"
        return f"# {escape(entry.name)}\n\n{_without_title(markdown)}\n\n{pages.entry(entry)}"
    meetings = {meeting.path: meeting for meeting in site.library.corpus.meetings}
    if meeting := meetings.get(path):
        page.meta["template"] = "meeting.html"
        return MeetingPages(site.library, path, site.standing).page(meeting)
    tasks = TaskPages(site.library, path)
    generated = {
        STRUCTURE: pages.structure,
        MATRIX: pages.matrix,
        AGENDA: tasks.agenda,
        MEETINGS: MeetingLists(site.library, path).index,
    }
    if path in generated:
        return generated[path]()
    if path == HISTORY:
        page.meta["template"] = "history.html"
    if path == ALL:
        page.meta["template"] = "all_comparisons.html"
    if template := site.comparing.template(path) or site.commenting.template(path):
        page.meta["template"] = template
    if path == "index.md":
        page.meta["template"] = "home.html"
        return f"{markdown}\n\n{HomePage(site.library, path).markdown(site.ledger)}"
    return markdown


def _without_title(markdown: str) -> str:
    """The text of a register entry; its title is its name."""
    first, _, rest = markdown.lstrip().partition("\n")
    return rest if first.startswith("# ") else markdown


def page_content(content: str, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page, with what it says of other editions."""
    site: Site = config.extra["site"]
    text = site.library.corpus.by_path.get(page.file.src_uri)
    root = "../" * (page.url.count("/") + 1)
    content = edition_links.filled(content, root if site.standing.is_published else "")
    if text is None:
        return content
    base = "../" * page.url.count("/") or "."
    remarks = site.commenting.notes(text)
    return ArticleNotes(site.standing, site.library.labels, text.id, base, remarks).filled(content)


def page_context(page: Page, config: MkDocsConfig, base: str) -> dict[str, object]:
    """What templates may use beside what MkDocs gives them.

    The labels, notices about the page, its frame and, for a document, its head. `base` is the way
    from the page to the start of the site.
    """
    site: Site = config.extra["site"]
    library, path, framing = site.library, page.file.src_uri, site.framing
    text = library.corpus.by_path.get(path)
    entry = next((entry.id for entry in library.corpus.register.entries if entry.path == path), "")
    place = Place(path, "" if page.url == "./" else page.url, base, text.id if text else "", entry)
    return {
        "labels": library.labels,
        "notices": notices_of(library, path),
        "head": head_of(library, text) if text else None,
        "calendar": _calendar(library, text, base) if text else "",
        "meeting": next((each for each in library.corpus.meetings if each.path == path), None),
        "filters": filters_of(library, text) if text else (),
        "clarity": report_of(library, text) if text else None,
        "conflicts": conflicts_of(library, text) if text else (),
        "plan": plan_of(library, text, base) if text else None,
        "drawing": timeline_of(library, text) if text else None,
        "frame": framing.frame(place),
        "comparison": site.comparing.page(path, base),
        "changed_for": site.comparing.for_entry(entry, base) if entry else (),
        "paper": site.comparing.paper(path),
        "remarks": site.commenting.page(path, base),
        "all_remarks": site.commenting.pages(base) if path == ALL_COMMENTS else (),
        "all_compared": site.comparing.all_choices(path, base),
        "compared": site.comparing.list_for(path, text.id if text else "", base),
        "document_history": framing.of_document(place, library.corpus.meetings) if text else (),
        "timeline": framing.timeline(place, library.corpus.meetings) if path in _WITH_TIME else (),
    }


def _calendar(library: Library, text: Text, base: str) -> str:
    """Where the calendar of a programme is, seen from its page; empty where it has none."""
    is_dated = library.date and task_calendars.is_dated(library.tasks.by_document.get(text.id, ()))
    return posixpath.join(base, task_calendars.path_of(text.path)) if is_dated else ""


# What all editions share


def share_assets(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the pages of a published edition use the theme's files from one place beside it.

    Those files are no part of the edition then; `write` puts them there. A sitemap of its own is
    none of an edition's business either: the root of the site has one for all.
    """
    site: Site = config.extra["site"]
    if not site.standing.is_published:
        return
    themed = [file for file in files if _is_themed(file, config)]
    own = str(config.theme.custom_dir)
    assets = SharedAssets.of(
        {file.dest_uri: Path(file.abs_src_path) for file in themed if file.abs_src_path},
        always={file.dest_uri for file in themed if file.src_dir == own},
    )
    for file in themed:
        files.remove(file)
    env.bytecode_cache = _COMPILED
    env.filters["url"] = assets.url(env.filters["url"])
    env.filters["script_tag"] = assets.script_tag(env.filters["script_tag"])
    config.theme.static_templates.discard("sitemap.xml")
    config.extra["site"] = replace(site, assets=assets)


def _is_themed(file: File, config: MkDocsConfig) -> bool:
    return file.dest_uri.startswith("assets/") and file.src_dir != config.docs_dir


# Building


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


@dataclass(frozen=True)
class Built:
    """One edition as built."""

    library: Library
    shared: str
    """The folder of the shared files below the site's root."""
    standing: Standing
    comparing: ComparisonPages
    """What it compares, and what it changed for each body and role."""
    commenting: CommentPages
    """The remarks on its documents."""


def shows_internal(config_file: Path) -> bool:
    """Whether the settings ask for documents that are internal."""
    return Settings.read(_settings(config_file).extra.get("quyche")).internal


def _settings(config_file: Path, **instead: str | bool) -> MkDocsConfig:
    """What the file says; raises SettingsError where MkDocs cannot read it."""
    with _complaints() as complaints:
        try:
            return load_config(str(config_file), config_file_path=str(config_file), **instead)
        except (Abort, MkDocsException) as fault:
            told = "; ".join((*complaints, str(fault)))
            raise SettingsError(f"{config_file.name}: {' '.join(told.split())}") from fault


def address(config_file: Path) -> str:
    """Where the whole site is to be found, as the settings say."""
    return load_config(str(config_file)).site_url or ""


def write(order: Order) -> Built:
    """Build one edition to stand beside others.

    Raises BuildFailedError with the complaints of the build.
    """
    config = _settings(
        order.config_file,
        docs_dir=str(order.docs),
        site_dir=str(order.folder),
        strict=order.strict,
    )
    site_url = config.site_url or ""
    standing = replace(order.standing, site_url=site_url, is_published=True)
    config.site_url = f"{site_url}{standing.name}/" if site_url else site_url
    config.extra["standing"], config.extra["pairs"] = standing, order.pairs
    config.extra["past"] = order.past.documents
    with _complaints() as complaints:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build_with_mkdocs(config)
        except (Abort, MkDocsException) as fault:
            raise BuildFailedError(standing.name, (*complaints, str(fault))) from fault
        finally:
            config.plugins.on_shutdown()
    site: Site = config.extra["site"]
    for name, source in site.assets.used.items():
        target = order.shared / site.assets.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return Built(site.library, site.assets.folder, standing, site.comparing, site.commenting)


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
