"""The inline markup of a document's text: bold, italic, links, footnotes and backslash escapes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE_LABEL = r"[^\[\]\s\\^]{1,40}"
# "chữ[^8]", "chữ [^8]"; at the beginning "[^8] chữ": the blank that parts it is no text
_NOTES = rf"\A(?:\[\^{NOTE_LABEL}\][ ]?)+|[ ]?\[\^{NOTE_LABEL}\]"
_TOKEN_RE = re.compile(
    rf"""
      (?P<notes>{_NOTES})
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | \*\*(?=\S)(?P<strong>(?:\\.|[^*\\])+?)(?<=\S)\*\*
    | \*(?=\S)(?P<emphasis>(?:\\.|[^*\\])+?)(?<=\S)\*
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\((?P<href>[^()\s]+)\)
    """,
    re.VERBOSE | re.DOTALL,
)
_TAG_RE = re.compile(r"<(?=[A-Za-z/!?])")
_SAFE_HREF_RE = re.compile(r"(?:https?://|mailto:|#|\.{0,2}/|[\w][\w./-]*(?:#[\w-]*)?$)")
_SPECIAL_RE = re.compile(r"[\\`*_{}\[\]<>]")
_ESCAPED_RE = re.compile(r"\\[!-/:-@\[-`{-~]")
_INNER_RE = re.compile(rf"(?P<escaped>\\[!-/:-@\[-`{{-~])|(?P<notes>[ ]?\[\^{NOTE_LABEL}\])")
"""What is markup inside a style."""
_LABEL_RE = re.compile(r"\[\^([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    note: str = ""
    """The footnote that is referred to here; such a run has no text."""


def runs(source: str) -> tuple[Run, ...]:
    """The text of one paragraph, stretch by stretch, without its markup."""
    if not _has_markup(source):
        return (Run(source),) if source else ()
    found: list[Run] = []
    position = 0
    for match in _TOKEN_RE.finditer(source):
        found.append(Run(source[position : match.start()]))
        found.extend(_styled(match))
        position = match.end()
    found.append(Run(source[position:]))
    return tuple(run for run in found if run.text or run.note)


def _has_markup(source: str) -> bool:
    """Whether anything in it may be markup, as in few texts."""
    return "[" in source or "*" in source or "\\" in source


def note_labels(source: str) -> tuple[str, ...]:
    """The footnotes that a paragraph refers to, in its order."""
    return tuple(run.note for run in runs(source) if run.note) if "[^" in source else ()


def note_places(source: str) -> tuple[tuple[int, str], ...]:
    """The same, each with the letter of `plain(source)` that it stands before."""
    if "[^" not in source:
        return ()
    found, place = list[tuple[int, str]](), 0
    for run in runs(source):
        found.extend([(place, run.note)] if run.note else [])
        place += len(run.text)
    return tuple(found)


def without_styles(source: str) -> tuple[Run, ...]:
    """The text of a paragraph and its footnotes, bold and links left out."""
    return tuple(Run(run.text, note=run.note) for run in runs(source))


@dataclass(frozen=True)
class Letter:
    """A letter that a reader sees, and the characters of the source that stand for it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class StyledStretch:
    """What of a source is in one style: the letters, and what opens and closes the style."""

    opening: str
    closing: str
    letters: tuple[Letter, ...]


def stretches(source: str) -> tuple[StyledStretch, ...]:
    """The source of one paragraph in its styles; the letters together are `plain(source)`.

    What opens, the source of the letters and what closes give the source again: what refers to a
    footnote belongs to the letter before it, or to the first.
    """
    found: list[StyledStretch] = []
    position, waiting = 0, ""
    for match in _TOKEN_RE.finditer(source):
        if match["href"] and not is_safe_href(match["href"]):
            continue
        before = StyledStretch("", "", _letters(source, position, match.start()))
        waiting = _join(found, before, waiting)
        if not match["notes"]:
            waiting = _join(found, _stretch(match), waiting)
        elif found:
            found[-1] = _noted(found[-1], match["notes"])
        else:
            waiting += match["notes"]
        position = match.end()
    _join(found, StyledStretch("", "", _letters(source, position, len(source))), waiting)
    return tuple(found)


def _join(found: list[StyledStretch], new: StyledStretch, waiting: str) -> str:
    """Add a stretch with letters, and to its first what waits for one; what waits after that."""
    if not new.letters:
        return waiting
    if waiting and new.opening:
        new = replace(new, opening=waiting + new.opening)
    elif waiting:
        first, *rest = new.letters
        first = replace(first, start=first.start - len(waiting))
        new = replace(new, letters=(first, *rest))
    found.append(new)
    return ""


def _noted(stretch: StyledStretch, notes: str) -> StyledStretch:
    """A stretch after which a footnote is referred to."""
    if stretch.closing:
        return replace(stretch, closing=stretch.closing + notes)
    *rest, last = stretch.letters
    return replace(stretch, letters=(*rest, replace(last, end=last.end + len(notes))))


def _letters(source: str, start: int, end: int) -> tuple[Letter, ...]:
    return tuple(Letter(source[at], at, at + 1) for at in range(start, end))


def _stretch(match: re.Match[str]) -> StyledStretch:
    if match["escaped"]:
        return StyledStretch("", "", (Letter(match["escaped"], match.start(), match.end()),))
    group = next(name for name in ("strong", "emphasis", "label") if match[name])
    source, start, end = match.string, match.start(group), match.end(group)
    if group == "label":
        letters = tuple(letter for one in stretches(source[start:end]) for letter in one.letters)
        moved = tuple(
            Letter(letter.text, letter.start + start, letter.end + start) for letter in letters
        )
    else:
        moved = _escaped(source, start, end)
    return StyledStretch(source[match.start() : start], source[end : match.end()], moved)


def _escaped(source: str, start: int, end: int) -> tuple[Letter, ...]:
    """The letters of a stretch in which only backslashes and footnotes are markup."""
    found: list[Letter] = []
    position = start
    for match in _INNER_RE.finditer(source, start, end):
        found.extend(_letters(source, position, match.start()))
        if match["escaped"]:
            found.append(Letter(match.group()[1:], match.start(), match.end()))
        elif found:
            found[-1] = replace(found[-1], end=match.end())
        else:  # nothing before it that it could be a note to
            found.extend(_letters(source, match.start(), match.end()))
        position = match.end()
    return (*found, *_letters(source, position, end))


def _styled(match: re.Match[str]) -> Iterator[Run]:
    if match["notes"]:
        yield from (Run("", note=label) for label in _LABEL_RE.findall(match["notes"]))
    elif match["escaped"]:
        yield Run(match["escaped"])
    elif match["href"]:
        href = match["href"] if is_safe_href(match["href"]) else ""
        yield Run(plain(match["label"]), href=href) if href else Run(match.group())
    else:
        yield from _inner(match["strong"] or match["emphasis"], is_strong=bool(match["strong"]))


def _inner(source: str, *, is_strong: bool) -> Iterator[Run]:
    """What stands in bold or italics, footnotes among it."""
    text = ""
    position = 0
    for match in _INNER_RE.finditer(source):
        text += source[position : match.start()]
        position = match.end()
        if match["escaped"]:
            text += match.group()[1:]
        elif match.start():
            yield Run(text, is_strong, not is_strong)
            yield from (Run("", note=label) for label in _LABEL_RE.findall(match.group()))
            text = ""
        else:
            text += match.group()
    yield Run(text + source[position:], is_strong, not is_strong)


def plain(source: str) -> str:
    """The text of one paragraph as a reader sees it."""
    if not _has_markup(source):
        return source
    return "".join(run.text for run in runs(source))


def unescape(source: str) -> str:
    """The text with its backslash escapes resolved."""
    return _ESCAPED_RE.sub(lambda match: match.group()[1:], source)


def escape(text: str) -> str:
    """The source of a text in which nothing is markup: `plain(escape(text)) == text`."""
    return _SPECIAL_RE.sub(r"\\\g<0>", text)


def is_safe_href(href: str) -> bool:
    """Whether a link may stand on a page: the web, mail, or a place of this site.

    Never a script.
    """
    return bool(_SAFE_HREF_RE.match(href))


def has_tag(source: str) -> bool:
    """Whether a reader of the source would take part of it for HTML; escaped, it is a sign."""
    return bool(_TAG_RE.search(_ESCAPED_RE.sub("", source)))


def places(source: str, start: int = 0) -> Iterator[int]:
    """Where each character of `plain(source)` stands in it, counted on from `start`."""
    position = 0
    for match in _TOKEN_RE.finditer(source):
        yield from range(start + position, start + match.start())
        yield from _places_in(match, start)
        position = match.end()
    yield from range(start + position, start + len(source))


def _places_in(match: re.Match[str], start: int) -> Iterator[int]:
    name = match.lastgroup or ""
    if match["notes"]:
        return
    if match["href"] and not is_safe_href(match["href"]):
        yield from range(start + match.start(), start + match.end())
    elif match["href"]:
        yield from places(match["label"], start + match.start("label"))
    else:
        escapes = set(_unseen(match[name]))
        first = start + match.start(name)
        yield from (first + at for at in range(len(match[name])) if at not in escapes)


def _unseen(inner: str) -> Iterator[int]:
    """The places in a style of what no reader sees: backslashes, and what refers to footnotes."""
    for found in _INNER_RE.finditer(inner):
        if found["escaped"]:
            yield found.start()
        elif found.start():
            yield from range(*found.span())
