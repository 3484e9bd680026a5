"""The front matter of a file: YAML between two lines `---`, with the line of every key."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from quyche import schemas, yaml_faults
from quyche.problems import Problem, error
from quyche.texts import yaml_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

_FENCE_RE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?:(?P<yaml>.*?)^)??---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_UNSEEN = "\ufeff\u200b\u2060"
_FENCE_LIKE_RE = re.compile(r"[-–—]{2,}|—|\+{3,}|`{3,}\s*ya?ml")
"""What people and programs write for a fence: `--`, `———`, `+++`; and a fence out of its place."""
_KEY_LIKE_RE = re.compile(r" {0,3}(?P<key>[A-Za-z][A-Za-z0-9_-]*)[ \t]*:(?:[ \t]|$)")
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_LINE_BREAK_RE = re.compile(r" *[\r\n]\s*")


@dataclass(frozen=True)
class Field:
    """What a key may hold."""

    type: str
    """One of `text`, `prose`, `number`, `date`, `flag`, `texts`, `named texts`, `one of: a b c`.

    A text stands on one line; prose keeps its paragraphs.
    """
    required: bool = False

    @classmethod
    def each(cls, shape: schemas.Shape) -> dict[str, Field]:
        """What each key of a mapping may hold by its schema, in the order that it has there."""
        return {
            key: cls(_type(part), required=key in shape["required"])
            for key, part in shape["properties"].items()
        }


_TYPES = {
    "string": "text",
    "integer": "number",
    "boolean": "flag",
    "array": "texts",
    "object": "named texts",
}
"""The types of values by the first that a schema names."""


def _type(part: schemas.Shape) -> str:
    """The type of a value by its schema, where several are allowed by the first."""
    first: schemas.Shape = part.get("anyOf", (part,))[0]
    if "enum" in first:
        return f"one of: {' '.join(filter(None, first['enum']))}"
    if first.get("format") == "date":
        return "date"
    if "contentMediaType" in first:
        return "prose"
    named = first["type"]
    return _TYPES[named if isinstance(named, str) else named[0]]


Value = str | int | bool | datetime.date | tuple[str, ...] | dict[str, str]


@dataclass(frozen=True)
class FrontMatter:
    """The values of a front matter and the line each key stands at."""

    values: Mapping[str, Value]
    lines: Mapping[str, int]

    def text(self, key: str, default: str = "") -> str:
        """The text under the key."""
        value = self.values.get(key, default)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The list under the key."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else ()

    def named_texts(self, key: str) -> Mapping[str, str]:
        """The texts under the key by their names."""
        value = self.values.get(key, {})
        return value if isinstance(value, dict) else {}

    def number(self, key: str) -> int | None:
        """The number under the key."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def date(self, key: str) -> datetime.date | None:
        """The date under the key."""
        value = self.values.get(key)
        return value if isinstance(value, datetime.date) else None

    def flag(self, key: str) -> bool:
        """Whether the key is set to true."""
        return self.values.get(key) is True

    def line(self, key: str) -> int:
        """The line of the key, or of the fence where the key is missing."""
        return self.lines.get(key, 1)


def split(source: str) -> tuple[str, str, int]:
    """The front matter with its fences (empty where there is none), the body, its first line."""
    match = _FENCE_RE.match(source)
    if not match:
        return "", source, 1
    front = match.group()
    return front, source[len(front) :], front.count("\n") + 1


def misread(source: str, path: str) -> tuple[Problem, ...]:
    """What looks like front matter at the beginning of a file that has none.

    Other programs would take it for some: a first fence that none of ours closes, fences that are
    none of ours or do not come first, keys without fences.
    """
    if _FENCE_RE.match(source):
        return ()
    lines = enumerate(source.splitlines(), 1)
    seen = ((number, line.strip(_UNSEEN)) for number, line in lines)
    number, first = next(((at, line) for at, line in seen if line.strip()), (1, ""))
    if _FENCE_LIKE_RE.fullmatch(first.strip()):
        return (error(path, number, "front-fence", found=first.strip()),)
    if key := _KEY_LIKE_RE.match(first):
        return (error(path, number, "front-unfenced", key=key["key"]),)
    return ()


def read(
    front: str, path: str, schemas: Mapping[str, Mapping[str, Field]]
) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """Read the front matter of a file whose `kind` is one of the schemas.

    A key that is unknown, missing or of the wrong type is a problem with its line; the readable
    rest is kept.
    """
    raw, lines, problems = _load(front, path)
    if problems:
        return FrontMatter({}, {}), problems
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in schemas:
        known = ", ".join(schemas)
        rule = "front-kind-unknown" if "kind" in raw else "front-missing"
        line = lines.get("kind", 1)
        return FrontMatter({}, lines), (
            error(path, line, rule, found=kind, key="kind", known=known),
        )
    return _checked(raw, lines, path, schemas[kind])


def _load(front: str, path: str) -> tuple[dict[str, object], dict[str, int], tuple[Problem, ...]]:
    """The raw values and the line of each key."""
    match = _FENCE_RE.match(front)
    if not match:
        return {}, {}, (error(path, 1, "front-none"),)
    try:
        node = yaml.compose(match["yaml"] or "", Loader=yaml.SafeLoader)
        raw = yaml_numbers.load(match["yaml"] or "") or {}
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        found = yaml_faults.of(fault, match["yaml"] or "")
        return {}, {}, (error(path, found.line + 1, "front-yaml", **found.details()),)
    if not isinstance(raw, dict) or (node and not isinstance(node, yaml.MappingNode)):
        return {}, {}, (error(path, 2, "front-yaml", found=raw),)
    pairs = node.value if node else []
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in pairs}
    return {str(key): value for key, value in raw.items()}, lines, _doubled(pairs, path)


def _doubled(pairs: list[tuple[yaml.Node, yaml.Node]], path: str) -> tuple[Problem, ...]:
    seen: set[str] = set()
    problems = []
    for key, value in pairs:
        if key.value in seen:
            problems.append(error(path, key.start_mark.line + 2, "front-twice", key=key.value))
        seen.add(key.value)
        if isinstance(value, yaml.MappingNode):
            problems.extend(_doubled(value.value, path))
    return tuple(problems)


def _checked(
    raw: Mapping[str, object], lines: dict[str, int], path: str, schema: Mapping[str, Field]
) -> tuple[FrontMatter, tuple[Problem, ...]]:
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    for key, value in raw.items():
        if key not in schema:
            near = difflib.get_close_matches(key, schema, 1)
            known = ", ".join(near or schema)
            problems.append(error(path, lines.get(key, 1), "front-unknown", key=key, known=known))
        elif (fitting := converted(value, schema[key])) is None:
            line, wanted = lines.get(key, 1), schema[key].type
            problems.append(error(path, line, "front-type", key=key, found=value, type=wanted))
        else:
            values[key] = fitting
    problems.extend(
        error(path, 1, "front-missing", key=key, known=key)
        for key, expected in schema.items()
        if expected.required and raw.get(key, "") == ""
    )
    return FrontMatter(values, lines), tuple(problems)


def _is_text(value: object) -> bool:
    """Whether the value can stand for a text; half a character, as YAML can spell it, cannot."""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_plain and not _SURROGATE_RE.search(str(value))


def _plain(value: object) -> str:
    """A text on one line."""
    return _LINE_BREAK_RE.sub(" ", str(value).strip())


def converted(value: object, field: Field) -> Value | None:  # noqa: PLR0911  # one return a type
    """The value as the field wants it; None where it does not fit.

    YAML reads a bare `16` as a number.
    """
    kind, _, choices = field.type.partition(": ")
    plain: object = value if type(value) is not datetime.datetime else None  # a moment is no day
    match kind, plain:
        case "text", str() | int() | float() if _is_text(plain):
            return _plain(plain)
        case "prose", str() | int() | float() if _is_text(plain):
            return str(plain).strip()
        case "number", int(number) if not isinstance(plain, bool):
            return number
        case "date", datetime.date() as day:
            return day
        case "flag", bool(flag):
            return flag
        case "texts", list(items) if all(map(_is_text, items)):
            return tuple(str(item) for item in items)
        case "named texts", dict(named) if all(map(_is_text, (*named, *named.values()))):
            return {str(name): _plain(text) for name, text in named.items()}
        case "one of", str(choice) if choice in choices.split():
            return choice
    return None
