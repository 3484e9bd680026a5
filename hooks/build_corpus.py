"""Read every document once, report what is wrong, and plan the pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from quyche.site import events, serving


def on_startup(*, command: str, dirty: bool) -> None:
    """One command of MkDocs begins, which may build many times."""
    serving.OF_HOOKS.start(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse settings that show nowhere; what was read before is read no more."""
    events.configure(config)
    serving.OF_HOOKS.attend(config)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Errors fail a strict build; warnings are for drafters and do not."""
    events.lay_out(files, config)
