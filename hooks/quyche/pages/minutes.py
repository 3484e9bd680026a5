"""The minutes of a meeting as Markdown for the page, with what came of its conclusions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.pages import edition_links, remark_pages
from quyche.pages.documents import Renderer
from quyche.pages.edition_links import away, page_of
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.corpus.links import Linked
    from quyche.markup.runs import Run
    from quyche.meetings.conclusions import Conclusion, Done
    from quyche.remarks.remarks import Remark
    from quyche.texts.addresses import Address

_DEEPEST = 4
"""The level of the lowest headings that minutes have."""


@dataclass(frozen=True)
class MinutesRenderer(Renderer):
    """Writes the text of minutes: numbers as written, what conclusions say of themselves below."""

    edition: str = ""
    """The edition at hand: what is named in it is on its own pages."""
    known: frozenset[str] = frozenset()
    """The editions that pages can lead to."""
    day: str = ""
    """The edition whose documents the minutes speak of, where that is another."""
    at: str = ""
    """The name that the edition at hand is published under; empty for what is read elsewhere."""

    @cached_property
    def _fields(self) -> Mapping[int, Conclusion]:
        """The conclusion of each line that is a field of one."""
        return {
            told.line: found
            for found in self.reading.conclusions
            if found.meeting.path == self.path
            for told in found.asked.fields
            if told.name
        }

    def _block(self, block: Block) -> Iterator[str]:
        if block.kind is BlockKind.HEADING:
            hashes = len(block.source.lstrip()) - len(block.source.lstrip().lstrip("#"))
            yield leaf(f"h{min(hashes, _DEEPEST)}", escape(block.text))
        elif block.line in self._fields:
            yield from self._field(self._text(block))
        else:
            yield from super()._block(block)

    def _field(self, text: str) -> Iterator[str]:
        """A field with its name, which is in too many conclusions to be searched for."""
        name, _, value = text.partition(":")
        yield opening("div", cls="q-field")
        yield leaf("p", f"{name}:", cls="q-name", data_search_exclude="true")
        yield leaf("p", value.strip(), cls="q-value")
        yield closing()

    def _text(self, block: Block) -> str:
        if places := self._places(block):
            return self._with_places(block.text, places)
        minutes = self.reading.corpus.minutes_by_path[self.path]
        return self.inline(block.runs, self.reading.minutes.at(minutes.id, block.line))

    def _with_places(self, text: str, places: Sequence[Done]) -> str:
        """The text of a field with a link on each place that it names."""
        parts, position = [], 0
        for done in places:
            parts += [escape(text[position : done.start]), self._place(done)]
            position = done.end
        return "".join([*parts, escape(text[position:])])

    # What minutes cite is the text of their day, whatever number it bears today

    def inline(self, text: Sequence[Run], linked: Linked | None) -> str:
        """Runs of text, with links to the edition of the day where that is another."""
        return edition_links.opened(super().inline(text, linked))

    def _spans(self, linked: Linked) -> list[tuple[int, int, str]]:
        if not self.day:
            return super()._spans(linked)
        names = super()._spans(replace(linked, citations=()))
        cited = list(self._cited_then(linked.line))
        free = (name for name in names if not any(_overlap(name, other) for other in cited))
        return sorted([*cited, *free])

    def _cited_then(self, line: int) -> Iterator[tuple[int, int, str]]:
        documents, links = self._then
        linked = links.at(self.reading.corpus.minutes_by_path[self.path].id, line)
        for citing in linked.citations if linked else ():
            if citing.target and self.day in self.known:
                path = documents.by_id[citing.target.document].path
                page = page_of(self.day, path, citing.target.anchor)
                yield citing.start, citing.end, edition_links.marked(page)

    @cached_property
    def _then(self) -> tuple[Corpus, Links]:
        """The documents of that day, and what the minutes point to among them."""
        documents = self.reading.past.documents(self.day) or Corpus()
        minutes = self.reading.corpus.minutes_by_path[self.path]
        return documents, Links.of_minutes(documents, [minutes])

    # Conclusions

    def _item(self, provision: Provision, *, with_anchor: bool) -> Iterator[str]:
        """A conclusion that asks for something says so where nobody recorded what came of it."""
        *parts, end_of_text, end = super()._item(provision, with_anchor=with_anchor)
        yield from parts
        conclusion = self._asking.get(provision.address)
        if conclusion and not conclusion.asked.named("done"):
            told = escape(self.reading.labels("meetings.not_done_yet"))
            yield leaf("p", told, cls="q-field q-none", data_search_exclude="true")
        yield from self._remarks(provision)
        yield from (end_of_text, end)

    def _remarks(self, provision: Provision) -> Iterator[str]:
        """The remarks that go back to a conclusion, each a link."""
        document, anchor = provision.address.document, provision.anchor
        remarks = self.reading.remarks.by_meeting.get(f"{document}#{anchor}", ())
        if not remarks or not self.at:
            return
        yield opening("div", cls="q-field", data_search_exclude="true")
        yield leaf("p", escape(self.reading.labels("meeting.remarks")), cls="q-name")
        yield leaf("p", "; ".join(self._remarks_on(remarks)), cls="q-value")
        yield closing()

    def _remarks_on(self, remarks: Sequence[Remark]) -> Iterator[str]:
        by_document = groupby(remarks, key=lambda remark: remark.document)
        for document, group in by_document:
            page = page_of(self.at, remark_pages.page_of(document))
            links = (away(f"{page}#{one.anchor}", escape(one.id)) for one in group)
            name = self.reading.corpus.by_id[document].metadata.short_title
            yield f"{', '.join(links)} ({escape(name)})"

    @cached_property
    def _asking(self) -> Mapping[Address, Conclusion]:
        """The conclusions that have fields, by their addresses."""
        return {found.address: found for found in self.reading.conclusions if found.has_fields}

    def _places(self, block: Block) -> list[Done]:
        conclusion = self._fields.get(block.line)
        return [done for done in conclusion.done if done.line == block.line] if conclusion else []

    def _place(self, done: Done) -> str:
        if done.edition in {"", self.edition}:
            own = "" if done.is_edition or not done.target else self.href(done.target)
            return self.link(done.text, own) if own else escape(done.text)
        if done.edition not in self.known or not (done.is_edition or done.target):
            return escape(done.text)
        if done.target is None:
            return away(page_of(done.edition, urls.HOME), escape(done.text))
        documents = self.reading.past.documents(done.edition)
        path = documents.by_id[done.target.document].path if documents else ""
        return away(page_of(done.edition, path, done.target.anchor), escape(done.text))


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
