"""What a text that comes says of itself, held against the front matter of the one that is there."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.errors import QuycheError
from quyche.imports.returned.alignment import key_of
from quyche.language.spelling import spelling
from quyche.markup.runs import escape
from quyche.texts import frontmatter, frontmatter_edits
from quyche.texts.metadata import SCHEMAS, DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.texts import Text
    from quyche.imports.documents.told import ToldKey
    from quyche.texts.yaml_edits import Scalar

EVERY = "all"
"""Names all keys at once."""
_ORDER = tuple(SCHEMAS["regulation"])
_TITLE_RE = re.compile(
    r"^(?P<before>\ {0,3}\#[ \t]+)(?P<text>[^\r\n]*?)(?P<after>[ \t]*\r?)$",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True)
class HeadDifference:
    """A key of which the text that comes says something else."""

    key: str
    old: str
    """As it stands there; empty where the key does not."""
    new: Scalar
    words: str
    line: int


def differences(told: Iterable[ToldKey], text: Text) -> tuple[HeadDifference, ...]:
    """What is said otherwise, in the order of the keys; what was only assumed says nothing."""
    found = {
        one.key: HeadDifference(one.key, _was(text, one.key), one.value, one.shown, one.line)
        for one in told
        if one.line and isinstance(one.value, str | int | datetime.date)
        if not _is_same(text, one.key, one.value)
    }
    return tuple(found[key] for key in _ORDER if key in found)


def _was(text: Text, key: str) -> str:
    value = getattr(text.metadata, key, None)
    return "" if value is None else str(value)


def _is_same(text: Text, key: str, value: object) -> bool:
    known = [_was(text, key)]
    if key == "title":
        known.append(text.document.title)
    if key == "status":  # a text that was adopted stays so, whatever became of it
        return DocumentStatus(known[0]).is_over or known[0] == value
    return _key(str(value)) in map(_key, known)


def _key(text: str) -> str:
    return " ".join(spelling(key_of([text])).casefold().split())


def chosen(found: Sequence[HeadDifference], names: Collection[str]) -> tuple[HeadDifference, ...]:
    """Those of these names; raises QuycheError for a name of which nothing else is said."""
    known = [one.key for one in found]
    for name in names:
        if name != EVERY and name not in known:
            listed = ", ".join((*known, EVERY)) if known else "–"
            raise QuycheError("merge.no_difference", found=name, known=listed)
    return tuple(one for one in found if EVERY in names or one.key in names)


def with_taken(source: str, text: Text, taken: Iterable[HeadDifference]) -> str:
    """The source with what is taken over; every other character of its head stays.

    The title that stands above the text goes with the one of the front matter, where they say the
    same. Raises QuycheError for a front matter in which single keys cannot be set.
    """
    changes: Mapping[str, Scalar] = {one.key: one.new for one in taken}
    if not changes:
        return source
    try:
        edited = frontmatter_edits.edited(source, changes, _ORDER)
    except ValueError as fault:
        keys = ", ".join(changes)
        raise QuycheError("merge.uneditable", path=text.path, keys=keys, reason=fault) from fault
    return _retitled(edited, text, str(changes["title"])) if "title" in changes else edited


def _retitled(source: str, text: Text, title: str) -> str:
    front, body, _ = frontmatter.split(source)
    match = _TITLE_RE.search(body)
    if match is None or _key(match["text"]) not in {_key(one) for one in _titles(text)}:
        return source
    new = f"{match['before']}{escape(title)}{match['after']}"
    return front + body[: match.start()] + new + body[match.end() :]


def _titles(text: Text) -> Iterator[str]:
    yield text.metadata.title
    yield text.document.title
