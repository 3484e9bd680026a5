"""The inline markup that a document's text may use: bold, italic, links and backslash escapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN_RE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
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


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


def runs(source: str) -> tuple[Run, ...]:
    """The text of one paragraph, stretch by stretch, without its markup."""
    found: list[Run] = []
    position = 0
    for match in _TOKEN_RE.finditer(source):
        found.append(Run(source[position : match.start()]))
        found.extend(_styled(match))
        position = match.end()
    found.append(Run(source[position:]))
    return tuple(run for run in found if run.text)


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

    What opens, the source of the letters and what closes give the source again.
    """
    found: list[StyledStretch] = []
    position = 0
    for match in _TOKEN_RE.finditer(source):
        if match["href"] and not is_safe_href(match["href"]):
            continue
        found.append(StyledStretch("", "", _letters(source, position, match.start())))
        found.append(_stretch(match))
        position = match.end()
    found.append(StyledStretch("", "", _letters(source, position, len(source))))
    return tuple(stretch for stretch in found if stretch.letters)


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
    """The letters of a stretch in which only a backslash is markup."""
    found: list[Letter] = []
    position = start
    for match in _ESCAPED_RE.finditer(source, start, end):
        found.extend(_letters(source, position, match.start()))
        found.append(Letter(match.group()[1:], match.start(), match.end()))
        position = match.end()
    return (*found, *_letters(source, position, end))


def _styled(match: re.Match[str]) -> tuple[Run, ...]:
    if match["escaped"]:
        return (Run(match["escaped"]),)
    if match["href"]:
        href = match["href"] if is_safe_href(match["href"]) else ""
        return (Run(plain(match["label"]), href=href),) if href else (Run(match.group()),)
    inner = match["strong"] or match["emphasis"]
    return (Run(unescape(inner), bool(match["strong"]), bool(match["emphasis"])),)


def plain(source: str) -> str:
    """The text of one paragraph as a reader sees it."""
    if not any(mark in source for mark in "\\*["):
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
