"""In which language commands speak: one rule for all of them.

It is that of the settings of the project that a command works on; where there is no project, or
its settings cannot be understood, that of the system's locale.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import projects
from quyche.errors import QuycheError
from quyche.labels import Labels, languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DEFAULT = "vi"
"""In which the product speaks where nothing asks for another."""
_CONFIG_OPTION = "--config"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What tells the locale of messages; the first that is set holds."""
_BLOCK_RE = re.compile(
    r"^(?P<indent> +)quyche:[ \t]*\n(?P<lines>(?:(?P=indent) .*\n|[ \t]*\n)*)", re.MULTILINE
)
_LANGUAGE_RE = re.compile(r"^ +language:[ \t]*['\"]?(?P<language>[\w-]+)", re.MULTILINE)


def labels_for(arguments: Sequence[str] = (), project: Path | None = None) -> Labels:
    """The words for a command with these arguments, whose project is this or the one we are in."""
    for config in _configs(arguments, project or projects.here()):
        if config.is_file():
            return labels_of(config)
    return Labels.load(of_locale(os.environ))


def labels_of(config: Path) -> Labels:
    """The words of the site with these settings, with those of its own in the place of ours."""
    ours = Labels.load(_of_settings(config) or of_locale(os.environ))
    try:
        from quyche.settings import Settings  # noqa: PLC0415  # not where there is no YAML

        return ours.with_own(Settings.of_file(config).labels)
    except (ImportError, OSError, QuycheError):
        return ours  # whatever is wrong there is for checks and builds to tell


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of the system's messages, or the usual one where we have no words of it."""
    told = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    code = re.split(r"[_.@-]", told.lower())[0]
    return code if code in languages() else DEFAULT


def _configs(arguments: Sequence[str], project: Path) -> Iterator[Path]:
    """The settings that are named, those above the paths that are, and those of the project."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        name, _, joined = option.partition("=")
        if name == _CONFIG_OPTION and (joined or value):
            yield Path(joined or value)
    for argument in arguments:
        yield from _above(argument.partition("=")[2] if argument.startswith("--") else argument)
    yield project / projects.CONFIG


def _above(argument: str) -> Iterator[Path]:
    """The settings of the project that something which is there lies in."""
    try:
        place = Path(argument).absolute()
        if argument and place.exists():
            yield from (folder / projects.CONFIG for folder in (place, *place.parents))
    except (OSError, ValueError):  # no path at all, or one that may not be looked at
        return


def _of_settings(config: Path) -> str:
    """The language that settings ask for; empty for none that we have words of.

    They may be wrong in any other way, which is what will be told in that language.
    """
    try:
        source = config.read_bytes()
    except OSError:
        return ""
    found = _asked_for(source)
    return str(found) if found in languages() else ""


def _asked_for(source: bytes) -> object:
    try:
        from quyche.settings import block_in  # noqa: PLC0415  # not where there is no YAML

        return (block_in(source) or {}).get("language", DEFAULT)
    except (ImportError, ValueError):
        return _written_in(source.decode("utf-8", "replace"))


def _written_in(source: str) -> str:
    """The language in settings that cannot be read as YAML, as far as a line says it."""
    block = _BLOCK_RE.search(source)
    found = _LANGUAGE_RE.search(block["lines"]) if block else None
    return found["language"] if found else DEFAULT
