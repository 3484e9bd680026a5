"""What stands on a page, and what its template may use."""

from __future__ import annotations

import html
import posixpath
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche import urls
from quyche.corpus import corpora
from quyche.corpus.texts import PageHead
from quyche.formats.policies import site_metas
from quyche.markup import gate, letters
from quyche.markup.notation import reserved_as_text
from quyche.markup.titles import TitledContent
from quyche.pages.frames import PagePlace
from quyche.pages.heads import head_of, notices_of
from quyche.pages.home import choices_of
from quyche.pages.programmes import conflicts_of, filters_of, plan_of, report_of
from quyche.pages.registry import RegisteredPage
from quyche.pages.timelines import timeline_of
from quyche.problems import error
from quyche.programmes import tasks
from quyche.site import page_styles, readings, serving
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from quyche.corpus.texts import Text
    from quyche.markup.gate import Passed
    from quyche.reading.reading import Reading
    from quyche.site.readings import Site


def source_of(page: Page) -> str:
    """The text of a page below its front matter.

    It begins with an empty line, so that the site builder finds no front matter of its own: what
    our reader does not take for some is text.
    """
    source, _ = corpora.decode(page.file.content_bytes, page.file.src_uri)
    _, body, _ = frontmatter.split(source)
    return "\n" + body.removeprefix("\ufeff")


def markdown_of(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The Markdown of a page: what was written there, and what is made for it.

    Nothing of a page that another job makes.
    """
    site: Site = config.extra["site"]
    if readings.leaves_out(config, page.file.src_uri, files):
        return ""
    written = reserved_as_text(markdown)
    registered = site.by_path.get(page.file.src_uri, RegisteredPage(page.file.src_uri))
    page.meta = _meta_of(site, registered)
    serving.kept(config).renders.attend(page, partial(_remember, site, written))
    return registered.write(written)


def _remember(site: Site, written: str, page: Page, through: Passed | None) -> None:
    """Keep what a document says, to hold it against what plugins make of it.

    Its Markdown is what was written again: what was made of that is far larger, and done with.
    """
    page.markdown = written
    path, content = page.file.src_uri, page.content or ""
    if path in site.reading.corpus.by_path:
        site.rendered[path] = content
    if through:
        site.passed[path] = (content, through)


def passed(content: str, page: Page, config: MkDocsConfig) -> Passed:
    """The HTML of a page as far as it passes, and a line about the first thing that does not.

    A document that a plugin made say anything else does not pass: it is shown as it was rendered.
    """
    site: Site = config.extra["site"]
    path = page.file.src_uri
    own = site.rendered.pop(path, content)
    if changed := letters.first_change(own, content):
        problem = error(path, 0, "text-by-plugin", found=changed)
        return replace(gate.passed(own), refused=site.reading.labels.line(problem))
    known, through = site.passed.pop(path, ("", None))
    if through is None or known != content:  # a plugin changed it, or nobody knew it
        through = gate.passed(content)
    if not through.refused:
        return through
    problem = error(path, 0, "html-refused", found=through.refused)
    return replace(through, refused=site.reading.labels.line(problem))


def changed_output(output: str, page: Page, config: MkDocsConfig) -> str:
    """A line about a document whose page does not hold its text; empty where it does."""
    site: Site = config.extra["site"]
    path = page.file.src_uri
    if path not in site.reading.corpus.by_path:
        return ""
    parts = TitledContent.of(page.content or "")
    lost = next((part for part in (parts.title, parts.body) if not letters.holds(output, part)), "")
    if not lost:
        return ""
    found = letters.first_lost(lost, output)
    return site.reading.labels.line(error(path, 0, "text-by-plugin", found=found))


def _meta_of(site: Site, registered: RegisteredPage) -> dict[str, object]:
    """All that templates and the search are told of a page by what MkDocs calls its metadata.

    Plugins that look up the file of a page, as those of feeds do, pass over drafts: a page that
    nobody writes has no file.
    """
    head = site.reading.corpus.heads.get(registered.path, PageHead())
    told: dict[str, object] = {
        "title": registered.title or head.title,
        "description": head.description,
        "template": registered.template,
        "search": {} if registered.is_searched else {"exclude": True},
        "draft": registered.is_generated,
    }
    return {key: value for key, value in told.items() if value}


def settle_titles(files: Files) -> None:
    """Make the title of every page a text, as it is where it was not taken from a heading."""
    for file in files.documentation_pages():
        page = file.page
        is_told = page and ("title" in vars(page) or "title" in page.meta)  # in vars by navigation
        if page and page.title and not is_told:
            page.title = html.unescape(page.title)


def context_of(page: Page, config: MkDocsConfig, base: str) -> dict[str, object]:
    """What templates may use beside what MkDocs gives them.

    The labels, notices about the page, its frame and, for a document, its head; its own style, and
    what allows that and nothing else. `base` is the way from the page to the start of the site.
    """
    site: Site = config.extra["site"]
    shown = _shown(page, site, base)
    style = page_styles.style_of(shown, site.reading.labels)
    return {**shown, "style": Markup(style), "metas": site_metas([style])}  # noqa: S704  # numbers, and strings of CSS


def _shown(page: Page, site: Site, base: str) -> dict[str, object]:
    reading, path, framing = site.reading, page.file.src_uri, site.framing
    meetings = reading.corpus.meetings_by_id
    text = reading.corpus.by_path.get(path)
    entry = next((entry.id for entry in reading.corpus.register.entries if entry.path == path), "")
    content = page.content or ""
    place = PagePlace(
        path, "" if page.url == "./" else page.url, base, text.id if text else "", entry
    )
    return {
        "labels": reading.labels,
        "content": TitledContent.of(content) if text else TitledContent.of_any(content),
        "notices": notices_of(reading, path),
        "head": head_of(reading, text, site.standing) if text else None,
        "calendar": _calendar(reading, text, base) if text else "",
        "renditions": (files := site.renditions.of(text, base) if text else ()),
        "lacking": site.renditions.lacking(text) if text else (),
        "told": site.told_of(text, base, files) if text else None,
        "meeting": reading.corpus.meetings_by_path.get(path),
        "filters": filters_of(reading, text) if text else (),
        "clarity": report_of(reading, text) if text else None,
        "conflicts": conflicts_of(reading, text) if text else (),
        "plan": plan_of(reading, text, base) if text else None,
        "drawing": timeline_of(reading, text) if text else None,
        "frame": framing.frame(place),
        "comparison": site.comparing.page(path, base),
        "correction_note": site.standing.edition.note if site.standing.edition else "",
        "correction": site.comparing.correction(text.id, base) if text else None,
        "choices": choices_of(reading) if path == urls.HOME else (),
        "paper": site.comparing.paper(path),
        "remarks": site.remarking.page(path, base),
        "all_remarks": site.remarking.pages(base) if path == urls.ALL_REMARKS else (),
        "all_compared": site.comparing.all_choices(path, base),
        "compared": site.comparing.list_for(path, text.id if text else "", base),
        "compared_at": site.comparing.list_of(text.id if text else "", base),
        "steps": site.comparing.steps_for(path, base),
        "document_history": framing.of_document(place, meetings) if text else (),
        "timeline": framing.timeline(place, meetings) if path == urls.HISTORY else (),
        "earlier": framing.earlier(place) if path == urls.HISTORY else "",
    }


def _calendar(reading: Reading, text: Text, base: str) -> str:
    """Where the calendar of a programme is, seen from its page; empty where it has none."""
    is_dated = reading.date and tasks.is_dated(reading.tasks.by_document.get(text.id, ()))
    return posixpath.join(base, urls.calendar_of(text.path)) if is_dated else ""
