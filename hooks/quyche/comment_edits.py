"""How remarks and answers are written into their file while all that is there stays as it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from quyche import comments
from quyche.comments import SCHEMA, Comment
from quyche.frontmatter_edits import written

_WIDE = 10**9  # no value is broken into lines but where it has paragraphs
Value = str | datetime.date
# Paragraphs that YAML holds as they are: no line begins or ends with a blank, and nothing in them
# is not printed.
_BLOCK_RE = re.compile(
    r"(?=.*\n)(?:(?:\S(?:[^\n]*\S)?)?\n)*\S(?:[^\n]*\S)?",
    re.DOTALL,
)
_UNPRINTED_RE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def appended(source: str, new: Iterable[Comment], path: str) -> str:
    """The file with these remarks at its end, each below a blank line.

    Raises ValueError where reading the result does not give what was there and them.
    """
    newline = "\r\n" if "\r\n" in source else "\n"
    remarks = tuple(new)
    gap = newline * (2 - source.endswith(("\n", "\r"))) if source.strip("\ufeff") else ""
    entries = (newline.join(_lines(values_of(one), "- ")) for one in remarks)
    result = source + gap + (newline * 2).join(entries) + newline if remarks else source
    _refuse_other(source, result, path, remarks)
    return result


def completed(source: str, values: Mapping[str, Mapping[str, Value]], path: str) -> str:
    """The file with these values added to the remarks of these ids, below what they say already.

    Raises ValueError where a remark is not there, says one of the keys, or stands in braces.
    """
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    places = {_id_of(entry): entry for entry in entries if isinstance(entry, yaml.MappingNode)}
    newline = "\r\n" if "\r\n" in source else "\n"
    result = source
    for name, added in sorted(values.items(), key=lambda item: -places[item[0]].start_mark.index):
        result = _inserted(result, places[name], added, newline)
    before = {one.id: one for one in comments.read(source.encode(), path)}
    after = comments.read(result.encode(), path)
    if after.problems or {one.id for one in after} != before.keys():
        raise ValueError(f"{path}: the answers cannot be added")
    return result


def _id_of(entry: yaml.MappingNode) -> str:
    return next((str(value.value) for key, value in entry.value if key.value == "id"), "")


def _inserted(
    source: str, entry: yaml.MappingNode, added: Mapping[str, Value], newline: str
) -> str:
    if entry.flow_style or {key.value for key, _ in entry.value} & added.keys():
        raise ValueError(f"line {entry.start_mark.line + 1}: nothing can be added here")
    last = entry.value[-1][1]
    end = last.end_mark.index
    end = end if source[:end].endswith("\n") else source.find("\n", end) + 1 or len(source)
    head = source[:end].rstrip(" \n\r")
    indent = " " * entry.start_mark.column
    lines = newline.join(_lines(added, indent, indent))
    return f"{head}{newline}{lines}{source[len(head) :] or newline}"


def values_of(comment: Comment) -> dict[str, Value]:
    """What a remark says, by the keys of its entry."""
    values: dict[str, Value | None] = {
        "id": comment.id,
        "edition": comment.edition,
        "address": comment.address,
        "from": comment.sender,
        "date": comment.date,
        "meeting": comment.meeting,
        "remark": comment.remark,
        "proposal": comment.proposal,
        "answer": comment.answer.value if comment.answer else "",
        "explanation": comment.explanation,
        "shown": comment.shown,
        "at": comment.at,
        "source": comment.source,
    }
    return {key: value for key in SCHEMA if (value := values[key])}


def _lines(values: Mapping[str, Value], first: str, rest: str = "  ") -> Iterator[str]:
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


def _refuse_other(source: str, result: str, path: str, new: tuple[Comment, ...]) -> None:
    before, after = (comments.read(text.encode(), path) for text in (source, result))
    told = [values_of(one) for one in (*before, *new)]
    if after.problems != before.problems or [values_of(one) for one in after] != told:
        raise ValueError(f"{path}: nothing can be added: {after.problems}")
