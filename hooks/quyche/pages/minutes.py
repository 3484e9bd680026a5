"""The minutes of a meeting as Markdown for the page, with what came of its conclusions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.corpus.links import Linked, Links
from quyche.markup.markdown import Destination, escape
from quyche.markup.notation import closing, leaf, opening
from quyche.pages import conclusions
from quyche.pages.documents import Additions, Renderer, nothing
from quyche.pages.writer import inline
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.links import Citing, Mention
    from quyche.corpus.texts import Text
    from quyche.meetings.conclusions import Conclusion, Done
    from quyche.pages.writer import LinkPolicy
    from quyche.reading.reading import Reading
    from quyche.remarks.remarks import Remark
    from quyche.texts.addresses import Address

_DEEPEST = 4
"""The level of the lowest headings that minutes have."""


@dataclass(frozen=True)
class MinutesWriter:
    """Writes the text of minutes: numbers as written, what conclusions say of themselves below."""

    reading: Reading
    minutes: Text
    links: LinkPolicy
    pointing: Links
    """What the minutes point to, in the documents that they speak of."""
    remarks: Mapping[str, Sequence[Remark]] = field(default_factory=dict)
    """The remarks that go back to a conclusion, by its address; nothing where none are shown."""
    below_headed: Callable[[Provision], Iterable[str]] = nothing
    """What stands below an article that the minutes have."""

    @property
    def renderer(self) -> Renderer:
        """Writes parts of the minutes."""
        additions = Additions(self.below_headed, self._below, self._own_block)
        return Renderer(self.reading, self.links, self.minutes.id, self.pointing, additions)

    # Fields of a conclusion

    def _own_block(self, block: Block) -> Iterator[str] | None:
        """A heading of minutes, which heads no provision, or a field of a conclusion."""
        if block.kind is BlockKind.HEADING:
            return iter([self._heading(block)])
        conclusion = self._by_line.get(block.line)
        return self._field(block, conclusion) if conclusion else None

    def _heading(self, block: Block) -> str:
        hashes = len(block.source.lstrip()) - len(block.source.lstrip().lstrip("#"))
        return leaf(f"h{min(hashes, _DEEPEST)}", escape(block.text))

    @cached_property
    def _by_line(self) -> Mapping[int, Conclusion]:
        """The conclusion of each line that is a field of one."""
        return {
            asked.line: conclusion
            for conclusion in self.reading.conclusions
            if conclusion.meeting.path == self.minutes.path
            for asked in conclusion.asked.fields
            if asked.name
        }

    def _field(self, block: Block, conclusion: Conclusion) -> Iterator[str]:
        """A field with its name, which is in too many conclusions to be searched for."""
        name, _, value = self._field_text(block, conclusion).partition(":")
        yield opening("div", cls="q-field")
        yield leaf("p", f"{name}:", cls="q-name", data_search_exclude="true")
        yield leaf("p", value.strip(), cls="q-value")
        yield closing()

    def _field_text(self, block: Block, conclusion: Conclusion) -> str:
        if places := [done for done in conclusion.done if done.line == block.line]:
            return "".join(self._with_places(block.text, places))
        linked = self.pointing.at(self.minutes.id, block.line)
        return inline(block.runs, linked, self.links)

    def _with_places(self, text: str, places: Sequence[Done]) -> Iterator[str]:
        """The text of a field with a link on each place that it names."""
        position = 0
        for done in places:
            yield escape(text[position : done.start])
            destination = self._place(done)
            name = escape(conclusions.place_name(done, self.reading))
            yield destination.around(name) if destination else name
            position = done.end
        yield escape(text[position:])

    def _place(self, done: Done) -> Destination | None:
        is_known = done.is_edition or done.target
        return self.links.edition(done.edition, done.target) if is_known else None

    # Below a conclusion

    def _below(self, provision: Provision) -> Iterator[str]:
        """That nobody recorded what came of a conclusion that asks for something; its remarks."""
        conclusion = self._asking.get(provision.address)
        if conclusion and not conclusion.asked.named("done"):
            label = escape(self.reading.labels("meetings.not_done_yet"))
            yield leaf("p", label, cls="q-field q-none", data_search_exclude="true")
        yield from self._remarks(self.remarks.get(str(provision.address), ()))

    @cached_property
    def _asking(self) -> Mapping[Address, Conclusion]:
        """The conclusions that have fields, by their addresses."""
        known = self.reading.conclusions
        return {each.address: each for each in known if each.has_fields}

    def _remarks(self, remarks: Sequence[Remark]) -> Iterator[str]:
        """The remarks that go back to a conclusion, each a link."""
        if not remarks:
            return
        yield opening("div", cls="q-field", data_search_exclude="true")
        yield leaf("p", escape(self.reading.labels("meeting.remarks")), cls="q-name")
        yield leaf("p", "; ".join(self._remarks_by_document(remarks)), cls="q-value")
        yield closing()

    def _remarks_by_document(self, remarks: Sequence[Remark]) -> Iterator[str]:
        by_document = groupby(remarks, key=lambda remark: remark.document)
        for document, on_document in by_document:
            ids = ", ".join(map(self._remark, on_document))
            name = self.reading.corpus.by_id[document].metadata.short_title
            yield f"{ids} ({escape(name)})"

    def _remark(self, remark: Remark) -> str:
        destination = self.links.remark(remark)
        return destination.around(escape(remark.id)) if destination else escape(remark.id)


def pointing_then(minutes: Text, today: Links, then: Links) -> Links:
    """What minutes point to where the provisions that they cite are those of earlier documents.

    `then` is what they point to in those. Bodies and roles are those of today, but where their
    names are part of a citation.
    """
    return Links(
        {
            minutes.id: tuple(
                _as_then(linked, then.at(minutes.id, linked.line, heading=linked.is_heading))
                for linked in today.by_document[minutes.id]
            )
        }
    )


def _as_then(linked: Linked, then: Linked | None) -> Linked:
    citations = tuple(citing for citing in then.citations if citing.target) if then else ()
    names = tuple(
        mention
        for mention in linked.mentions
        if not any(_overlap(mention, citing) for citing in citations)
    )
    return replace(linked, citations=citations, mentions=names)


def _overlap(one: Mention, other: Citing) -> bool:
    return one.start < other.end and other.start < one.end
