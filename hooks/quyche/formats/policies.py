"""What a browser may do on a page: what we wrote runs and shows, and nothing leaves the site."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

_METAS = Markup(
    '<meta http-equiv="Content-Security-Policy" content="{}">\n'
    '<meta name="referrer" content="no-referrer">'
)
_ALONE = ("default-src 'none'",)
_SITE = (
    *_ALONE,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
)
_CLOSED = ("object-src 'none'", "base-uri 'none'", "form-action 'none'")
# What would end a string of CSS, or the element that it stands in, and the sign of escapes itself.
_ENDING_RE = re.compile(r'["\\<>&\x00-\x1f\x7f]')


def site_metas(styles: Iterable[str] = ()) -> Markup:
    """What must stand in the head of a page of the site before anything else.

    Scripts and styles come from the site's own files; of what stands on the page itself only these
    styles hold, and no script at all, so that nothing which slipped in could run.
    """
    shown = _sources("style-src", ["'self'", *map(_hash, filter(None, styles))])
    return _metas(*_SITE, "script-src 'self'", *shown, *_CLOSED)


def lone_metas(styles: Iterable[str] = (), scripts: Iterable[str] = ()) -> Markup:
    """The same for a page that needs no other file: these styles and scripts, which it holds."""
    held = (
        *_sources("script-src", map(_hash, scripts)),
        *_sources("style-src", map(_hash, styles)),
    )
    return _metas(*_ALONE, *held, *_CLOSED)


def application_metas(styles: Iterable[str]) -> Markup:
    """The same for a page at the root of a site that a device may put among its applications."""
    shown = _sources("style-src", map(_hash, styles))
    return _metas(*_SITE, "manifest-src 'self'", "script-src 'self'", *shown, *_CLOSED)


def css_string(text: str) -> str:
    """A text as a string of CSS that nothing in it can end, in a style of a page neither."""
    escaped = _ENDING_RE.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)
    return f'"{escaped}"'


def _metas(*directives: str) -> Markup:
    return _METAS.format(Markup("; ".join(directives)))  # noqa: S704  # words of ours, and digests


def _sources(directive: str, sources: Iterable[str]) -> tuple[str, ...]:
    listed = " ".join(dict.fromkeys(sources))
    return (f"{directive} {listed}",) if listed else ()


def _hash(content: str) -> str:
    """What allows an element of just this content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
