"""Read every document once, report what is wrong, and plan the pages."""

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from quyche.errors import QuycheError
from quyche.site import files as site_files

log = get_plugin_logger("quyche")


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Errors fail a strict build, also a quiet one; warnings are for drafters and do not.

    MkDocs counts nothing below an error where it is asked to be quiet (`-q`).
    """
    try:
        for is_error, line in site_files.lay_out(config, files):
            log.log(logging.ERROR if is_error else logging.INFO, "%s", line)
    except QuycheError as fault:
        raise PluginError(str(fault)) from fault
