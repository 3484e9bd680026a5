"""What an organisation sets in `mkdocs.yml` under `extra.quyche`."""

from __future__ import annotations

import difflib
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import hosts, own_labels, schemas, yaml_faults
from quyche.errors import SettingsError
from quyche.labels import languages
from quyche.projects import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    def read(cls, block: Mapping[str, object] | None) -> Settings:
        """The settings; raises SettingsError for one that is unknown or of the wrong type."""
        values = {name: _as_tuple(value) for name, value in (block or {}).items()}
        known = {
            one.name: type(one.default) for one in fields(cls) if one.metadata.get("is_set", True)
        }
        for name, value in values.items():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1) or sorted(known)
                raise _wrong("settings.unknown", name, name=name, known=", ".join(near))
            if not isinstance(value, known[name]):
                label = f"settings.wrong_type.{known[name].__name__}"
                raise _wrong(label, name, name=name, found=repr(value))
        _check_language(values.get("language"))
        _check_choice("system", values.get("system"), SYSTEMS)
        _check_choice("structure", values.get("structure"), STRUCTURES)
        _check_clear_task(values.get("clear_task"))
        _check_choice("host", values.get("host"), tuple(hosts.HOSTS))
        _check_country(str(values.get("country", "")))
        _check_edit_url(str(values.get("edit_url", "")))
        _check_proposals(str(values.get("proposals", "")))
        return cls(**values)  # type: ignore[arg-type]  # each value was checked above

    def at(self, folder: Path, repo_url: str) -> Settings:
        """The same in the folder where they stand, of a repository at an address.

        Raises SettingsError where remarks are to go to issues that nobody has.
        """
        labels = str(folder / self.labels) if self.labels else own_labels.find(folder)
        edit_url = self.edit_url or hosts.edit_url(self.host, repo_url)
        issue_url = hosts.issue_url(self.host, repo_url)
        if self.proposals == ISSUES and not issue_url:
            host = hosts.of(self.host, repo_url).name
            raise _wrong("settings.no_issues", "proposals", host=host)
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
        with lines_told(config_file):
            read = cls.read(_block(tree))
            return read.at(config_file.parent, str(tree.get("repo_url") or ""))


def tree_of(config_file: Path) -> Mapping[object, object]:
    """All that a site's configuration says; nothing where there is no such file.

    Raises SettingsError where the file cannot be read.
    """
    if not config_file.is_file():
        return {}
    try:
        return _tree(config_file.read_bytes())
    except _NotYamlError as fault:
        raise SettingsError(
            "settings.not_yaml",
            path=config_file.name,
            line=fault.fault.line,
            reason=fault.fault,
        ) from fault


@contextmanager
def lines_told(config_file: Path) -> Iterator[None]:
    """Whatever is wrong with a setting is told with the line at which the file says it."""
    try:
        yield
    except SettingsError as fault:
        key = str(fault.details.get("key", ""))
        if not key:
            raise
        place = place_of(config_file, key)
        raise SettingsError(fault.said, **{**fault.details, "file": place}) from fault


def place_of(config_file: Path, key: str) -> str:
    """The file with the line of a key, `mkdocs.yml:12`; without one that it does not have."""
    try:
        node = yaml.compose(config_file.read_bytes(), yaml.SafeLoader)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return config_file.name
    line = 0
    for name in key.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if str(pair[0].value) == name), None)
        if found is None:
            return config_file.name
        line, node = found[0].start_mark.line + 1, found[1]
    return f"{config_file.name}:{line}"


def _wrong(label: str, key: str, **details: object) -> SettingsError:
    """What is wrong with a setting of ours; `lines_told` adds the line."""
    return SettingsError(label, file=CONFIG, key=f"extra.quyche.{key}", **details)


def block_in(source: bytes) -> Mapping[str, object] | None:
    """What a site's configuration says under `extra.quyche`; None where it says nothing.

    Raises ValueError where it is no YAML.
    """
    return _block(_tree(source))


@lru_cache(maxsize=8)  # whoever builds, checks or speaks asks the same file anew
def _tree(source: bytes) -> Mapping[object, object]:
    try:
        tree = yaml.load(source, _Loader)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise _NotYamlError(fault, source) from fault
    return tree if isinstance(tree, dict) else {}


def _block(tree: Mapping[object, object]) -> Mapping[str, object] | None:
    extra = tree.get("extra")
    block = extra.get("quyche") if isinstance(extra, dict) else None
    return block if isinstance(block, dict) else None


class _NotYamlError(ValueError):
    """The configuration cannot be read."""

    def __init__(self, fault: Exception, source: bytes) -> None:
        super().__init__(str(fault))
        self.fault = yaml_faults.of(fault, source.decode("utf-8", "replace"))


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
        known = ", ".join(languages())
        raise _wrong("settings.language", "language", found=language, known=known)


def _check_choice(name: str, value: object, known: tuple[str, ...]) -> None:
    """Refuse what is none of the values that a setting may have."""
    if value is not None and value not in known:
        raise _wrong("settings.choice", name, name=name, found=value, known=", ".join(known))


def _check_clear_task(wanted: object) -> None:
    """Refuse what no field of a task says."""
    for aspect in wanted if isinstance(wanted, tuple) else ():
        if aspect not in CLEAR:
            known = ", ".join(CLEAR)
            raise _wrong("settings.clear_task", "clear_task", found=aspect, known=known)


def _check_country(country: str) -> None:
    """Refuse what is no name of a country to machines."""
    if not _COUNTRY_RE.fullmatch(country):
        raise _wrong("settings.country", "country", found=country)


def _check_edit_url(template: str) -> None:
    """Refuse an address whose blanks nothing fills."""
    if not _ADDRESS_RE.fullmatch(template):
        blanks = "{path}, {line}"
        raise _wrong("settings.edit_url", "edit_url", found=template, blanks=blanks)


def _check_proposals(taker: str) -> None:
    """Refuse what nothing can be sent to."""
    if not _TAKERS_RE.fullmatch(taker):
        raise _wrong("settings.proposals", "proposals", found=taker)
