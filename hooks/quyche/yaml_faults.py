"""What is wrong in a file that is no YAML, by its label: a parser speaks its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAUSES = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "key"),
    ("unexpected end of stream", "quote"),
    ("unexpected document separator", "quote"),
    ("sequence entries are not allowed", "dash"),
    ("'\\t' that cannot start", "tab"),
    ("that cannot start any token", "character"),
    ("unknown escape character", "escape"),
    ("expected escape sequence", "escape"),
    ("expected alphabetic or numeric", "mark"),
    ("undefined alias", "mark"),
    ("duplicate anchor", "mark"),
    ("expected <block end>", "indent"),
    ("expected ',' or", "bracket"),
    ("expected the node content", "bracket"),
    ("node content", "bracket"),
    ("unhashable key", "name"),
    ("a constructor for the tag", "tag"),
    ("another document", "second"),
    ("<document start>", "second"),
)
"""What the parser says, and the label of it below `yaml`."""
_AT_START = frozenset({"quote", "bracket", "key"})
"""The causes that stand where something was opened, and not where the parser missed its end."""


@dataclass(frozen=True)
class YamlFault:
    """One fault: its cause, and where it is."""

    cause: str
    line: int
    """Of the source, from 1."""
    column: int
    text: str
    """What stands in that line."""
    said: str
    """What the parser said of a cause that we have no label of."""

    def told(self, texts: Mapping[str, str]) -> str:
        """It in the words of a language, with its place in the line."""
        return worded(texts, **self.details())

    def details(self) -> dict[str, object]:
        """What a problem keeps of it, from which `Labels` words what was found."""
        told = {"fault": self.cause, "column": self.column, "text": self.text}
        return told | ({"said": self.said} if self.cause == "other" else {})


def worded(  # each by its name
    texts: Mapping[str, str],
    *,
    fault: object,
    column: object,
    text: object,
    said: object = "",
    **_: object,
) -> str:
    """What is wrong in a line, by the details of a fault."""
    cause = texts[f"yaml.{fault}"].format(said=said)
    return texts["yaml.place"].format(column=column, text=text, cause=cause) if text else cause


def of(fault: Exception, source: str) -> YamlFault:
    """The fault of a source that YAML refused.

    Besides the errors of YAML itself it is a RecursionError where brackets stand in brackets
    without end, or a ValueError.
    """
    said = " ".join(str(getattr(fault, "problem", None) or fault).split())
    cause = next((name for part, name in _CAUSES if part in said), "other")
    if isinstance(fault, RecursionError):
        return YamlFault("deep", 1, 1, "", said)
    if (position := getattr(fault, "position", None)) is not None:  # a letter that YAML forbids
        before = source[:position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _at("unprintable", line, column, source, said)
    start = getattr(fault, "context_mark", None) if cause in _AT_START else None
    mark = start or getattr(fault, "problem_mark", None)
    if mark is None:
        return _at(cause, 1, 1, source, said)
    return _at(cause, mark.line + 1, mark.column + 1, source, said)


def _at(cause: str, line: int, column: int, source: str, said: str) -> YamlFault:
    """The fault at its line; at the end of the last one before that says anything."""
    lines = [*source.split("\n"), ""][:line]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
        column = len(lines[-1]) + 1
    return YamlFault(cause, len(lines), column, lines[-1].strip(), said)
