"""Turn each document into the Markdown of its page, and give templates what they show."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from quyche.site import escaping, events, pages


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str:
    """The page's source without its front matter, which is read by one reader alone."""
    return pages.source_of(page)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's Markdown with literal numbers, anchors and links."""
    return pages.markdown_of(markdown, page, config)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's HTML, through the gate; what does not pass fails a strict build."""
    return events.pass_content(html, page, config)


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
