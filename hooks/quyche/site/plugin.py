"""The MkDocs plugin `quyche`: with it a site needs none of our hooks, and few settings."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from quyche import projects, speech
from quyche.language import spelling
from quyche.site import escaping, events, pages, serving, settings_files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

_EXTENSIONS = ("quyche.markup.notation", "tables", "toc", "pymdownx.superfences")
_TOC = {"toc_depth": "2-3", "slugify": spelling.anchor_of_heading}
_STYLE, _SCRIPT = "assets/quyche.css", "assets/quyche.js"
_EVENT_MODULES = frozenset({"build_corpus", "render_pages", "share_assets"})


class QuychePluginConfig(Config):  # type: ignore[no-untyped-call]  # upstream's
    """No settings: an organisation's own stand under `extra.quyche`, with hooks and without."""


class QuychePlugin(BasePlugin[QuychePluginConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Calls at each event what the hooks of this repository call."""

    def __init__(self) -> None:
        self._server = serving.Server()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """One command of MkDocs begins, which may build many times with this plugin."""
        self._server.start(command)

    @event_priority(100)  # the search asks the theme for words while it is being set up
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what every site of ours has, where it says nothing else."""
        _refuse_hooks(config)
        events.configure(config)
        _set_defaults(config)
        events.set_up(config)
        self._server.attend(config)
        return config

    @event_priority(100)  # other plugins may speak of the pages that nobody writes
    def _lay_out(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read every document once, report what is wrong, and plan the pages."""
        events.lay_out(files, config)

    @event_priority(-100)  # after plugins that add pages
    def _plan(self, files: Files, *, config: MkDocsConfig) -> None:
        """The navigation leads to every page."""
        events.plan(files, config)

    on_files = CombinedEvent(_lay_out, _plan)

    @event_priority(1000)  # before plugins that plan a navigation where nobody wrote one
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The navigation is made; nobody wrote what it was made from."""
        events.settle_navigation(config)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """The page's source without its front matter, which is read by one reader alone."""
        return pages.source_of(page)

    @event_priority(-100)  # no plugin may change what is made of a document
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The page's Markdown with literal numbers, anchors and links."""
        return pages.markdown_of(markdown, page, config, files)

    @event_priority(-100)  # after plugins that change the HTML of pages
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The page's HTML, through the gate."""
        return events.pass_content(html, page, config)

    @event_priority(-100)  # after plugins that change what is written
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page as it is written, with the text of a document whole in it."""
        return events.pass_output(output, page, config)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """What the templates show of a document."""
        shown = pages.context_of(page, config, context["base_url"])
        context.update(shown)  # type: ignore[typeddict-item]  # our own names
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What is kept between runs takes no more room than it may."""
        self._server.end(config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Templates escape what they print; pages load what the theme's files are joined to."""
        pages.settle_titles(files)
        escaping.escape(env)
        events.share(env, config, files)
        return env


def _refuse_hooks(config: MkDocsConfig) -> None:
    """Hooks and plugin together would do everything twice."""
    twice = sorted(_EVENT_MODULES & {name.rpartition("/")[2][:-3] for name in config.hooks})
    if twice:
        labels = speech.labels_of(Path(config.config_file_path or projects.CONFIG))
        raise PluginError(labels("settings.twice", hook=f"{twice[0]}.py"))


def _set_defaults(config: MkDocsConfig) -> None:
    known = config.markdown_extensions
    config.markdown_extensions = list(dict.fromkeys((*known, *_EXTENSIONS)))
    config.mdx_configs["toc"] = {**_TOC, **config.mdx_configs.get("toc", {})}
    if _STYLE not in config.extra_css:
        config.extra_css.insert(0, _STYLE)
    if _SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, ExtraScriptValue(_SCRIPT))
    config.extra.setdefault("generator", False)
    said = settings_files.written(config).keys()
    if "edit_uri" not in said:
        config.edit_uri = ""  # pages have an address of their own for each line
    if "validation" not in said:
        _complain_of_links(config)


def _complain_of_links(config: MkDocsConfig) -> None:
    nav, links = config.validation.nav, config.validation.links
    nav.omitted_files = nav.not_found = logging.WARNING
    links.not_found = links.anchors = logging.WARNING
    links.absolute_links = links.unrecognized_links = logging.WARNING
