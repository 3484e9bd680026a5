"""Pages that need no other file and no network: of a document, of minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markdown import Markdown
from markupsafe import Markup

from quyche.corpus.links import Linked
from quyche.formats.html import Frame, notice, page
from quyche.markup.markdown import escape
from quyche.pages.documents import Renderer
from quyche.pages.heads import head_of, notices_of
from quyche.pages.minutes import MinutesRenderer

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.markup.runs import Run
    from quyche.meetings.conclusions import Done
    from quyche.reading.reading import Reading
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision


def html_of(markdown: str) -> Markup:
    """The HTML of Markdown that a renderer wrote; nothing typed in a document runs in it."""
    converter: Markdown = Markdown(extensions=["quyche.markup.notation"])
    return Markup(converter.convert(markdown))  # noqa: S704  # raw HTML is text to the extension


# What renderers write where there is no site around


@dataclass(frozen=True)
class OfflineRenderer(Renderer):
    """Writes a document; its links lead to what lies beside it, all else is text."""

    beside: Mapping[str, str] = field(default_factory=dict)
    """The way to each document that lies beside the page, by its id."""

    def inline(self, text: Sequence[Run], linked: Linked | None) -> str:
        """Runs of text; a link that an author set within the site leads nowhere here."""
        return super().inline(_without_site(text), linked)

    def _spans(self, linked: Linked) -> list[tuple[int, int, str]]:
        return sorted(
            (citing.start, citing.end, self.href(citing.target))
            for citing in linked.citations
            if citing.target is not None and citing.target.document in self.beside
        )

    def href(self, address: Address) -> str:
        """The link to a provision of a document that lies beside the page."""
        page = self.beside[address.document]
        return f"{page}#{address.anchor}" if address.steps else page or "#"

    def _about(self, article: Provision) -> Iterator[str]:  # noqa: ARG002  # the site's own notes
        return iter(())


@dataclass(frozen=True)
class OfflineMinutes(OfflineRenderer, MinutesRenderer):
    """Writes minutes in the same way."""

    def _place(self, done: Done) -> str:
        is_here = done.target is not None and done.target.document in self.beside
        if is_here and done.target and done.edition in {"", self.edition}:
            return self.link(done.text, self.href(done.target))
        return escape(done.text)


def _without_site(text: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(run if ":" in run.href else replace(run, href="") for run in text)


# Pages


def document_page(reading: Reading, text: Text, beside: Mapping[str, str], frame: Frame) -> bytes:
    """A document as it was laid before a meeting: its head, its state, its text."""
    head, renderer = head_of(reading, text), OfflineRenderer(reading, text.path, beside=beside)
    serial = Markup("<p>{}</p>").format(head.number) if head.number else Markup("")
    party = Markup(
        '<div class="head"><div><p><b>{}</b></p>{}</div><div><p><b>{}</b></p>{}</div></div>'
    )
    dated = Markup("<p><i>{}</i></p>").format(head.dated) if head.dated else Markup("")
    title, body = _parted(html_of(renderer.document(text)))
    return page(
        frame,
        [
            party.format(head.issuer, serial, reading.labels("document.party"), dated),
            title,
            Markup('<p class="state">{}</p>').format(head.state),
            *map(notice, notices_of(reading, text.path)),
            body,
        ],
    )


def _parted(content: Markup) -> tuple[Markup, Markup]:
    """The text up to its title, so that its state can stand below that, and the rest."""
    before, end, after = str(content).partition("</h1>")
    return Markup(before + end), Markup(after)  # noqa: S704  # as it came
