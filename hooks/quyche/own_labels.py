"""Labels of an organisation in the place of ours, from one file beside its settings."""

from __future__ import annotations

import difflib
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import yaml_faults
from quyche.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import yaml

NAMES = ("nhan.yml", "labels.yml")
"""What the file is called where no setting names another."""
FIXED = (
    *("language", "locale"),
    *("status.*", "correction.*", "table.title"),
    *("edition.status.*", "edition.over.*", "edition.later.*", "edition.now.*", "edition.open.*"),
    *("edition.work_state", "edition.adopted_state", "edition.in_force"),
    *("document.party", "document.nation", "document.motto", "document.number*"),
    *("document.draft*", "document.submitted", "document.not_in_force", "document.adopted"),
    *("document.in_force*", "document.expired*", "document.superseded", "document.repealed*"),
    *("document.unknown", "document.sample*", "document.internal"),
    "proposing.field.*",
)
"""What says of a text or an edition what it is worth, or is read back from a page or a paper.

It means the same on every site and in every edition, published long ago or today. A star stands
for whatever follows.
"""


@dataclass(frozen=True)
class _OwnLabel:
    name: str
    text: str
    line: int


def find(folder: Path) -> str:
    """The file of that name in a folder; empty where there is none."""
    return next((str(folder / name) for name in NAMES if (folder / name).is_file()), "")


def is_fixed(name: str) -> bool:
    """Whether a label cannot be replaced."""
    starts = tuple(one.removesuffix("*") for one in FIXED if one.endswith("*"))
    return name in FIXED or name.startswith(starts)


def read(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    """The labels in a file by their dotted names; `known` has ours.

    Raises SettingsError with file and line for a file that cannot be read, a name that we do not
    have or that is fixed, a name that stands twice, what is no text, and other blanks than ours.
    """
    found: dict[str, str] = {}
    for own in _labels(path, known):
        if fault := _fault(own, known, found):
            raise SettingsError(f"{path.name}:{own.line}: {fault}")
        found[own.name] = own.text
    return found


def _fault(own: _OwnLabel, known: Mapping[str, str], found: Mapping[str, str]) -> str:
    """What is wrong with one; empty where nothing is."""
    if own.name not in known:
        near = difflib.get_close_matches(own.name, known, 1) or [own.name.partition(".")[0] + ".…"]
        return known["own_labels.unknown"].format(name=own.name, near=near[0])
    if is_fixed(own.name):
        return known["own_labels.fixed"].format(name=own.name)
    if own.name in found:
        return known["own_labels.twice"].format(name=own.name)
    if not own.text.strip():
        return known["own_labels.empty"].format(name=own.name)
    if _blanks(own.text) != (wanted := _blanks(known[own.name])):
        shown = ", ".join(f"{{{blank}}}" for blank in sorted(wanted or ())) or "–"
        return known["own_labels.blanks"].format(name=own.name, blanks=shown)
    return ""


def _blanks(text: str) -> frozenset[str] | None:
    """The blanks of a text as they are written; None where it has braces that are none.

    A word that goes with a count (`{count|article|articles}`) may have other forms than ours.
    """
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(
        name.partition("|")[0]
        + (f"!{conversion}" if conversion else "")
        + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parts
        if name is not None
    )


def _labels(path: Path, known: Mapping[str, str]) -> Iterator[_OwnLabel]:
    import yaml  # noqa: PLC0415  # not where a review is posted, by a Python that has nothing else

    try:
        source = path.read_text("utf-8")
        top = yaml.compose(source, yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as fault:
        said = " ".join(str(fault).split())
        told = known["own_labels.unread"].format(reason=said)
        raise SettingsError(f"{path.name}: {told}") from fault
    except (ValueError, yaml.YAMLError, RecursionError) as fault:
        found = yaml_faults.of(fault, source)
        told = known["own_labels.unread"].format(reason=found.told(known))
        raise SettingsError(f"{path.name}:{found.line}: {told}") from fault
    if top is not None:
        yield from _below(top, "", path, known)


def _below(node: yaml.Node, name: str, path: Path, known: Mapping[str, str]) -> Iterator[_OwnLabel]:
    """The texts below a name, whether it is written with dots or line below line."""
    import yaml  # noqa: PLC0415  # as above

    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _below(value, f"{name}.{key.value}" if name else str(key.value), path, known)
    elif isinstance(node, yaml.ScalarNode) and name:
        yield _OwnLabel(name, str(node.value), line)
    else:
        told = known["own_labels.no_text"].format(name=name or "–")
        raise SettingsError(f"{path.name}:{line}: {told}")
