"""The files that a repository starts with, made of the templates beside this module."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from quyche import hosts, projects, urls
from quyche.scaffolding import editors, products
from quyche.scaffolding.organisations import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from quyche.labels import Labels
    from quyche.scaffolding.kinds import OrganisationKind, StartingEntry
    from quyche.scaffolding.organisations import Organisation

SAMPLE = "quy-che-mau"
"""The id of the regulation that a repository starts with, to be removed."""
_SAMPLES = {"en": "sample-regulation"}
"""What it is called in languages other than Vietnamese."""
_ENTRY = "entry.md"
_REGISTER = (urls.BODIES.strip("/"), urls.ROLES.strip("/"))
_HOST_RE = re.compile(rf"@(?:{'|'.join(hosts.HOSTS)})(?=\.|$)")
_WORKFLOWS = {
    hosts.GITHUB.name: ".github/workflows/",
    hosts.GITLAB.name: ".gitlab-ci.yml",
    hosts.FORGEJO.name: ".forgejo/",
}
_REQUEST, _OWNERS = ".github/pull_request_template.md", ".github/CODEOWNERS"
(_FORM,) = hosts.GITHUB.issue_forms
_PLACES = {
    hosts.GITHUB.name: {},
    hosts.GITLAB.name: {
        _REQUEST: ".gitlab/merge_request_templates/Default.md",
        _OWNERS: ".gitlab/CODEOWNERS",
        _FORM: "",  # it has texts to begin with, and no forms
    },
    hosts.FORGEJO.name: {
        _REQUEST: ".forgejo/pull_request_template.md",
        _OWNERS: ".forgejo/CODEOWNERS",
        _FORM: hosts.FORGEJO.issue_forms[0],
    },
    hosts.SERVER.name: {_REQUEST: "", _OWNERS: "", _FORM: ""},
}
"""Where a host looks for what GitHub looks for there; empty for nowhere."""
_MARKS_RE = re.compile(r"([\\`*_\[\]<>#|~])")


def files(organisation: Organisation, labels: Labels) -> dict[str, bytes]:
    """What a repository holds first, by paths from its top, without the product."""
    environment = _environment()
    known = _values(organisation, labels) | editors.values(labels)
    listed = dict(_templates(resources.files("quyche.scaffolding") / "templates"))
    listed.update(_translations(organisation.language))
    templates = dict(_of_host(listed, organisation.host))
    entry = environment.from_string(templates.pop(_ENTRY))
    found = {
        path: environment.from_string(source).render(known) for path, source in templates.items()
    }
    sample = found.pop(f"docs/{urls.REGULATIONS}/{SAMPLE}.md")
    if organisation.has_sample:
        found[f"docs/{urls.REGULATIONS}/{sample_in(organisation.language)}.md"] = sample
    found |= editors.files(labels)
    for path, values in _entries(organisation):
        found[path] = entry.render(values)
    return {path: text.encode() for path, text in sorted(found.items())}


def untouched(docs: Path) -> tuple[str, ...]:
    """The entries of the register that still say what is to be written there, by their paths."""
    found = (path for folder in _REGISTER for path in sorted((docs / folder).glob("*.md")))
    told = re.compile("|".join(map(_asking, LANGUAGES)))
    return tuple(
        path.relative_to(docs).as_posix()
        for path in found
        if told.search(path.read_text("utf-8", errors="replace"))
    )


def _asking(language: str) -> str:
    """What an entry of a new repository asks for, whatever it is called."""
    top = resources.files("quyche.scaffolding")
    folder = top / "templates" if language == "vi" else top / "translations" / language
    *_, asking = (folder / _ENTRY).read_text("utf-8").splitlines()
    return "(?m:^" + ".+".join(map(re.escape, asking.split("⟦name⟧"))) + "$)"


def is_managed(path: str) -> bool:
    """Whether a file is the product's as much as theirs: what it runs by, and its guides.

    Texts, the register, the editions and the settings are theirs alone.
    """
    is_document = path.startswith(f"{projects.DOCS}/")
    is_guide = path.startswith(f"{projects.DOCS}/{urls.GUIDES}/")
    return (is_guide or not is_document) and path != projects.CONFIG and not _is_carried(path)


def _is_carried(path: str) -> bool:
    """What `make` writes with the product, or what keeps the product itself."""
    return path.startswith((f"{products.FOLDER}/", f"{editors.FOLDER}/"))


def _of_host(templates: dict[str, str], host: str) -> Iterator[tuple[str, str]]:
    """What a host looks for, where it looks; `NAME@HOST` stands in the place of `NAME`."""
    special = f"@{host}"
    for path, source in templates.items():
        if special in path:
            yield path.replace(special, ""), source
        elif _HOST_RE.search(path) or _of(path, special) in templates:
            continue
        elif placed := _placed(path, host):
            yield placed, source


def _of(path: str, special: str) -> str:
    """What a file is called that stands in the place of one."""
    found = PurePosixPath(path)
    return str(found.with_name(f"{found.stem}{special}{found.suffix}"))


def _placed(path: str, host: str) -> str:
    """Where a host looks for a file that is GitHub's; empty for one of another, or for none."""
    if path.startswith(_WORKFLOWS[hosts.GITHUB.name]):
        return path if host == hosts.GITHUB.name else ""
    for name, place in _WORKFLOWS.items():
        if path.startswith(place):
            return path if name == host else ""
    return _PLACES[host].get(path, path)


def sample_in(language: str) -> str:
    """The id of the sample in a repository of a language."""
    return _SAMPLES.get(language, SAMPLE)


def _environment() -> Environment:
    """Blanks are written ⟦so⟧, which no workflow, Makefile or text of ours has."""
    environment = Environment(  # noqa: S701  # what is made is no HTML
        variable_start_string="⟦",
        variable_end_string="⟧",
        block_start_string="⟦%",
        block_end_string="%⟧",
        comment_start_string="⟦#",
        comment_end_string="#⟧",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["markdown"] = lambda value: _MARKS_RE.sub(r"\\\1", value)
    return environment


def _kind(organisation: Organisation) -> OrganisationKind:
    return organisation.kind.in_language(organisation.language).named(organisation.name)


def _values(organisation: Organisation, labels: Labels) -> dict[str, object]:
    kind = _kind(organisation)
    return {
        "title": labels("new.title", name=organisation.name),
        "name": organisation.name,
        "system": kind.system,
        "place": organisation.place,
        "site_url": organisation.site_url,
        "repo_url": organisation.repo_url,
        "host": organisation.host,
        "branch": hosts.HOSTS[organisation.host].branch,
        "issuer": kind.bodies[0],
        "office": kind.bodies[-1],
        "role": kind.roles[0],
    }


def _entries(organisation: Organisation) -> Iterator[tuple[str, dict[str, object]]]:
    """The path of each entry of the register, and what it says."""
    kind = _kind(organisation)
    issuer, *others = kind.bodies
    yield _entry("body", urls.BODIES, issuer, 1, "")
    for order, body in enumerate(others, 2):
        parent = f"parent: {issuer.id}\n" if body.is_under_first else ""
        yield _entry("body", urls.BODIES, body, order, parent)
    for order, role in enumerate(kind.roles, 1):
        member = f"parent: {issuer.id}\nmember_of: [{issuer.id}]\n"
        yield _entry("role", urls.ROLES, role, order, member)


def _entry(
    kind: str, folder: str, unit: StartingEntry, order: int, parent: str
) -> tuple[str, dict[str, object]]:
    values = {"kind": kind, "name": unit.name, "order": order * 10, "parent": parent}
    return f"docs/{folder.strip('/')}/{unit.id}.md", values


def _translations(language: str) -> Iterator[tuple[str, str]]:
    """What stands in place of templates that are written in Vietnamese."""
    if language != "vi":
        yield from _templates(resources.files("quyche.scaffolding") / "translations" / language)


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Each template by its path; what is hidden in a repository is called `dot-…` here."""
    for item in folder.iterdir():
        path = above + re.sub("^dot-", ".", item.name)
        if item.is_dir():
            yield from _templates(item, f"{path}/")
        else:
            yield path, item.read_text("utf-8")
