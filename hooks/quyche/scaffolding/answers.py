"""What was answered when a repository was made, as the repository keeps it."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from quyche import hosts, yaml_faults
from quyche.errors import QuycheError, RefusedError
from quyche.scaffolding import organisations, products
from quyche.scaffolding.kinds import kinds
from quyche.scaffolding.organisations import Organisation

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.labels import Labels

FILE = f"{products.FOLDER}/answers.yml"
_NAMES = ("product", "kind", "language", "name", "place", "site_url", "repo_url", "host", "date")
_SAMPLE = "sample"


@dataclass(frozen=True)
class Answers:
    """Whose repository it is, and which version of the product its files come from."""

    organisation: Organisation
    product: str


def written(answers: Answers, labels: Labels) -> bytes:
    """The file that keeps them."""
    own = answers.organisation
    values = (
        answers.product,
        own.kind.id,
        own.language,
        own.name,
        own.place,
        own.site_url,
        own.repo_url,
        own.host,
        own.date.isoformat(),
    )
    rows = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in zip(_NAMES, values, strict=True)
    ]
    rows.append(f"{_SAMPLE}: {json.dumps(own.has_sample)}\n")
    return "".join((f"# {labels('update.answers')}\n", *rows)).encode()


def read(folder: Path, labels: Labels) -> Answers | None:
    """What a repository keeps; None where it keeps nothing.

    Raises RefusedError for a file that says something else than answers.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        source = path.read_text("utf-8")
        return _answers(yaml.safe_load(source), labels)
    except yaml.YAMLError as fault:
        reason = yaml_faults.of(fault, source).told(labels.texts)
        raise _unread(reason, labels) from fault
    except (ValueError, KeyError, TypeError, QuycheError) as fault:
        said = f"{fault.args[0]}: –" if isinstance(fault, KeyError) else fault
        raise _unread(" ".join(str(said).split()), labels) from fault


def _unread(reason: str, labels: Labels) -> RefusedError:
    expected = ", ".join((*_NAMES, _SAMPLE))
    return RefusedError(labels("update.unread", path=FILE, reason=reason, expected=expected))


def _answers(tree: object, labels: Labels) -> Answers:
    if not isinstance(tree, dict):
        raise TypeError(tree)
    values = {name: tree[name] for name in (*_NAMES, _SAMPLE)}
    if others := sorted(map(str, tree.keys() - values.keys())):
        raise KeyError(others[0])
    if wrong := [name for name in _NAMES if not isinstance(values[name], str)]:
        raise KeyError(wrong[0])
    if values["language"] not in organisations.LANGUAGES:
        raise KeyError(values["language"])
    own = Organisation(
        kind=kinds()[values["kind"]],
        name=organisations.filled(values["name"], "name", labels),
        place=organisations.line(values["place"], "place", labels),
        site_url=organisations.site_address(values["site_url"], "site_url", labels),
        repo_url=organisations.repository_address(values["repo_url"], "repo_url", labels),
        date=datetime.date.fromisoformat(values["date"]),
        has_sample=bool(values[_SAMPLE]),
        host=hosts.HOSTS[values["host"]].name,
        language=values["language"],
    )
    products.version(values["product"])
    return Answers(own, values["product"])
