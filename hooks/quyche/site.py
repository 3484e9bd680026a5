"""The site: what MkDocs needs to know of the library, and the only module that knows MkDocs."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from quyche import checks, corpus, editions
from quyche.editions import Ledger
from quyche.governance import Governance
from quyche.home_pages import MATRIX, STRUCTURE, HomePage
from quyche.labels import Labels
from quyche.links import Links
from quyche.markdown_extension import reserved_as_text
from quyche.problems import Problem, Severity
from quyche.register_pages import Pages
from quyche.rendering import Library, Renderer, escape
from quyche.settings import Settings
from quyche.states import state_of, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from quyche.corpus import Text

LEDGER = "editions.yml"
_LAST_PADDED_MONTH = 2
_TEMPLATES = {"regulation": "document.html", "programme": "document.html"}


@dataclass(frozen=True)
class Site:
    """Everything read for one build.

    Lives in `config.extra["site"]`, so that a rebuild starts afresh.
    """

    library: Library
    ledger: Ledger
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Head:
    """What the head of a document's page shows; every part is text ready to print."""

    issuer: str
    number: str
    dated: str
    """Place and date of adoption, or which draft it is."""
    state: str
    status: str
    print_notice: str
    """What stands at the foot of each printed sheet."""
    facts: tuple[tuple[str, str, str], ...]
    """Name, value and link of each line of the small table; the link may be empty."""
    edit_url: str
    cite_as: str
    """How a citation names the document."""


def build(config: MkDocsConfig, files: Files) -> tuple[tuple[bool, str], ...]:
    """Read all documents, plan the navigation and add the generated pages.

    Returns a line for every problem, and whether it is an error.
    """
    site = _read(config)
    config.extra["site"] = site
    _leave_out_internal(site, files)
    for path in (STRUCTURE, MATRIX):
        files.append(File.generated(config, path, content=_placeholder(site.library, path)))
    if config.nav is None:
        config.nav = list(_navigation(site.library, files))
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
    ledger, ledger_problems = editions.read_file(folder / LEDGER)
    library = Library(documents, links, governance, Labels.load(settings.language), settings)
    problems = (*checks.check(documents, links, governance), *ledger_problems)
    return Site(library, ledger, problems)


def _leave_out_internal(site: Site, files: Files) -> None:
    """A document that the corpus left out must not be published as an ordinary page either."""
    known = site.library.corpus
    for file in list(files):
        folder = file.src_uri.partition("/")[0]
        kind = corpus.FOLDERS.get(folder)
        is_document = kind in {"regulation", "programme"} and file.name != "index"
        is_unread = is_document and file.is_documentation_page()
        if file.src_uri in known.withheld | {LEDGER} or (
            is_unread and file.src_uri not in known.by_path
        ):
            files.remove(file)


def _placeholder(library: Library, path: str) -> str:
    name = "structure" if path == STRUCTURE else "matrix"
    return f"---\ntitle: {library.labels(f'{name}.title')}\n---\n"


def _navigation(library: Library, files: Files) -> Iterator[dict[str, object]]:
    """Documents by their short titles, bodies and roles in their order, then the other pages."""
    labels, documents = library.labels, library.corpus
    yield {labels("nav.home"): "index.md"}
    for kind in ("regulation", "programme"):
        texts = [text for text in documents.texts if text.metadata.kind == kind]
        if texts:
            yield {
                labels(f"nav.{kind}"): [{text.metadata.short_title: text.path} for text in texts]
            }
    if documents.meetings:
        newest_first = sorted(
            documents.meetings, key=lambda meeting: str(meeting.date), reverse=True
        )
        yield {labels("nav.meeting"): [{meeting.title: meeting.path} for meeting in newest_first]}
    yield {labels("nav.register"): list(_register_navigation(library))}
    yield from _other_pages(library, files)


def _register_navigation(library: Library) -> Iterator[dict[str, object]]:
    labels, register = library.labels, library.corpus.register
    yield {labels("nav.structure"): STRUCTURE}
    yield {labels("nav.matrix"): MATRIX}
    for kind in ("role", "body"):
        if entries := register.of_kind(kind):
            yield {labels(f"nav.{kind}"): [{entry.name: entry.path} for entry in entries]}


def _other_pages(library: Library, files: Files) -> Iterator[dict[str, object]]:
    labels = library.labels
    pages = sorted(file.src_uri for file in files.documentation_pages())
    guides = [path for path in pages if path.startswith("huong-dan/")]
    if guides:
        yield {labels("nav.guide"): guides}
    if "gioi-thieu.md" in pages:
        yield {labels("nav.about"): "gioi-thieu.md"}


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
        return f"{markdown}\n\n{pages.meeting(meeting)}"
    generated = {STRUCTURE: pages.structure, MATRIX: pages.matrix}
    if path in generated:
        return generated[path]()
    if path == "index.md":
        page.meta["template"] = "home.html"
        return f"{markdown}\n\n{HomePage(site.library).markdown(site.ledger)}"
    return markdown


def _without_title(markdown: str) -> str:
    """The text of a register entry; its title is its name."""
    first, _, rest = markdown.lstrip().partition("\n")
    return rest if first.startswith("# ") else markdown


def page_context(page: Page, config: MkDocsConfig) -> dict[str, object]:
    """What templates may use beside what MkDocs gives them.

    The labels, notices about the page and, for a document, its head.
    """
    site: Site = config.extra["site"]
    library, path = site.library, page.file.src_uri
    text = library.corpus.by_path.get(path)
    return {
        "labels": library.labels,
        "notices": tuple(_document_notices(library, text) if text else _notices(library, path)),
        "head": _head(library, text) if text else None,
    }


def _document_notices(library: Library, text: Text) -> Iterator[str]:
    """That a document is no official text, or not for everybody."""
    if text.metadata.is_sample:
        yield library.labels("document.sample")
    if text.metadata.is_internal:
        yield library.labels("document.internal")


def _notices(library: Library, path: str) -> Iterator[str]:
    """That a page quotes or sums up documents that are no official texts."""
    folder = corpus.FOLDERS.get(path.partition("/")[0])
    quotes = path in {STRUCTURE, MATRIX} or folder in {"body", "role"}
    quoted = quotes and any(text.metadata.is_sample for text in library.corpus.texts)
    meetings = library.corpus.meetings
    if quoted or any(meeting.path == path and meeting.is_sample for meeting in meetings):
        yield library.labels("document.sample_page")


def _head(library: Library, text: Text) -> Head:
    metadata, labels, settings = text.metadata, library.labels, library.settings
    issuer = library.corpus.register.by_id.get(metadata.issuer)
    return Head(
        issuer=issuer.name if issuer else settings.organisation,
        number=labels("document.number", number=metadata.number) if metadata.number else "",
        dated=_place_and_date(library, text) or _draft(library, text),
        state=state_of(library, text),
        status=metadata.status,
        print_notice=_print_notice(library, text),
        facts=tuple(_facts(library, text)),
        edit_url=settings.edit_url.format(path=text.path, line=1) if settings.edit_url else "",
        cite_as=metadata.short_title,
    )


def _draft(library: Library, text: Text) -> str:
    """`Dự thảo lần 1`; empty for what is no draft."""
    if text.metadata.status != "draft":
        return ""
    if number := text.metadata.draft:
        return library.labels("document.draft", number=number)
    return library.labels("document.draft_unnumbered")


def _print_notice(library: Library, text: Text) -> str:
    sample = library.labels("document.sample_short") if text.metadata.is_sample else ""
    return " · ".join(filter(None, [state_of(library, text), sample]))


def _place_and_date(library: Library, text: Text) -> str:
    """`…, ngày 15 tháng 12 năm 2015`.

    A day below 10 and January and February have a zero (Nghị định 30/2020).
    """
    date = text.metadata.adopted
    if date is None:
        return ""
    place = library.settings.place
    blanks = {
        "day": f"{date.day:02}",
        "month": f"{date.month:02}" if date.month <= _LAST_PADDED_MONTH else date.month,
    }
    name = "document.place_and_date" if place else "document.date"
    return library.labels(name, place=place, year=date.year, **blanks)


def _facts(library: Library, text: Text) -> Iterator[tuple[str, str, str]]:
    metadata, register = text.metadata, library.corpus.register.by_id
    if metadata.term:
        yield library.labels("document.term"), metadata.term, ""
    if entry := register.get(metadata.drafter):
        yield library.labels("document.drafter"), entry.name, _url(text.path, entry.path)
    meetings = {meeting.id: meeting for meeting in library.corpus.meetings}
    if meeting := meetings.get(metadata.meeting):
        yield library.labels("document.meeting"), meeting.title, _url(text.path, meeting.path)
    if metadata.replaces:
        yield library.labels("document.replaces"), metadata.replaces, ""
    if metadata.expires:
        yield library.labels("register.valid_to"), written_date(metadata.expires), ""


def _url(page: str, target: str) -> str:
    """The address of a page as seen from another, for templates: pages are folders."""
    return posixpath.relpath(target.removesuffix(".md"), page.removesuffix(".md")) + "/"
