"""The theme: its language, and its templates, each compiled once and none looked for in vain."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader

from quyche.errors import SettingsError
from quyche.projects import CONFIG
from quyche.settings import Settings, place_of
from quyche.site import asset_files, escaping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme


def speak(config: MkDocsConfig) -> None:
    """Let the theme speak the language of the site, which one setting says for all.

    Raises SettingsError where the theme was told to speak another.
    """
    language = Settings.read(config.extra.get("quyche")).language
    for theme in _themes_told(config):
        told = theme.get("language", language) if isinstance(theme, dict) else language
        if told != language:
            raise SettingsError(
                "settings.theme_language",
                file=place_of(Path(config.config_file_path or CONFIG), "theme.language"),
                found=told,
                wanted=language,
            )
    config.theme["language"] = language


def _themes_told(config: MkDocsConfig) -> Iterator[object]:
    """What was said of the theme, without what a theme has where nothing is said."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing else tells it
        layers = tuple(config.user_configs)
    yield from (layer.get("theme") for layer in layers)


def lighten(theme: Theme) -> None:
    """Spare every build of this theme what gives no byte of a site.

    MkDocs looks through all files of a theme for those that it copies, the thousands of icons in
    a hidden folder too, of which it copies none; and it compiles the same templates anew for each
    edition.
    """
    whole = theme.get_env

    def light() -> Environment:
        env = whole()
        env.loader = _Templates(theme.dirs, asset_files.ours(theme))
        env.bytecode_cache = _COMPILED
        return escaping.escape(env)  # whoever asks for it, so that each is compiled in one way

    theme.get_env = light  # type: ignore[method-assign]  # MkDocs has no setting for it


OURS = "quyche/"
"""Before the name of a template: that of ours, whatever stands in its place."""


class _Templates(FileSystemLoader):
    """Templates of some folders, listed without what lies in hidden folders.

    A template that stands in the place of one of ours may extend or include that by its name
    after `quyche/`.
    """

    def __init__(self, folders: Sequence[str], ours: Path | None) -> None:
        super().__init__(folders)
        self._ours = FileSystemLoader(ours or ())

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template; of ours alone where that is asked for."""
        if not template.startswith(OURS):
            return super().get_source(environment, template)
        return self._ours.get_source(environment, template.removeprefix(OURS))

    def list_templates(self) -> list[str]:
        """The names of all templates that are not hidden, in order."""
        return sorted({name for folder in self.searchpath for name in _names(str(folder))})


def _names(top: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(folder).relative_to(top)
        yield from ((below / name).as_posix() for name in files)


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
