"""Pages that an older edition shows as they are, kept as the few bytes that make them of its own.

What a page says is written once: where an older edition has a page at the same address with the
same content, an edition keeps a small file in its place. A script makes the page whole of the
older one, to the byte, and holds it to its digest; without a script a link leads to the older
one, which says the same. While an edition repeats little, all its pages are whole: so is every
page of a small site.
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from quyche import urls
from quyche.publishing import text_edits
from quyche.texts.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quyche.labels import Labels

MOST_REPEATED = 3_000_000
"""Bytes of pages that an edition may repeat: 300 such editions fit the 1 GB of a host of pages."""
_SCRIPT = "assets/carried.js"
_AT_ONCE = 50  # pages that are held in memory
_BEGINNING = b"<!doctype html>\n<!-- q-carried -->\n"
_TOLD_RE = re.compile(r'<script type="application/json" id="q-carried">(?P<told>.*?)</script>')
# What the small page says of itself as the whole one does: its metas, title, icon and styles.
_HEAD_RE = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>|<meta name="(?:referrer|robots)"[^>]*>'
    r'|<link rel="(?:canonical|icon|stylesheet)"[^>]*>|<title>.*?</title>',
    re.DOTALL,
)
# As "partials/state.html" writes it on a page that is no document of its own
_STANDING_RE = re.compile(
    r'<div class="q-standing[^>]*>\s*(?P<line><p class="q-state q-\w+">.*?</p>)', re.DOTALL
)
_TITLE_RE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LANGUAGE_RE = re.compile(r'<html[^>]* lang="(?P<language>[^"]+)"')
_PAGE = Markup(
    """<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
{head}
<link rel="preload" href="{source}" as="fetch" crossorigin>
<script type="application/json" id="q-carried">{told}</script>
<script src="{script}"></script>
</head>
<body>
<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid">
<div class="md-content"><div class="md-content__inner md-typeset">
<h1>{title}</h1>
<p>{said} <a href="{source}">{link}</a></p>
</div></div>
</div></main></div>
</body>
</html>
"""
)


class ReadFiles(Protocol):
    """Reads files of a site by their paths; what is not there is left out."""

    def __call__(self, paths: Iterable[str], /) -> Mapping[str, bytes]:
        """The content of each."""


@dataclass(frozen=True)
class PagesBefore:
    """What an edition may carry pages from; nothing where it stands alone."""

    editions: tuple[str, ...]
    """The editions whose pages are looked at, the likeliest first."""
    titles: Mapping[str, str]
    """What each older edition is called: their pages may be made of those of others."""
    read: ReadFiles


@dataclass(frozen=True)
class CarriedPage:
    """A page that an older edition has."""

    source: str
    """The path of the older page in the site."""
    content: bytes
    """The small page that stands for it."""


def carried(
    pages: Path, name: str, shared: str, before: PagesBefore, labels: Labels
) -> dict[str, CarriedPage]:
    """The pages of an edition that older ones have, by their paths below it.

    `pages` is the folder of the whole pages, `shared` the place of the files that editions share,
    below the root of the site. Nothing where they are few.
    """
    found: dict[str, CarriedPage] = {}
    repeated = 0
    paths = sorted(page.relative_to(pages).as_posix() for page in pages.rglob(urls.INDEX_PAGE))
    for at in range(0, len(paths), _AT_ONCE):
        whole = {path: (pages / path).read_bytes() for path in paths[at : at + _AT_ONCE]}
        for path, older in _older(whole, before):
            small = _Small(f"{name}/{path}", whole[path].decode(), older, shared)
            title = before.titles[older.path.partition("/")[0]]
            found[path] = CarriedPage(older.path, small.page(labels, title))
            repeated += len(whole[path])
    return found if repeated > MOST_REPEATED else {}


def whole(path: str, content: bytes, read: ReadFiles) -> bytes | None:
    """A page as readers see it; None for a small one that cannot be made whole.

    `path` is where it lies in the site. What is no small page is given back as it is.
    """
    told = _told(content)
    if told is None:
        return content
    source = source_of(path, content)
    older = read([source]).get(source)
    try:
        edits = told["edits"]
        made = text_edits.edited(
            (older or b"").decode(), edits if isinstance(edits, list) else ()
        ).encode()
    except (ValueError, KeyError, TypeError):
        return None
    return made if digest(made) == told.get("sha256") else None


def source_of(path: str, content: bytes) -> str:
    """The path of the page that a small one is made of; empty for a page that is whole."""
    told = _told(content)
    way = told.get("from") if told else None
    if not isinstance(way, str):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), way, urls.INDEX_PAGE))


def _told(content: bytes) -> dict[str, object] | None:
    if not content.startswith(_BEGINNING):
        return None
    found = _TOLD_RE.search(content.decode("utf-8", "replace"))
    try:
        told = json.loads(found["told"]) if found else {}
    except ValueError:
        told = {}
    return told if isinstance(told, dict) else {}


@dataclass(frozen=True)
class _Older:
    """A page of an older edition that is whole."""

    path: str
    text: str


def _older(pages: Mapping[str, bytes], before: PagesBefore) -> Iterator[tuple[str, _Older]]:
    """The pages that older editions have with the same content, each with the oldest known one."""
    left = dict(pages)
    for edition in before.editions:
        held = before.read(f"{edition}/{path}" for path in left)
        small = {path: source_of(path, content) for path, content in held.items()}
        held = {**held, **before.read(filter(None, small.values()))}
        for path in list(left):
            source = small.get(f"{edition}/{path}") or f"{edition}/{path}"
            shown = _Parts.of(left[path].decode()).shown
            if any(shown) and source in held and _Parts.of(held[source].decode()).shown == shown:
                yield path, _Older(source, held[source].decode())
                del left[path]


@dataclass(frozen=True)
class _Parts:
    """A page, cut where what it shows of its own begins and ends."""

    before: str
    opening: str
    """What of its own stands above what it says of its edition."""
    standing: str
    """What it says of its edition, which is another one in each."""
    content: str
    after: str

    @classmethod
    def of(cls, page: str) -> _Parts:
        begin, end = page.find("<article "), page.rfind("</article>")
        if not 0 <= begin < end:
            return cls(page, "", "", "", "")
        found = _STANDING_RE.search(page, begin, end)
        line, rest = found.span("line") if found else (begin, begin)
        return cls(page[:begin], page[begin:line], page[line:rest], page[rest:end], page[end:])

    @property
    def all(self) -> tuple[str, ...]:
        """The whole page."""
        return self.before, self.opening, self.standing, self.content, self.after

    @property
    def shown(self) -> tuple[str, str]:
        return self.opening, self.content


@dataclass(frozen=True)
class _Small:
    path: str
    """Where it lies in the site."""
    text: str
    """The whole page."""
    older: _Older
    shared: str

    def page(self, labels: Labels, edition: str) -> bytes:
        folder = posixpath.dirname(self.path)
        source = posixpath.relpath(posixpath.dirname(self.older.path), folder) + "/"
        told = {"from": source, "edits": self._edits(), "sha256": digest(self.text.encode())}
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        language, title = _LANGUAGE_RE.search(self.text), _TITLE_RE.search(self.text)
        page = _PAGE.format(
            language=language["language"] if language else labels("language"),
            head=Markup("\n".join(self._head())),  # noqa: S704  # as it stands on a page of ours
            source=source,
            told=Markup(written.replace("<", "\\u003c")),  # noqa: S704  # nothing closes it
            script=posixpath.relpath(f"{self.shared}/{_SCRIPT}", folder),
            title=Markup(title[1] if title else ""),  # noqa: S704  # the same
            said=labels("carried.said"),
            link=labels("carried.link", title=edition),
        )
        return _BEGINNING + page.encode()

    def _head(self) -> Iterator[str]:
        head = self.text.partition("</head>")[0]
        return (found[0] for found in _HEAD_RE.finditer(head))

    def _edits(self) -> text_edits.Edits:
        """Around what both pages show: to compare that once more would only take time."""
        new, old = (_Parts.of(text) for text in (self.text, self.older.text))
        return text_edits.of_parts(zip(old.all, new.all, strict=True))
