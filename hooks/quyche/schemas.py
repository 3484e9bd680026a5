"""The shapes of all that is read and written as data: the JSON Schemas in `schemas/`.

Who reads a front matter, the ledger, remarks or settings asks these files which keys there are,
what each may hold and which must be there. Who writes JSON names the schema that it keeps to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quyche.labels import Labels

Shape = Mapping[str, Any]
"""A schema or a part of one, as JSON has it."""

FRONT_MATTER, EDITIONS, REMARKS, SETTINGS = "front-matter", "editions", "remarks", "mkdocs"
READ = (FRONT_MATTER, EDITIONS, REMARKS, SETTINGS)
"""What people write."""
WRITTEN = (
    *("check", "outline", "compare", "export", "convert", "import-comments"),
    *("review", "renumber"),
    *("verify-site", "verify-copy", "verify-text"),
    "convert-onto",
    *("versions", "edition", "manifest", "remark-counts", "other-changes", "editor"),
    "offline-copy",
    *("search-index", "search-piece", "search-words", "search-vocabulary", "search-governed"),
)
"""What commands print with `--json`, then what lies beside the pages."""
_PREFIX = "urn:quyche:"
_LOCAL = "#/definitions/"


def kinds() -> tuple[str, ...]:
    """What a file may say it is in its front matter."""
    return tuple(_definitions_by_kind())


def names() -> tuple[str, ...]:
    """Every schema that is published."""
    return (*READ, *kinds(), *WRITTEN)


def of_kind(kind: str) -> Shape:
    """The shape of the front matter of files of a kind."""
    return definition(FRONT_MATTER, _definitions_by_kind()[kind])


def definition(name: str, part: str) -> Shape:
    """A part of a schema, with what it takes from other files in its place."""
    shape: Shape = _resolved(_file(name)["definitions"][part])
    return shape


def as_json(name: str, data: object, **layout: Any) -> str:
    """Data of a shape that has a schema, as a file or a command has it; with its last newline."""
    assert name in WRITTEN, name
    return json.dumps(data, ensure_ascii=False, **(layout or {"indent": 2})) + "\n"


def published(name: str, labels: Labels) -> Shape:
    """A schema that needs no other file; what people write is described in their language."""
    if name in kinds():
        own = {**of_kind(name)}
        own["properties"] = {**own["properties"], "kind": {"enum": [name]}}
        return _headed(name, _worded(own, labels))
    whole = _resolved({key: part for key, part in _file(name).items() if key != "definitions"})
    shapes = {**_file(name).get("definitions", {}), **_borrowed(_file(name))}
    if shapes:
        found = {part: _worded(_resolved(shape), labels) for part, shape in shapes.items()}
        whole = {**whole, "definitions": found}
    return _headed(name, {"title": labels(f"schema.names.{name}"), **whole})


def text_of(name: str, labels: Labels) -> str:
    """The same as a file holds it."""
    return json.dumps(published(name, labels), ensure_ascii=False, indent=2) + "\n"


def _headed(name: str, shape: Shape) -> Shape:
    head = {"$schema": _file(FRONT_MATTER)["$schema"], "$id": f"{_PREFIX}{name}"}
    return {**head, **{key: part for key, part in shape.items() if key not in head}}


def _worded(shape: Shape, labels: Labels) -> Shape:
    """A mapping that people write, with its title and a description of each of its keys.

    What stands as its title in our files is the name of its labels.
    """
    group = shape.get("title")
    if group is None:
        return shape
    described = {
        key: {"description": labels(f"schema.{group}.{key}"), **part}
        for key, part in shape["properties"].items()
    }
    return {**shape, "title": labels(f"schema.names.{group}"), "properties": described}


def _definitions_by_kind() -> dict[str, str]:
    """Which part of the schema of front matters speaks of which kind."""
    return {
        kind: rule["then"]["$ref"].removeprefix(_LOCAL)
        for rule in _file(FRONT_MATTER)["allOf"]
        for kind in rule["if"]["properties"]["kind"]["enum"]
    }


@cache
def _file(name: str) -> Shape:
    folder = resources.files("quyche").joinpath("schemas")
    shape: Shape = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    return shape


def _resolved(part: Any) -> Any:
    """The same with what it takes from other files in its place; its own parts stay named."""
    if isinstance(part, list):
        return [_resolved(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {key: _resolved(value) for key, value in part.items()}
    if str(part.get("$ref", "")).startswith(_PREFIX):
        del found["$ref"]
        return {**_resolved(_target(part["$ref"])), **found}
    return found


def _target(ref: str) -> Shape:
    """What a reference to another file means, without that file's own parts."""
    name, _, place = ref.removeprefix(_PREFIX).partition(_LOCAL)
    if place:
        target: Shape = _file(name)["definitions"][place]
        return target
    return {
        key: part
        for key, part in _file(name).items()
        if key not in {"$schema", "$id", "definitions"}
    }


def _borrowed(part: Any) -> dict[str, Shape]:
    """The parts of the files that it takes as a whole, which come with them."""
    found: dict[str, Shape] = {}
    for ref in _references(part):
        name, _, place = ref.removeprefix(_PREFIX).partition(_LOCAL)
        if not place:
            found |= _file(name).get("definitions", {})
    return found


def _references(part: Any) -> Iterator[str]:
    """Every reference to another file."""
    if isinstance(part, dict):
        ref = part.get("$ref")
        if isinstance(ref, str) and ref.startswith(_PREFIX):
            yield ref
        part = list(part.values())
    for item in part if isinstance(part, list) else ():
        yield from _references(item)
