"""What an organisation sets in `mkdocs.yml` under `extra.quyche`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from quyche.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """Every setting and what holds where it is not set."""

    organisation: str = ""
    """Whose regulations these are, as the head of each document says it."""
    language: str = "vi"
    """Which labels to use."""
    place: str = ""
    """Where documents are issued, for "place, date"."""
    edit_url: str = ""
    """The address of a file in the repository's editor, with `{path}` and `{line}` as blanks."""
    internal: bool = False
    """Whether documents marked internal are built; never for a public site."""

    @classmethod
    def read(cls, block: Mapping[str, object] | None) -> Settings:
        """The settings; raises SettingsError for one that is unknown or of the wrong type."""
        values = dict(block or {})
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
                    f"expected a {known[name].__name__}"
                )
        _check_edit_url(str(values.get("edit_url", "")))
        return cls(**values)  # type: ignore[arg-type]  # each value was checked above


def _check_edit_url(template: str) -> None:
    """Refuse an address whose blanks nothing fills."""
    try:
        template.format(path="", line=0)
    except (KeyError, IndexError, ValueError) as fault:
        raise SettingsError(
            f"mkdocs.yml: extra.quyche: edit_url is {template!r}; "
            "expected an address with no blanks but {path} and {line}"
        ) from fault
