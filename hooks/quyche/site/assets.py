"""The theme's files that all editions share, under a name that says their content."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import pass_context
from markupsafe import Markup

from quyche import urls
from quyche.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    LinkFilter = Callable[[Context, str], str]

_SHORT = 12  # hexadecimal digits of a digest: enough that no two states of a theme share them


@dataclass(frozen=True)
class SharedAssets:
    """Files that pages load from beside their edition.

    Once published they never change: another content is another folder, so that old pages go on
    looking as they did, and whoever has the folder can tell that it is whole.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    """What each file holds, by the path that templates use for it."""
    others: frozenset[str] = frozenset()
    """The files of the theme that are not published, so that no page may ask for them."""

    @cached_property
    def folder(self) -> str:
        """Where they are, below the root of the site; empty where there are none."""
        return f"{urls.SHARED}/{name_of(self.files)}" if self.files else ""

    def url(self, fallback: LinkFilter) -> LinkFilter:
        """The template filter that turns a path into a link from its page.

        What is not shared is left to the site builder's own filter.
        """

        @pass_context
        def url(context: Context, value: str) -> str:
            return self._link(context, str(value)) or fallback(context, value)

        return url

    def script_tag(self, fallback: LinkFilter) -> LinkFilter:
        """The template filter that loads a script."""

        @pass_context
        def script_tag(context: Context, value: str) -> str:
            link = self._link(context, str(value))
            tag = Markup('<script src="{}"></script>').format(link)
            return tag if link else fallback(context, value)

        return script_tag

    def _link(self, context: Context, path: str) -> str:
        """The way to a shared file; empty for any other path."""
        if path in self.others:
            raise AssetError("assets.foreign", path=path)
        if path not in self.files:
            return ""
        return posixpath.join(str(context["base_url"]), "..", self.folder, path)


def name_of(files: Mapping[str, bytes]) -> str:
    """The name of the folder that holds just these files."""
    content = hashlib.sha256()
    for name in sorted(files):
        content.update(f"{name}\0".encode())
        content.update(hashlib.sha256(files[name]).digest())
    return content.hexdigest()[:_SHORT]
