"""Read every document once, report what is wrong, and plan the pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from quyche.site import events


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Errors fail a strict build; warnings are for drafters and do not."""
    events.lay_out(files, config)
