"""Turn each document into the Markdown of its page, and give templates what they show."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from quyche.site import escaping, events, pages


@event_priority(-100)  # after plugins that add pages
def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """The navigation leads to every page."""
    events.plan(files, config)


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str:
    """The page's source without its front matter, which is read by one reader alone."""
    return pages.source_of(page)


@event_priority(-100)  # no plugin may change what is made of a document
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's Markdown with literal numbers, anchors and links."""
    return pages.markdown_of(markdown, page, config, files)


@event_priority(-100)  # after plugins that change the HTML of pages
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's HTML, through the gate; what does not pass fails a strict build."""
    return events.pass_content(html, page, config)


@event_priority(-100)  # after plugins that change what is written
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page as it is written, with the text of a document whole in it."""
    return events.pass_output(output, page, config)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Templates escape whatever they print."""
    pages.settle_titles(files)
    return escaping.escape(env)


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """What the templates show of a document."""
    shown = pages.context_of(page, config, context["base_url"])
    context.update(shown)  # type: ignore[typeddict-item]  # our own names
    return context
