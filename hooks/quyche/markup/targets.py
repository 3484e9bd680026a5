"""Where a browser would go for an address that somebody typed, whatever it is hidden behind."""

from __future__ import annotations

import html
import re

from markdown.util import AMP_SUBSTITUTE

from quyche.markup.runs import is_safe_href

_SKIPPED_RE = re.compile(r"[\x00-\x20\x7f-\xa0\s]+")
_SCHEME_RE = re.compile(r"[^/?#\\]*:")
_HOST_RE = re.compile(r"[/\\]{2}")


def as_read(href: str) -> str:
    """The address as a browser reads it.

    It resolves entities, and skips blanks and control characters before it looks for the scheme.
    """
    return _SKIPPED_RE.sub("", html.unescape(href.replace(AMP_SUBSTITUTE, "&")))


def is_harmless(href: str) -> bool:
    """Whether it is an address of the web, of mail or of this site."""
    read = as_read(href)
    return not _SCHEME_RE.match(read) or is_safe_href(read)


def is_mail(href: str) -> bool:
    """Whether it is one of mail."""
    return as_read(href).lower().startswith("mailto:")


def is_elsewhere(href: str) -> bool:
    """Whether it lies outside of this site: it names a scheme or a host."""
    read = as_read(href)
    return bool(_SCHEME_RE.match(read) or _HOST_RE.match(read))
