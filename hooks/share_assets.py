"""Let published editions share the theme's files."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from quyche.site import shared_files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Pages of a published edition load the theme's files from beside it."""
    shared_files.share(env, config, files)
    return env
