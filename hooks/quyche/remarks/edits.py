"""How remarks and answers are written into their file while all that is there stays as it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from quyche.remarks import remark_files
from quyche.remarks.remark_files import SCHEMA
from quyche.remarks.remarks import Remark
from quyche.texts.yaml_edits import newline_of, written

Value = str | datetime.date
_ITEM_RE = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)
# Paragraphs that YAML holds as they are: no line begins or ends with a blank, and nothing in them
# is not printed.
_BLOCK_RE = re.compile(r"(?=.*\n)(?:(?:\S(?:[^\n]*\S)?)?\n)*\S(?:[^\n]*\S)?", re.DOTALL)
_UNPRINTED_RE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


class UneditableError(ValueError):
    """A file into which something cannot be written without touching what is there."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(f"{path}:{line}: nothing can be added here")
        self.path = path
        self.line = line


def appended(source: str, new: Iterable[Remark], path: str) -> str:
    """The file with these remarks at its end, each below a blank line.

    Raises UneditableError where reading the result does not give what was there and them.
    """
    remarks = tuple(new)
    if not remarks:
        return source
    newline = newline_of(source)
    item = _ITEM_RE.search(source)
    indent = item["indent"] if item else ""
    gap = newline * (2 - source.endswith(("\n", "\r"))) if source.strip("\ufeff") else ""
    entries = (
        newline.join(_lines(values_of(one), f"{indent}- ", f"{indent}  ")) for one in remarks
    )
    result = source + gap + (newline * 2).join(entries) + newline
    before, after = (remark_files.read(text.encode(), path) for text in (source, result))
    told = [values_of(one) for one in (*before, *remarks)]
    if after.problems != before.problems or [values_of(one) for one in after] != told:
        raise UneditableError(path, source.count("\n") + 1)
    return result


def completed(source: str, values: Mapping[str, Mapping[str, Value]], path: str) -> str:
    """The file with these values added to the remarks of these ids, below what they say already.

    A key that waits for its value gets it. Raises UneditableError where a remark is not there,
    says one of the keys already, or stands in braces.
    """
    if not values:
        return source
    places = _entries(source)
    result = source
    for name in sorted(values, key=lambda name: -_start(places, name, path)):
        result = _inserted(result, places[name], values[name], path)
    before = {one.id: values_of(one) for one in remark_files.read(source.encode(), path)}
    after = remark_files.read(result.encode(), path)
    told = {name: {**said, **values.get(name, {})} for name, said in before.items()}
    if after.problems or {one.id: values_of(one) for one in after} != told:
        raise UneditableError(path, 1)
    return result


def _entries(source: str) -> dict[str, yaml.MappingNode]:
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    found = node.value if isinstance(node, yaml.SequenceNode) else []
    return {_id_of(entry): entry for entry in found if isinstance(entry, yaml.MappingNode)}


def _start(places: Mapping[str, yaml.MappingNode], name: str, path: str) -> int:
    if name not in places:
        raise UneditableError(path, 1)
    return int(places[name].start_mark.index)


def _id_of(entry: yaml.MappingNode) -> str:
    return next((str(value.value) for key, value in entry.value if key.value == "id"), "")


def _inserted(source: str, entry: yaml.MappingNode, added: Mapping[str, Value], path: str) -> str:
    filled = {key.value for key, value in entry.value if not _waits(value)}
    if entry.flow_style or filled & added.keys():
        raise UneditableError(path, entry.start_mark.line + 1)
    last = entry.value[-1][1]
    end = last.end_mark.index
    end = end if source[:end].endswith("\n") else source.find("\n", end) + 1 or len(source)
    head = source[:end].rstrip(" \n\r")
    newline, indent = newline_of(source), " " * entry.start_mark.column
    lines = newline.join(_lines(added, indent, indent))
    result = f"{head}{newline}{lines}{source[len(head) :] or newline}"
    for key, value in reversed(entry.value):
        if key.value in added and _waits(value):
            begin = source.rfind("\n", 0, key.start_mark.index) + 1
            stop = source.find("\n", key.end_mark.index) + 1
            result = result[:begin] + result[stop:]
    return result


def _waits(value: yaml.Node) -> bool:
    return isinstance(value, yaml.ScalarNode) and not str(value.value).strip()


def values_of(remark: Remark) -> dict[str, Value]:
    """What a remark says, by the keys of its entry."""
    values: dict[str, Value | None] = {
        "id": remark.id,
        "edition": remark.edition,
        "address": remark.address,
        "from": remark.sender,
        "date": remark.date,
        "meeting": remark.meeting,
        "remark": remark.remark,
        "proposal": remark.proposal,
        "answer": remark.answer.value if remark.answer else "",
        "explanation": remark.explanation,
        "shown": remark.shown,
        "at": remark.at,
        "source": remark.source,
    }
    return {key: value for key in SCHEMA if (value := values[key])}


def _lines(values: Mapping[str, Value], first: str, rest: str) -> Iterator[str]:
    mark = first
    for key, value in values.items():
        if key == "id" and str(value).isdecimal():
            yield f"{mark}{key}: {value}"
        elif isinstance(value, str) and _is_block(value):
            yield f"{mark}{key}: |-"
            yield from (f"{rest}  {line}".rstrip() for line in value.split("\n"))
        else:
            yield f"{mark}{key}: {written(value)}"
        mark = rest


def _is_block(value: str) -> bool:
    return bool(_BLOCK_RE.fullmatch(value)) and not _UNPRINTED_RE.search(value)
