"""Settings of MkDocs and of the theme below ours that none of our templates asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quyche.errors import SettingsError
from quyche.projects import CONFIG
from quyche.settings import place_of
from quyche.site import settings_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from quyche.labels import Labels

_INSTEAD = {
    "theme.palette": "colours",
    "theme.font": "fonts",
    "theme.logo": "header",
    "theme.icon": "templates",
    "theme.features": "features",
    "extra.alternate": "header",
    "extra.analytics": "elsewhere",
    "extra.annotate": "scripts",
    "extra.consent": "elsewhere",
    "extra.generator": "footer",
    "extra.scope": "scripts",
    "extra.social": "footer",
    "extra.status": "status",
    "extra.tags": "templates",
    "extra.version": "editions",
    "copyright": "footer",
    "edit_uri": "edit",
    "edit_uri_template": "edit",
    "repo_name": "footer",
    "site_author": "templates",
}
"""What has no effect, with the label of what to do instead."""
_FEATURES = "theme.features"


def refuse(config: MkDocsConfig, labels: Labels) -> None:
    """Raise SettingsError for every setting that would be dead without a word.

    Not for one that a template of the organisation's own asks for.
    """
    asked = "\n".join(_own_templates(config))
    lines = [
        labels(
            "dead_setting.line",
            file=place_of(Path(config.config_file_path or CONFIG), key.partition(": ")[0]),
            key=key,
            instead=labels(f"dead_setting.{instead}"),
        )
        for key, instead in _set(config)
        if key not in asked and f'"{key.rpartition(": ")[2]}"' not in asked
    ]
    if lines:
        raise SettingsError("\n".join(lines))


def _set(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The settings that somebody made, each feature for itself."""
    told = settings_files.written(config)
    for key, instead in _INSTEAD.items():
        value = _said(told, key)
        if key == _FEATURES and isinstance(value, list):
            yield from ((f"{key}: {feature}", instead) for feature in value)
        elif value:
            yield key, instead


def _said(told: object, key: str) -> object:
    """What is told of a key; None where nothing is."""
    for name in key.split("."):
        told = told.get(name) if isinstance(told, Mapping) else None
    return told


def _own_templates(config: MkDocsConfig) -> Iterator[str]:
    own = config.theme.custom_dir
    for path in sorted(Path(own).rglob("*.html")) if own else ():
        yield path.read_text(encoding="utf-8", errors="replace")
