"""Read every document once, report what is wrong, and plan the pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from quyche.site import events, serving


def on_startup(*, command: str, dirty: bool) -> None:
    """One command of MkDocs begins, which may build many times."""
    serving.OF_HOOKS.start(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse settings that show nowhere; what was read before is read no more."""
    events.configure(config)
    serving.OF_HOOKS.attend(config)
    return config


@event_priority(100)  # other plugins may speak of the pages that nobody writes
def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Errors fail a strict build; warnings are for drafters and do not."""
    events.lay_out(files, config)


def on_post_build(config: MkDocsConfig) -> None:
    """What is kept between runs takes no more room than it may."""
    serving.OF_HOOKS.end(config)


@event_priority(1000)  # before plugins that plan a navigation of their own where nobody wrote one
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """The navigation is made; nobody wrote what it was made from."""
    events.settle_navigation(config)
    return nav
