"""What an organisation sets in `mkdocs.yml` under `extra.quyche`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

CLEAR = ("who", "what", "with", "when", "result", "authority", "basis")
"""What a task may have to say to be clear."""
SYSTEMS = ("party", "state", "plain")
"""Whose rules of presentation a text may follow."""
STRUCTURES = ("vn", "en")
"""How the provisions of a text may be written."""


@dataclass(frozen=True)
class Settings:
    """Every setting and what holds where it is not set."""

    organisation: str = ""
    """Whose regulations these are: the issuer of a document that names none."""
    system: str = "plain"
    """Whose rules of presentation hold for a body whose entry in the register names none."""
    language: str = "vi"
    """Which labels to use."""
    structure: str = "vn"
    """How documents are written that do not say it."""
    place: str = ""
    """Where documents are issued, for "place, date"."""
    edit_url: str = ""
    """The address of a file in the repository's editor, with `{path}` and `{line}` as blanks."""
    internal: bool = False
    """Whether documents marked internal are built; never for a public site."""
    clear_task: tuple[str, ...] = ()
    """What a task must say to be clear; organisations list that differently."""
    clear_task_label: str = ""
    """What the organisation calls it: `5 rõ`."""
    clear_task_source: str = ""
    """Where its list comes from."""

    @classmethod
    def read(cls, block: Mapping[str, object] | None) -> Settings:
        """The settings; raises SettingsError for one that is unknown or of the wrong type."""
        values = {name: _as_tuple(value) for name, value in (block or {}).items()}
        known = {field.name: type(field.default) for field in fields(cls)}
        for name, value in values.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1) or sorted(known)
                expected = " or ".join(near) if len(near) == 1 else f"one of {', '.join(near)}"
                raise SettingsError(
                    f"mkdocs.yml: extra.quyche: unknown key {name!r}; expected {expected}"
                )
            if not isinstance(value, known[name]):
                raise SettingsError(
                    f"mkdocs.yml: extra.quyche: {name} is {value!r}; "
                    f"expected a {_NAMES[known[name].__name__]}"
                )
        _check_choice("system", values.get("system"), SYSTEMS)
        _check_choice("structure", values.get("structure"), STRUCTURES)
        _check_clear_task(values.get("clear_task"))
        _check_edit_url(str(values.get("edit_url", "")))
        return cls(**values)  # type: ignore[arg-type]  # each value was checked above

    @classmethod
    def of_file(cls, config_file: Path) -> Settings:
        """The settings in a site's configuration; those by default where there is no such file.

        Raises SettingsError as `read` does, or where the file cannot be read.
        """
        if not config_file.is_file():
            return cls()
        try:
            tree = yaml.load(config_file.read_bytes(), _Loader)  # noqa: S506  # a safe loader
        except yaml.YAMLError as fault:
            raise SettingsError(f"{config_file.name}: {' '.join(str(fault).split())}") from fault
        extra = tree.get("extra") if isinstance(tree, dict) else None
        return cls.read(extra.get("quyche") if isinstance(extra, dict) else None)


_NAMES = {"str": "str", "bool": "bool", "tuple": "list"}
"""What is expected, by the type that holds it."""


class _Loader(yaml.SafeLoader):
    """Reads past the tags that only the site builder understands."""


def _unread(
    loader: yaml.SafeLoader, suffix: str, node: yaml.Node
) -> None:  # the signature is upstream's
    """What stands in for a value of such a tag."""


_Loader.add_multi_constructor("", _unread)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _check_choice(name: str, value: object, known: tuple[str, ...]) -> None:
    """Refuse what is none of the values that a setting may have."""
    if value is not None and value not in known:
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: {name} is {value!r}; expected one of {', '.join(known)}"
        )


def _check_clear_task(wanted: object) -> None:
    """Refuse what no field of a task says."""
    for aspect in wanted if isinstance(wanted, tuple) else ():
        if aspect not in CLEAR:
            raise SettingsError(
                f"mkdocs.yml: extra.quyche: clear_task has {aspect!r}; "
                f"expected some of {', '.join(CLEAR)}"
            )


def _check_edit_url(template: str) -> None:
    """Refuse an address whose blanks nothing fills."""
    try:
        template.format(path="", line=0)
    except (KeyError, IndexError, ValueError) as fault:
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: edit_url is {template!r}; "
            "expected an address with no blanks but {path} and {line}"
        ) from fault
