"""How single keys of a front matter are changed while the rest of the file stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from quyche.texts import frontmatter
from quyche.texts.yaml_edits import Scalar, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Pair = tuple[yaml.ScalarNode, yaml.Node]

_LINE_RE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML."""


def edited(source: str, changes: Mapping[str, Scalar | None], order: Sequence[str]) -> str:
    """The file with these keys of its front matter set, or taken out where the value is None.

    Everything else is kept, character for character: other keys, comments, line ends, and the
    quotes around a value that is replaced. A new key stands where `order` has it. Raises ValueError
    for a front matter in which that cannot be done, such as one in braces.
    """
    front, body, _ = frontmatter.split(source)
    start = front.find("\n") + 1
    end = len(front.rstrip()) - len("---")
    if not front or end < start:
        raise ValueError("no front matter")
    text = front[start:end]
    removals_last = sorted(changes.items(), key=lambda change: change[1] is None)
    for key, value in removals_last:  # so that a new key always finds another to stand below
        text = _changed(text, key, value, order)
    _refuse_other_changes(front[start:end], text, changes)
    return front[:start] + text + front[end:] + body


def _changed(text: str, key: str, value: Scalar | None, order: Sequence[str]) -> str:
    pairs = _pairs(text)
    pair = next((pair for pair in pairs if pair[0].value == key), None)
    if pair and value is None:
        start, end = _lines_of(text, pair)
        return text[:start] + text[end:]
    if pair and value is not None:
        return _replaced(text, pair, value)
    return text if value is None else _inserted(text, pairs, key, value, order)


def _pairs(text: str) -> list[Pair]:
    """The keys with their values; raises ValueError where they do not each begin a line."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        raise ValueError(str(fault)) from fault
    if node is None:  # the last key was taken out
        return []
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("not one key a line")
    pairs = list(node.value)
    if not all(_is_plain(text, pair) for pair in pairs):
        raise ValueError("not one key a line")
    return pairs


def _is_plain(text: str, pair: Pair) -> bool:
    """Whether a key begins its line and is followed by its own value, not by one from elsewhere."""
    key, value = pair
    begins_line = not text[_line_start(text, key.start_mark.index) : key.start_mark.index].strip()
    return begins_line and key.end_mark.index <= value.start_mark.index <= _end(text, value)


def _replaced(text: str, pair: Pair, value: Scalar) -> str:
    key, held = pair
    quote = held.style if isinstance(held, yaml.ScalarNode) and held.style in {"'", '"'} else None
    start = held.start_mark.index
    if not isinstance(held, yaml.ScalarNode):  # a list may stand where a text cannot
        start = text.index(":", key.end_mark.index) + 1
    blank = " " if text[start - 1] == ":" else ""  # a key without a value ends at its colon
    return text[:start] + blank + written(value, quote) + text[_end(text, held) :]


def _inserted(
    text: str, pairs: Sequence[Pair], key: str, value: Scalar, order: Sequence[str]
) -> str:
    """The text with the key on a line of its own, below the nearest one that goes before it."""
    if not pairs:
        raise ValueError("no key to stand below")
    before = order[: order.index(key)]
    known = {pair[0].value: pair for pair in pairs}
    above = next((known[name] for name in reversed(before) if name in known), pairs[0])
    start, end = _lines_of(text, above)
    indent = text[start : above[0].start_mark.index]
    line_end = _LINE_RE.findall(text[start:end])[-1]
    return f"{text[:end]}{indent}{key}: {written(value)}{line_end}{text[end:]}"


def _lines_of(text: str, pair: Pair) -> tuple[int, int]:
    """Where the lines of a key and its value begin and end."""
    key, value = pair
    match = _LINE_RE.search(text, _end(text, value))
    return _line_start(text, key.start_mark.index), match.end() if match else len(text)


def _line_start(text: str, position: int) -> int:
    return max((match.end() for match in _LINE_RE.finditer(text, 0, position)), default=0)


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends; YAML's own mark may stand behind blank lines and comments after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = node.end_mark.index
    is_block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
    return len(text[:end].rstrip()) if is_block else end


def _refuse_other_changes(old: str, new: str, changes: Mapping[str, Scalar | None]) -> None:
    """Raise ValueError where reading the result gives anything else than was asked for."""
    expected = {key: value for key, value in _values(old) if key not in changes}
    wanted = {key: value for key, value in changes.items() if value is not None}
    if dict(_values(new)) != expected | wanted:
        raise ValueError("another value depends on the changed one")


def _values(text: str) -> Iterator[tuple[object, object]]:
    try:
        yield from (yaml.safe_load(text) or {}).items()
    except yaml.YAMLError as fault:
        raise ValueError(str(fault)) from fault
