"""What happens at each event of a build, for the hooks of this repository and the plugin alike."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from quyche import projects, speech
from quyche.errors import QuycheError
from quyche.labels import Labels
from quyche.site import (
    collecting,
    dead_settings,
    pages,
    readings,
    search_files,
    shared_files,
    themes,
)
from quyche.site import files as site_files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from quyche.labels import Labels

log = get_plugin_logger("quyche")


def set_up(config: MkDocsConfig) -> None:
    """Let the theme speak the site's language, and builds share what its templates became."""
    collecting.collect_rarely()
    try:
        themes.speak(config)
    except QuycheError as fault:
        raise PluginError(_labels(config).told(fault)) from fault
    themes.lighten(config.theme)


def configure(config: MkDocsConfig) -> None:
    """Refuse settings that nothing on our pages would show; watch an organisation's labels."""
    try:
        settings = readings.settings_of(config)
        dead_settings.refuse(config, _labels(config))
    except QuycheError as fault:
        raise PluginError(_labels(config).told(fault)) from fault
    if settings.labels and settings.labels not in config.watch:
        config.watch.append(settings.labels)


def lay_out(files: Files, config: MkDocsConfig) -> None:
    """Read and check everything; errors fail a strict build, also a quiet one.

    Warnings are for drafters and fail none. MkDocs counts nothing below an error where it is asked
    to be quiet (`-q`).
    """
    try:
        for is_error, line in site_files.lay_out(config, files):
            log.log(logging.ERROR if is_error else logging.INFO, "%s", line)
    except QuycheError as fault:
        raise PluginError(_labels(config).told(fault)) from fault


def _labels(config: MkDocsConfig) -> Labels:
    return speech.labels_of(Path(config.config_file_path or projects.CONFIG))


def plan(files: Files, config: MkDocsConfig) -> None:
    """Plan the navigation, where nobody wrote one."""
    site_files.plan(config, files)


def settle_navigation(config: MkDocsConfig) -> None:
    """Forget the navigation that we planned, now that it is made: nobody wrote it."""
    if config.extra.pop(site_files.PLANNED, False):
        config.nav = None


def pass_output(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page as it is written; raises PluginError where a document's text is not whole in it."""
    if line := pages.changed_output(output, page, config):
        raise PluginError(line)
    return output


def share(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Join the theme's files; those of an edition are loaded from beside it."""
    readings.end_share(config, is_of_pages=True)
    try:
        search_files.add(config, files)
        shared_files.share(env, config, files)
    except QuycheError as fault:
        raise PluginError(_labels(config).told(fault)) from fault


def pass_content(html: str, page: Page, config: MkDocsConfig) -> str:
    """The page's HTML, through the gate; what does not pass fails any strict build."""
    passed = pages.passed(html, page, config)
    if passed.refused:
        log.error("%s", passed.refused)
    return passed.html
