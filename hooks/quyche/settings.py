"""What an organisation sets in `mkdocs.yml` under `extra.quyche`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import hosts, own_labels, schemas
from quyche.errors import SettingsError
from quyche.labels import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHAPE = schemas.definition(schemas.SETTINGS, "settings")["properties"]
CLEAR: tuple[str, ...] = tuple(_SHAPE["clear_task"]["items"]["enum"])
"""What a task may have to say to be clear."""
SYSTEMS: tuple[str, ...] = tuple(_SHAPE["system"]["enum"])
"""Whose rules of presentation a text may follow."""
STRUCTURES: tuple[str, ...] = tuple(_SHAPE["structure"]["enum"])
"""How the provisions of a text may be written."""
_COUNTRY_RE = re.compile(_SHAPE["country"]["pattern"])
_ADDRESS_RE = re.compile(_SHAPE["edit_url"]["pattern"])
_TAKERS_RE = re.compile(_SHAPE["proposals"]["pattern"])
ISSUES, FILE = "issues", "file"
"""What takes remarks and proposals, where it is no mail address: the host's issues, or a file."""


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
    country: str = ""
    """Where they are, as ISO 3166 names countries; by default where their language is spoken."""
    labels: str = ""
    """The file with labels of their own, beside the settings; by default one of its usual name."""
    host: str = ""
    """What kind of place the repository is at; by default what its address tells."""
    edit_url: str = ""
    """The address of a file in the repository's editor, with `{path}` and `{line}` as blanks.

    By default what that host has below the address of the repository.
    """
    proposals: str = ""
    """Where remarks and proposals go: `issues`, `file` or a mail address.

    By default the host's issues, where it has some, else a file that is handed in.
    """
    issue_url: str = field(default="", metadata={"is_set": False})
    """The address of a new issue, with blanks; it follows from the repository's."""
    internal: bool = False
    """Whether documents marked internal are built; never for a public site."""
    clear_task: tuple[str, ...] = ()
    """What a task must say to be clear; organisations list that differently."""
    clear_task_label: str = ""
    """What the organisation calls it: `5 rõ`."""
    clear_task_source: str = ""
    """Where its list comes from."""

    @classmethod
    def read(cls, block: Mapping[str, object] | None, file: Path | None = None) -> Settings:
        """The settings; raises SettingsError for one that is unknown or of the wrong type.

        `file` is where they stand, for the line in a message.
        """
        values = {name: _as_tuple(value) for name, value in (block or {}).items()}
        known = {
            one.name: type(one.default) for one in fields(cls) if one.metadata.get("is_set", True)
        }
        for name, value in values.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1) or sorted(known)
                raise SettingsError("settings.unknown", name=name, known=", ".join(near))
            if not isinstance(value, known[name]):
                label = f"settings.wrong_type.{known[name].__name__}"
                raise SettingsError(label, name=name, found=repr(value))
        _check_language(values.get("language"))
        _check_choice("system", values.get("system"), SYSTEMS)
        _check_choice("structure", values.get("structure"), STRUCTURES)
        _check_clear_task(values.get("clear_task"))
        _check_choice("host", values.get("host"), tuple(hosts.HOSTS))
        _check_country(str(values.get("country", "")))
        _check_edit_url(str(values.get("edit_url", "")))
        _check_proposals(str(values.get("proposals", "")), file)
        return cls(**values)  # type: ignore[arg-type]  # each value was checked above

    def at(self, file: Path, repo_url: str) -> Settings:
        """The same as they stand in a file, of a repository at an address.

        Raises SettingsError where remarks are to go to issues that nobody has.
        """
        folder = file.parent
        labels = str(folder / self.labels) if self.labels else own_labels.find(folder)
        edit_url = self.edit_url or hosts.edit_url(self.host, repo_url)
        issue_url = hosts.issue_url(self.host, repo_url)
        if self.proposals == ISSUES and not issue_url:
            place = _place_of("proposals", file)
            host = hosts.of(self.host, repo_url).name
            raise SettingsError("settings.no_issues", place=place, host=host)
        return replace(self, labels=labels, edit_url=edit_url, issue_url=issue_url)

    @property
    def taker(self) -> str:
        """What takes remarks and proposals: `issues`, `file` or a mail address."""
        return self.proposals or (ISSUES if self.issue_url else FILE)

    @classmethod
    def of_file(cls, config_file: Path) -> Settings:
        """The settings in a site's configuration; those by default where there is no such file.

        Raises SettingsError as `read` does, or where the file cannot be read.
        """
        tree = tree_of(config_file)
        read = cls.read(_block(tree), config_file)
        return read.at(config_file, str(tree.get("repo_url") or ""))


def tree_of(config_file: Path) -> dict[object, object]:
    """All that a site's configuration says; nothing where there is no such file.

    Raises SettingsError where the file cannot be read.
    """
    if not config_file.is_file():
        return {}
    try:
        return _tree(config_file.read_bytes())
    except _NotYamlError as fault:
        place = {"path": config_file.name, "line": fault.line}
        raise SettingsError("settings.not_yaml", **place) from fault


def block_in(source: bytes) -> Mapping[str, object] | None:
    """What a site's configuration says under `extra.quyche`; None where it says nothing.

    Raises ValueError where it is no YAML.
    """
    return _block(_tree(source))


def _tree(source: bytes) -> dict[object, object]:
    try:
        tree = yaml.load(source, _Loader)  # noqa: S506  # a safe loader
    except yaml.YAMLError as fault:
        raise _NotYamlError(fault) from fault
    return tree if isinstance(tree, dict) else {}


def _block(tree: Mapping[object, object]) -> Mapping[str, object] | None:
    extra = tree.get("extra")
    block = extra.get("quyche") if isinstance(extra, dict) else None
    return block if isinstance(block, dict) else None


class _NotYamlError(ValueError):
    """The configuration cannot be read; `line` is where."""

    def __init__(self, fault: yaml.YAMLError) -> None:
        super().__init__(str(fault))
        mark = getattr(fault, "problem_mark", None)
        self.line = mark.line + 1 if mark else 1


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


def _check_language(language: object) -> None:
    """Refuse a language that there are no labels of."""
    if language is not None and language not in languages():
        raise SettingsError("settings.language", found=language, known=", ".join(languages()))


def _check_choice(name: str, value: object, known: tuple[str, ...]) -> None:
    """Refuse what is none of the values that a setting may have."""
    if value is not None and value not in known:
        raise SettingsError("settings.choice", name=name, found=value, known=", ".join(known))


def _check_clear_task(wanted: object) -> None:
    """Refuse what no field of a task says."""
    for aspect in wanted if isinstance(wanted, tuple) else ():
        if aspect not in CLEAR:
            raise SettingsError("settings.clear_task", found=aspect, known=", ".join(CLEAR))


def _check_country(country: str) -> None:
    """Refuse what is no name of a country to machines."""
    if not _COUNTRY_RE.fullmatch(country):
        raise SettingsError("settings.country", found=country)


def _check_edit_url(template: str) -> None:
    """Refuse an address whose blanks nothing fills."""
    if not _ADDRESS_RE.fullmatch(template):
        blanks = "{path}, {line}"
        raise SettingsError("settings.edit_url", found=template, blanks=blanks)


def _check_proposals(taker: str, file: Path | None) -> None:
    """Refuse what nothing can be sent to."""
    if not _TAKERS_RE.fullmatch(taker):
        place = _place_of("proposals", file)
        raise SettingsError("settings.proposals", place=place, found=taker)


def _place_of(name: str, file: Path | None) -> str:
    """Where a setting stands: the file and its line, as far as they are known."""
    if file is None or not file.is_file():
        return "mkdocs.yml"
    node: yaml.Node | None = yaml.compose(file.read_bytes(), _Loader)
    line = 0
    for key in ("extra", "quyche", name):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next(((one, value) for one, value in pairs if one.value == key), None)
        if found is None:
            return file.name
        line, node = found[0].start_mark.line + 1, found[1]
    return f"{file.name}:{line}"
