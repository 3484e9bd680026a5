"""The keys of a front matter that name provisions, once these bear other numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from quyche.lifecycle.number_edits import EditKind, NumberEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Text
    from quyche.texts.addresses import Address

_KEY = "reasons"


def edits(was: Text, text: Text, numbered: Mapping[Address, Address]) -> Iterator[NumberEdit]:
    """The reasons whose keys are written otherwise.

    They name provisions by the numbers that the same file gives them; a reason that the edition
    has already is that of an earlier change, and stays.
    """
    then = {before.anchor: after.anchor for before, after in numbered.items()}
    known = set(was.metadata.reasons)
    for key, value in _entries(text.document.front):
        if key.value in then and (key.value, value.value) not in known:
            start = key.start_mark.index + (1 if key.style else 0)
            told = (key.value, then[key.value], EditKind.KEY, key.start_mark.line + 1)
            yield NumberEdit(text.path, start, start + len(key.value), *told)


def _entries(front: str) -> Iterator[tuple[yaml.ScalarNode, yaml.ScalarNode]]:
    """The keys of reasons with their values, at their places in the file."""
    mark = front.find("---")
    end = front.rstrip().rfind("---")
    padded = " " * 0 + front[:end].replace("---", "   ", 1) if 0 <= mark < end else ""
    padded = padded.replace("\ufeff", " ", 1)
    try:
        node = yaml.compose(padded, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == _KEY and isinstance(value, yaml.MappingNode):
            for pair in value.value:
                if all(isinstance(one, yaml.ScalarNode) for one in pair):
                    yield pair
