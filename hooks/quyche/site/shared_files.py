"""The files of the theme that all editions load from one place beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from quyche import urls
from quyche.site import asset_files
from quyche.site.assets import SharedAssets

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket
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
    ours = {str(config.theme.custom_dir), None}  # what is joined has no folder it came from
    shared = {file.dest_uri: file.content_bytes for file in themed if file.src_dir in ours}
    others = frozenset(file.dest_uri for file in themed) - shared.keys()
    assets = SharedAssets(shared, others)
    for file in themed:
        files.remove(file)
    env.bytecode_cache = _COMPILED
    env.filters["url"] = assets.url(env.filters["url"])
    env.filters["script_tag"] = assets.script_tag(env.filters["script_tag"])
    config.theme.static_templates.discard(urls.SITEMAP)
    config.extra["site"] = replace(site, assets=assets)


def _is_themed(file: File, config: MkDocsConfig) -> bool:
    return file.dest_uri.startswith(asset_files.FOLDER) and file.src_dir != config.docs_dir


class CompiledTemplates(BytecodeCache):
    """Keeps what templates were compiled to, as long as their sources stay the same."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is known."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = CompiledTemplates()
"""Holds nothing of any build: one source always compiles to the same."""
