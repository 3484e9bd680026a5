"""Links that lead to other editions, which the site builder does not know."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.markup.markdown import Destination

if TYPE_CHECKING:
    from quyche.editions.history import Standing
    from quyche.labels import Labels


@dataclass(frozen=True)
class EditionLinks:
    """Leads from one page to those of editions, where they stand beside each other."""

    root: str = ""
    """The way from the page to the root of the site; empty where the edition stands alone."""

    @classmethod
    def of(cls, path: str, standing: Standing) -> EditionLinks:
        """Those of the page that is made from a file."""
        return cls(f"{way_to_start(path)}../" if standing.is_published else "")

    def to(self, path: str) -> Destination | None:
        """To a path below the root of the site."""
        return Destination(self.root + path, is_checked=False) if self.root else None

    def link(self, path: str, text: str) -> str:
        """Inline Markdown that leads there; nothing but the text where the edition stands alone."""
        destination = self.to(path)
        return destination.around(text) if destination else text


def today_of(standing: Standing, labels: Labels) -> str:
    """Where paper says that what is so today is to be read; empty where the edition stands alone.

    Without anything adopted before that is the list of all editions.
    """
    if not standing.is_published:
        return ""
    told = (snapshot.edition for snapshot in standing.history.snapshots)
    is_adopted = any(edition and not edition.is_draft for edition in told)
    history = posixpath.join(urls.WORK, urls.address_of(urls.HISTORY))
    place = f"{urls.IN_FORCE}/" if is_adopted else history
    return f"{labels('edition.today')} {standing.site_url or '/'}{place}"


def way_to_start(path: str) -> str:
    """The way from the page that is made from a file to the start of its edition."""
    return "../" * urls.address_of(path).count("/")


def page_of(edition: str, path: str, anchor: str = "") -> str:
    """The path of the page that an edition has of a file of its documents."""
    page = posixpath.join(edition, urls.address_of(path))
    return f"{page}#{anchor}" if anchor else page
