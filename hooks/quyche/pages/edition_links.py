"""Links that lead to other editions: left open while a page is Markdown, filled in its HTML.

The site builder knows only the edition at hand, and would take them for broken.
"""

from __future__ import annotations

import posixpath
import re
from html import escape

from quyche import urls
from quyche.markup.notation import span

_CLASS = "q-away"
_SCHEME = "quyche:"
_MARKED_RE = re.compile(rf"\[(?P<text>(?:\\.|[^\]\\])*)\]\({_SCHEME}(?P<path>[\w./#-]+)\)")
_OPEN_RE = re.compile(
    rf'<span class="{_CLASS} (?P<path>[\w./#-]+)">(?P<text>[^<]*(?:<(?!/span>)[^<]*)*)</span>'
)


def away(path: str, text: str) -> str:
    """Inline Markdown that leads to a path below the root of the site, once it is known."""
    return span(f"{_CLASS} {path}", text)


def marked(path: str) -> str:
    """The address of an inline link that leads there, for who can write only such links."""
    return f"{_SCHEME}{path}"


def opened(markdown: str) -> str:
    """Inline Markdown with its links to a marked address left open."""
    return _MARKED_RE.sub(lambda match: away(match["path"], match["text"]), markdown)


def page_of(edition: str, path: str, anchor: str = "") -> str:
    """The path of the page that an edition has of a file of its documents."""
    page = posixpath.join(edition, urls.address_of(path))
    return f"{page}#{anchor}" if anchor else page


def filled(page: str, root: str) -> str:
    """The page's HTML with links in their places; `root` is the way to the root of the site.

    Without a root the editions are not beside each other, and the texts stay without a link.
    """
    if not root:
        return _OPEN_RE.sub(lambda match: match["text"], page)
    return _OPEN_RE.sub(
        lambda match: f'<a href="{escape(root + match["path"])}">{match["text"]}</a>', page
    )
