"""Documents in a list, each with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quyche.corpus.texts import Text
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.pages.writer import PageWriter
from quyche.texts.states import shown_status, state_of


def document_list(
    writer: PageWriter, texts: Iterable[Text], notes: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Documents by their titles, each a link, with what it is below.

    A note, by the id of the document, is Markdown and stands below that.
    """
    reading = writer.reading
    yield opening("ul", cls="q-documents")
    for text in texts:
        yield opening("li")
        title = writer.link(text.metadata.title, writer.relative(text.path))
        yield leaf("p", title, cls="q-title")
        state = escape(state_of(reading.labels, text.metadata, reading.date))
        yield leaf("p", state, cls=f"q-state q-{shown_status(text.metadata, reading.date)}")
        if notes and text.id in notes:
            yield leaf("p", notes[text.id], cls="q-part")
        yield closing()
    yield closing()
