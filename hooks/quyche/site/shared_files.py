"""The files of the theme that all editions load from one place beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche import urls
from quyche.site import asset_files
from quyche.site.assets import SharedAssets

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from quyche.site.readings import Site


def share(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Join the theme's files, and let the pages of a published edition use them from beside it.

    Those files are no part of the edition then; whoever builds it puts them there. A sitemap of
    its own is none of an edition's business either: the root of the site has one for all.
    """
    site: Site = config.extra["site"]
    asset_files.join(config, files, site.reading.labels)
    if not site.standing.is_published:
        return
    themed = [file for file in files if _is_themed(file, config)]
    # what is joined has no folder it came from
    ours = {*asset_files.own_folders(config.theme), None}
    shared = {file.dest_uri: file.content_bytes for file in themed if file.src_dir in ours}
    others = frozenset(file.dest_uri for file in themed) - shared.keys()
    assets = SharedAssets(shared, others)
    for file in themed:
        files.remove(file)
    env.filters["url"] = assets.url(env.filters["url"])
    env.filters["script_tag"] = assets.script_tag(env.filters["script_tag"])
    config.theme.static_templates.discard(urls.SITEMAP)
    config.extra["site"] = replace(site, assets=assets)


def _is_themed(file: File, config: MkDocsConfig) -> bool:
    return file.dest_uri.startswith(asset_files.FOLDER) and file.src_dir != config.docs_dir
