"""The words that documents from outside are known by: of heads, drafts and numbers."""

from __future__ import annotations

from functools import cache

from quyche.labels import Labels


@cache
def labels() -> Labels:
    """The labels of the language in which the importer reads: its patterns are Vietnamese."""
    return Labels.load("vi")
