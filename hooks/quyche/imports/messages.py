"""What an import says to its users before there is a site whose language would tell."""

from __future__ import annotations

from functools import cache

from quyche.labels import Labels


@cache
def labels() -> Labels:
    """The labels of the language in which the importer reads: its patterns are Vietnamese."""
    return Labels.load("vi")
