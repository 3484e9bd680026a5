"""The words of a document in Akoma Ntoso: its hierarchy, its paragraphs and what they point to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.corpus.links import Citing
from quyche.errors import RefusedError
from quyche.exports.akn_identities import AknIdentities, eids
from quyche.formats.xml_trees import XmlElement, add, element, unwritable
from quyche.language.kinds import Kind
from quyche.markup.runs import Run, runs
from quyche.texts import notes
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.links import Linked, Mention
    from quyche.exports.exported_texts import ExportedText
    from quyche.formats.xml_trees import XmlPart
    from quyche.texts.notes import Footnote

_NAMES = {
    Kind.PART: "part",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.SUBSECTION: "subsection",
    Kind.ARTICLE: "article",
    Kind.CLAUSE: "paragraph",
    Kind.POINT: "point",
    Kind.SUBPOINT: "subparagraph",
}
"""The elements that provisions are; what the format has no name for is an `hcontainer`."""
_SAID = "text"
"""What an `hcontainer` is called that holds what stands between two provisions."""

Part = Block | Provision


def reference(entry: str, kind: str) -> str:
    """What a body or a role of the register is called inside a file."""
    return f"{'role' if kind == 'role' else 'org'}-{entry}"


@dataclass(frozen=True)
class AknBody:
    """Writes the parts of one document; each element gets an eId that no other has."""

    exported: ExportedText
    identities: AknIdentities
    named: dict[str, None] = field(default_factory=dict)
    """The bodies and roles that the text names, in the order in which it does."""
    _eids: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, exported: ExportedText, identities: AknIdentities) -> AknBody:
        """What writes that document."""
        return cls(exported, identities, _eids=dict(eids(exported.text)))

    def eid(self, provision: Provision) -> str:
        """The eId of a provision."""
        return self._eids[provision.anchor]

    def _new(self, inside: str, name: str) -> str:
        """An eId for the next element of that name inside another."""
        key = f"{inside}__{name}"
        self._counts[key] += 1
        return f"{key}_{self._counts[key]}"

    # Provisions

    def hierarchy(self, parts: Iterable[Part], inside: str) -> Iterator[XmlElement]:
        """Provisions and what stands between them, as the format has its hierarchy."""
        for kind, run in groupby(parts, _sort_of):
            if kind is _SAID:
                eid = self._new(inside, "hcontainer")
                blocks = self.blocks([one for one in run if isinstance(one, Block)], eid)
                content = element("content", *blocks, eId=f"{eid}__content")
                yield element("hcontainer", content, eId=eid, name=_SAID)
                continue
            for part in run:
                if isinstance(part, Provision):
                    yield self.provision(part)
                else:
                    yield self._heading(part, self._new(inside, "hcontainer"))

    def _heading(self, block: Block, eid: str) -> XmlElement:
        """A heading that is no provision."""
        heading = element("heading", *self._words(block), eId=f"{eid}__heading")
        return element("hcontainer", heading, eId=eid, name=block.kind.value)

    def provision(self, provision: Provision) -> XmlElement:
        """A provision with all that is in it."""
        eid, name = self.eid(provision), _NAMES.get(provision.kind, "hcontainer")
        made = element(name, *self.head(provision), eId=eid)
        if name == "hcontainer":
            made.set("name", provision.kind.value)
        add(made, self._inside(said(provision.content), eid))
        return made

    def head(self, provision: Provision) -> Iterator[XmlElement]:
        """Its number, as it is printed, and its heading."""
        eid = self.eid(provision)
        if provision.mark:
            yield element("num", self.checked(provision.mark, provision.line), eId=f"{eid}__num")
        if provision.heading:
            linked = self._linked(provision.heading, provision.line, is_heading=True)
            words = self._inline(provision.heading_runs, linked, provision.line)
            yield element("heading", *words, eId=f"{eid}__heading")

    def _inside(self, parts: Sequence[Part], eid: str) -> Iterator[XmlElement]:
        """What stands before, between and after the provisions inside one."""
        places = [at for at, part in enumerate(parts) if isinstance(part, Provision)]
        if not places:
            if parts:
                yield self._container("content", parts, eid)
            return
        first, last = places[0], places[-1] + 1
        if first:
            yield self._container("intro", parts[:first], eid)
        yield from self.hierarchy(parts[first:last], eid)
        if parts[last:]:
            yield self._container("wrapUp", parts[last:], eid)

    def _container(self, name: str, parts: Iterable[Part], eid: str) -> XmlElement:
        own = f"{eid}__{name.lower()}"
        blocks = [part for part in parts if isinstance(part, Block)]
        return element(name, *self.blocks(blocks, own), eId=own)

    # Paragraphs

    def blocks(self, blocks: Iterable[Block], inside: str) -> Iterator[XmlElement]:
        """Paragraphs and tables."""
        for block in blocks:
            if block.kind is BlockKind.TABLE:
                yield self._table(block, inside)
            elif block.kind is BlockKind.QUOTE:
                for line, found in block.quoted_runs:
                    quoted = self._inline(found, None, line)
                    yield element("p", *quoted, eId=self._new(inside, "p"), **{"class": "quote"})
            else:
                yield element("p", *self._words(block), eId=self._new(inside, "p"))

    def title(self, styled: Sequence[Run], line: int, inside: str) -> XmlElement:
        """The title of the document, as its preface has it."""
        eid = self._new(inside, "longtitle")
        words = self._inline(styled, None, line)
        name = element("docTitle", *words, eId=f"{eid}__doctitle")
        return element("longTitle", element("p", name, eId=self._new(eid, "p")), eId=eid)

    def _words(self, block: Block) -> Iterator[XmlPart]:
        is_line = block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
        styled = block.runs if is_line else block.heading_runs
        yield from self._inline(styled, self._linked(block.text, block.line), block.line)

    def _table(self, block: Block, inside: str) -> XmlElement:
        eid = self._new(inside, "table")
        linked = self._linked(block.text, block.line)
        made, place = element("table", eId=eid), 0
        for at, row in enumerate(block.rows):
            line = element("tr")
            for cell in row:
                styled = runs(cell)
                words = self._inline(styled, linked, block.line, place)
                name = "td" if at else "th"
                line.append(element(name, element("p", *words, eId=self._new(eid, "p"))))
                place += sum(len(run.text) for run in styled) + 1
            made.append(line)
        return made

    # Words

    def _linked(self, text: str, line: int, *, is_heading: bool = False) -> Linked | None:
        links = self.exported.reading.links
        found = links.at(self.exported.text.id, line, heading=is_heading)
        return found if found and found.text == text else None

    def _inline(
        self, styled: Sequence[Run], linked: Linked | None, line: int, start: int = 0
    ) -> Iterator[XmlPart]:
        """Runs of text, `start` characters from where the links are counted."""
        end = start + sum(len(run.text) for run in styled)
        place, told = start, set[int]()
        for span in _spans(linked):
            wrapped = self._wrapper(span) if place <= span.start and span.end <= end else None
            if wrapped is None:
                continue
            yield from self._styled(styled, place - start, span.start - start, line, told)
            add(wrapped, self._styled(styled, span.start - start, span.end - start, line, None))
            yield wrapped
            place = span.end
        yield from self._styled(styled, place - start, end - start, line, told)

    def _wrapper(self, span: Citing | Mention) -> XmlElement | None:
        """The element that says what a stretch of text points to; None where it leads nowhere."""
        if isinstance(span, Citing):
            target = span.target
            href = self.identities.of_provision(target, self.exported.text) if target else ""
            return element("ref", href=href) if href else None
        entry = self.exported.reading.corpus.register.by_id.get(span.target)
        if entry is None:
            return None
        self.named.setdefault(entry.id)
        name = "role" if entry.kind == "role" else "organization"
        return element(name, refersTo=f"#{reference(entry.id, entry.kind)}")

    def _styled(
        self,
        styled: Sequence[Run],
        start: int,
        end: int,
        line: int,
        told: set[int] | None,
    ) -> Iterator[XmlPart]:
        """The runs between two places, each in its style, and the footnotes not told yet.

        None inside of what points somewhere: a footnote stands behind it.
        """
        place = 0
        for at, run in enumerate(styled):
            if run.note and told is not None and at not in told and place <= end:
                told.add(at)
                yield self._footnote(run.note, line)
            text = run.text[max(start - place, 0) : max(end - place, 0)]
            place += len(run.text)
            if not text:
                continue
            part: XmlPart = self.checked(text, line)
            if run.href:
                part = element("a", part, href=run.href)
            if run.emphasis:
                part = element("i", part)
            yield element("b", part) if run.strong else part

    def _footnote(self, label: str, line: int) -> XmlElement:
        """What a footnote says, where it is referred to; its number alone where nothing tells it.

        A footnote to a footnote is no more than its number.
        """
        note = self._notes.get(label)
        eid = self._new("body", "authorialnote")
        paragraphs = note.paragraphs if note else ()
        made = element("authorialNote", marker=label, placement="bottom", eId=eid)
        for paragraph in paragraphs or ((),):
            words = "".join(f"[{run.note}]" if run.note else run.text for run in paragraph)
            at = note.line if note else line
            text = self.checked(words, at)
            made.append(element("p", *filter(None, [text]), eId=self._new(eid, "p")))
        return made

    @cached_property
    def _notes(self) -> Mapping[str, Footnote]:
        told = notes.notes(self.exported.text.document)
        return {note.label: note for note in reversed(told)}

    def unreferred(self, inside: str) -> Iterator[XmlElement]:
        """What footnotes say that nothing refers to, as paragraphs of their own."""
        document = self.exported.text.document
        known = {one.label for one in notes.references(document)}
        for label in self._notes:
            if label not in known:
                note = self._footnote(label, 0)
                yield element("p", note, eId=self._new(inside, "p"))

    def checked(self, text: str, line: int) -> str:
        """The same text; raises RefusedError where XML cannot hold it."""
        if found := unwritable(text):
            path = self.exported.text.path
            raise RefusedError("export.unwritable", path=path, line=line, code=f"{ord(found):04X}")
        return text


def said(parts: Iterable[Part]) -> list[Part]:
    """The provisions, and the blocks that say something."""
    return [part for part in parts if isinstance(part, Provision) or part.text]


def _sort_of(part: Part) -> str:
    if isinstance(part, Provision):
        return "provision"
    return "heading" if part.kind is BlockKind.HEADING else _SAID


def _spans(linked: Linked | None) -> Sequence[Citing | Mention]:
    if linked is None:
        return ()
    return sorted((*linked.citations, *linked.mentions), key=lambda span: span.start)
