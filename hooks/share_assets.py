"""Let published editions share the theme's files."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from quyche import site


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Pages of a published edition load the theme's files from beside it."""
    site.share_assets(env, config, files)
    return env
