"""Pages that need no other file and no network: of a document, of minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from markupsafe import Markup

from quyche.formats.html import HtmlFrame, notice, page
from quyche.formats.html_heads import head_of_page, style_of_head
from quyche.markup.gate import passed
from quyche.markup.titles import TitledContent
from quyche.pages.documents import Renderer
from quyche.pages.heads import head_of, notices_of
from quyche.pages.writer import DetachedLinks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.reading.reading import Reading


def html_of(markdown: str) -> Markup:
    """The HTML of Markdown that a renderer wrote; nothing typed in a document runs in it."""
    converter: Markdown = Markdown(extensions=["quyche.markup.notation"])
    return Markup(passed(converter.convert(markdown)).html)  # noqa: S704  # what passed is safe


def titled(markdown: str) -> TitledContent:
    """The same of a document, its title apart; raises ValueError where it has none."""
    return TitledContent.of(html_of(markdown))


def document_page(
    reading: Reading,
    text: Text,
    standing: Standing,
    beside: Mapping[str, str],
    frame: HtmlFrame,
) -> bytes:
    """A document as it was laid before a meeting: its head, its state, its text."""
    head = head_of(reading, text, standing)
    renderer = Renderer(reading, DetachedLinks(beside), text.id, reading.links)
    content = titled(renderer.document(text))
    return page(
        frame,
        [
            head_of_page(head.letter),
            content.title,
            Markup('<p class="state">{}</p>').format(head.state),
            *map(notice, notices_of(reading, text.path)),
            content.body,
        ],
        style_of_head(head.letter),
    )
