"""What an organisation sets in `mkdocs.yml` under `extra.quyche`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import hosts, own_labels, schemas
from quyche.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHAPE = schemas.definition(schemas.SETTINGS, "settings")["properties"]
CLEAR: tuple[str, ...] = tuple(_SHAPE["clear_task"]["items"]["enum"])
"""What a task may have to say to be clear."""
SYSTEMS: tuple[str, ...] = tuple(_SHAPE["system"]["enum"])
"""Whose rules of presentation a text may follow."""
_ADDRESS_RE = re.compile(_SHAPE["edit_url"]["pattern"])


@dataclass(frozen=True)
class Settings:
    """Every setting and what holds where it is not set."""

    organisation: str = ""
    """Whose regulations these are: the issuer of a document that names none."""
    system: str = "plain"
    """Whose rules of presentation hold for a body whose entry in the register names none."""
    language: str = "vi"
    """Which labels to use."""
    place: str = ""
    """Where documents are issued, for "place, date"."""
    labels: str = ""
    """The file with labels of their own, beside the settings; by default one of its usual name."""
    host: str = ""
    """What kind of place the repository is at; by default what its address tells."""
    edit_url: str = ""
    """The address of a file in the repository's editor, with `{path}` and `{line}` as blanks.

    By default what that host has below the address of the repository.
    """
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
        _check_system(values.get("system"))
        _check_clear_task(values.get("clear_task"))
        _check_host(values.get("host"))
        _check_edit_url(str(values.get("edit_url", "")))
        return cls(**values)  # type: ignore[arg-type]  # each value was checked above

    def at(self, folder: Path, repo_url: str) -> Settings:
        """The same in the folder where they stand, of a repository at an address."""
        labels = str(folder / self.labels) if self.labels else own_labels.find(folder)
        edit_url = self.edit_url or hosts.edit_url(self.host, repo_url)
        return replace(self, labels=labels, edit_url=edit_url)

    @classmethod
    def of_file(cls, config_file: Path) -> Settings:
        """The settings in a site's configuration; those by default where there is no such file.

        Raises SettingsError as `read` does, or where the file cannot be read.
        """
        tree = tree_of(config_file)
        extra = tree.get("extra")
        read = cls.read(extra.get("quyche") if isinstance(extra, dict) else None)
        return read.at(config_file.parent, str(tree.get("repo_url") or ""))


def tree_of(config_file: Path) -> dict[object, object]:
    """All that a site's configuration says; nothing where there is no such file.

    Raises SettingsError where the file cannot be read.
    """
    if not config_file.is_file():
        return {}
    try:
        tree = yaml.load(config_file.read_bytes(), _Loader)  # noqa: S506  # a safe loader
    except yaml.YAMLError as fault:
        raise SettingsError(f"{config_file.name}: {' '.join(str(fault).split())}") from fault
    return tree if isinstance(tree, dict) else {}


_NAMES = {"str": "str", "bool": "bool", "tuple": "list"}
"""What is expected, by the type that holds it."""


class _Loader(yaml.SafeLoader):
    """Reads past the tags that only the site builder understands."""


def _unread(
    loader: yaml.SafeLoader, suffix: str, node: yaml.Node
) -> None:  # the signature is upstream's
    """What stands in for a value of such a tag."""


def _from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """What holds where no variable of the environment says otherwise: the last of a list."""
    if not isinstance(node, yaml.SequenceNode):
        return None
    *_, last = loader.construct_sequence(node) or (None,)
    return last


_Loader.add_multi_constructor("", _unread)
_Loader.add_constructor("!ENV", _from_environment)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _check_system(system: object) -> None:
    """Refuse a system that nobody presents texts by."""
    if system is not None and system not in SYSTEMS:
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: system is {system!r}; expected one of {', '.join(SYSTEMS)}"
        )


def _check_host(host: object) -> None:
    """Refuse a host that we know no addresses of."""
    if host is not None and host not in hosts.HOSTS:
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: host is {host!r}; expected one of {', '.join(hosts.HOSTS)}"
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
    if not _ADDRESS_RE.fullmatch(template):
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: edit_url is {template!r}; "
            "expected an address with no blanks but {path} and {line}"
        )
