"""All that decides how an edition is shown, its texts aside: settings, templates, labels, hooks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import stores
from quyche.site import asset_files, builds, readings, renders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

_PLUGINS = frozenset({"quyche", "search", "material/search"})
"""Those that read nothing but the pages that they are given."""
_HOOKS = frozenset({"build_corpus.py", "render_pages.py", "share_assets.py"})
_OTHER_SETTINGS = "INHERIT"
"""A key by which settings begin with those of another file."""


def told(config_file: Path) -> str | None:
    """A digest of it; None where anything may be read of which nobody can tell here."""
    config = builds.loaded(config_file)
    written = config_file.read_text("utf-8", "replace")
    is_known = (
        _PLUGINS.issuperset({*config.plugins} - {*config.hooks})
        and _HOOKS.issuperset(Path(name).name for name in config.hooks)
        and _OTHER_SETTINGS not in written
        and renders.are_known(config)
    )
    return stores.digest_of(*_parts(config, written)) if is_known else None


def _parts(config: MkDocsConfig, written: str) -> Iterator[str | bytes]:
    yield written
    yield repr(sorted((name, value) for name, value in os.environ.items() if name in written))
    yield repr((config.site_url, config.site_name, config.theme.name))
    folder = Path(config.config_file_path).parent
    labels = readings.settings_of(config).labels
    theme = sorted(asset_files.own_folders(config.theme))
    named = (*config.hooks, *filter(None, (labels, *theme)))
    for place in (folder / str(name) for name in named):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(place).as_posix()
                yield path.read_bytes()
