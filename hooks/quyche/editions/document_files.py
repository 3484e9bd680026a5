"""Which files below the folder of documents hold one, and which document each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche import urls
from quyche.texts import document_ids, frontmatter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def is_document(path: str) -> bool:
    """Whether a file below the folder of documents holds a regulation or a programme."""
    folder, _, rest = path.partition("/")
    return folder in urls.DOCUMENTS and rest.endswith(".md") and rest != urls.INDEX


def documents_in(tree: Mapping[str, str]) -> dict[str, str]:
    """Those of some files that hold documents."""
    return {path: text for path, text in tree.items() if is_document(path)}


def id_in(path: str, content: bytes) -> str:
    """The id of the document in a file."""
    front, _, _ = frontmatter.split(content.decode("utf-8", "replace"))
    return document_ids.id_in(front, path)


def id_named(docs: Path, name: str) -> str:
    """The id of the document that somebody calls so: by its id, or by how its file is called now.

    A file that was renamed holds the document that its `id` names.
    """
    named = [
        (path.stem, id_in(path.name, path.read_bytes()))
        for folder in urls.DOCUMENTS
        for path in sorted((docs / folder).rglob("*.md"))
    ]
    if any(own == name for _, own in named):
        return name
    return next((own for stem, own in named if stem == name), name)
