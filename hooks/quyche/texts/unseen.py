"""What of a source no paper shows: footnotes, and paragraphs that only hold a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.texts.provisions import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.texts.provisions import Document, Provision

_LAYOUT = frozenset({BlockKind.BLANK, BlockKind.BREAK, BlockKind.TITLE})


def placed_blocks(document: Document) -> Iterator[tuple[int, Block]]:
    """Every stretch of text with the place in the source at which it begins, in order."""
    yield from _placed(document.content, len(document.front))


def _placed(content: Sequence[Block | Provision], position: int) -> Iterator[tuple[int, Block]]:
    for part in content:
        if isinstance(part, Block):
            yield position, part
        else:
            yield from _placed(part.content, position + len(part.head))
        position += len(part.source)


def unseen(document: Document) -> Iterator[tuple[int, Block]]:
    """What is neither text nor layout, with the place at which it begins: it is somebody's own."""
    for position, block in placed_blocks(document):
        if block.kind not in _LAYOUT and not block.text:
            yield position, block
