"""Join the theme's files, and let published editions share them."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from quyche.site import events


@event_priority(100)  # the search asks the theme for words while it is being set up
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The theme speaks the site's language; builds share what its templates were compiled to."""
    events.set_up(config)
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Pages load what the theme's files are joined to; those of an edition, from beside it."""
    events.share(env, config, files)
    return env
