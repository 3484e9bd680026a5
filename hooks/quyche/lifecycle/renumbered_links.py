"""Links of pages to provisions that bear other numbers now."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from quyche.lifecycle.number_edits import LeftOver, LeftReason
from quyche.texts.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Text
    from quyche.histories.tracks import RenumberedTracks
    from quyche.reading.reading import Reading

_LINK_RE = re.compile(r"\]\((?P<path>[^()\s#]*)#(?P<anchor>[\w-]+)\)")


def left(ordered: Reading, was: Text, tracks: RenumberedTracks) -> Iterator[LeftOver]:
    """The links that led to another provision in the edition, for somebody to look at.

    Nobody can tell whether a link was written since, so that it is never written otherwise.
    """
    for path, content in ordered.files.items():
        if not path.endswith(".md"):
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
            for link in _LINK_RE.finditer(line):
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path), link["path"]))
                provision = was.by_anchor.get(link["anchor"])
                if provision is None or (link["path"] and place != was.path):
                    continue
                if not link["path"] and path != was.path:
                    continue
                now = tracks.now(Address(was.id, provision.address.steps))
                if [one.anchor for one in now] != [link["anchor"]]:
                    told = tuple(f"#{one.anchor}" for one in now)
                    yield LeftOver(path, number, f"#{link['anchor']}", LeftReason.LINK, told)
