"""A comparison as it is read: article by article, old beside new, each change with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.comparing import footnotes
from quyche.comparing.changes import Change, Mark, Status
from quyche.comparing.operations import Op, Sign
from quyche.language.kinds import Kind
from quyche.language.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.comparison import Comparison
    from quyche.texts.provisions import Document, Provision

_COUNTED = frozenset(kind.value for kind in Kind if kind.is_counted_through)


@dataclass(frozen=True)
class SynopsisPlace:
    """A provision in one of the texts."""

    anchor: str
    number: str
    """As citations give it: `khoản 2`."""


@dataclass(frozen=True)
class SynopsisLine:
    """One provision, or a part of an article's own text, with what was done to it."""

    kind: str
    """The provision's kind; `text` for what belongs to no provision."""
    old: tuple[SynopsisPlace, ...]
    """Where it stood; several places where it was merged."""
    new: tuple[SynopsisPlace, ...]
    """Where it stands; several places where it was split."""
    status: Status
    is_moved: bool
    paragraphs: tuple[tuple[Op, ...], ...]
    """What was done, one paragraph after the other."""

    @property
    def is_changed(self) -> bool:
        """Whether a word of its own changed, or it came, went, moved, or was split or merged."""
        is_whole = self.status not in {Status.UNCHANGED, Status.AMENDED}
        return is_whole or self.is_moved or any(map(_differs, self.paragraphs))

    @property
    def is_renumbered(self) -> bool:
        """Whether its number is another one."""
        return _is_renumbered(self.old, self.new)


@dataclass(frozen=True)
class SynopsisBlock:
    """A provision with a heading, and all that is inside it down to the next heading."""

    kind: str
    old: tuple[SynopsisPlace, ...]
    new: tuple[SynopsisPlace, ...]
    status: Status
    is_moved: bool
    is_guess: bool
    """Whether it is not certain that these are the same provisions."""
    heading: tuple[Op, ...]
    lines: tuple[SynopsisLine, ...]

    @property
    def id(self) -> str:
        """What names it on the page of a comparison."""
        return f"moi-{self.new[0].anchor}" if self.new else f"cu-{self.old[0].anchor}"

    @property
    def is_changed(self) -> bool:
        """Whether anything in it changed but numbers."""
        return self.status != Status.UNCHANGED or self.is_moved or _differs(self.heading)

    @property
    def is_renumbered(self) -> bool:
        """Whether its number is another one."""
        return _is_renumbered(self.old, self.new)

    @property
    def is_counted(self) -> bool:
        """Whether it is an article or a task."""
        return self.kind in _COUNTED


@dataclass(frozen=True)
class Synopsis:
    """Two texts of a document beside each other."""

    blocks: tuple[SynopsisBlock, ...]
    """In reading order of the new text; what was removed follows what stood before it."""
    old_order: tuple[str, ...] = ()
    """The anchors of the old text in its own order."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many articles or tasks were changed, by status; and renumbered or moved."""
        counted = [block for block in self.blocks if block.is_counted]
        statuses: Mapping[str, int] = Counter(block.status for block in counted)
        return Counter(
            {
                **statuses,
                "moved": sum(
                    block.is_moved and block.status == Status.UNCHANGED for block in counted
                ),
                "renumbered": sum(
                    block.is_renumbered and not block.is_changed for block in counted
                ),
                "same": sum(not block.is_changed and not block.is_renumbered for block in counted),
            }
        )

    @property
    def runs(self) -> tuple[tuple[bool, tuple[SynopsisBlock, ...]], ...]:
        """The blocks, with those that did not change taken together where they stand together."""
        grouped = groupby(self.blocks, key=lambda block: block.is_changed)
        return tuple((is_changed, tuple(blocks)) for is_changed, blocks in grouped)


def synopsis(compared: Comparison, old: Document, new: Document) -> Synopsis:
    """The synopsis of two documents that were compared."""
    order = tuple(provision.anchor for provision in old.walk())
    return Synopsis(tuple(_Sorter(old, new).blocks(compared)), order)


@dataclass
class _Open:
    """A block that is still being filled."""

    change: Change
    lines: list[SynopsisLine] = field(default_factory=list)


class _Sorter:
    """Sorts changes into the blocks of the headed provisions they stand in."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = {provision.anchor: provision for provision in old.walk()}
        self.new = {provision.anchor: provision for provision in new.walk()}
        self.around = {
            **{("old", anchor): head for anchor, head in old.heads().items()},
            **{("new", anchor): head for anchor, head in new.heads().items()},
        }

    def blocks(self, compared: Comparison) -> Iterator[SynopsisBlock]:
        before, after = compared.outside[:1], compared.outside[1:]
        yield from (_outside(change, "dau") for change in before)
        opened: dict[tuple[str, str], _Open] = {}
        ordered: list[_Open] = []
        for change in compared.changes:
            side, head = self._head(change)
            if head == (change.new if side == "new" else change.old)[0]:
                block = _Open(change)
                ordered.append(block)
                opened.update({("new", anchor): block for anchor in change.new})
                opened.update({("old", anchor): block for anchor in change.old})
            else:
                opened[side, head].lines.extend(self._lines(change))
        yield from (self._block(block) for block in ordered)
        yield from (_outside(change, "cuoi") for change in after)
        if noted := footnotes.together(compared.footnotes):
            yield _outside(noted, "chu-thich")

    def _head(self, change: Change) -> tuple[str, str]:
        side, anchor = ("new", change.new[0]) if change.new else ("old", change.old[0])
        return side, self.around[side, anchor]

    def _kind(self, change: Change) -> Kind:
        return (self.new[change.new[0]] if change.new else self.old[change.old[0]]).kind

    def _lines(self, change: Change) -> Iterator[SynopsisLine]:
        yield SynopsisLine(
            kind=self._kind(change).value,
            old=tuple(_place(self.old[anchor]) for anchor in change.old),
            new=tuple(_place(self.new[anchor]) for anchor in change.new),
            status=change.status,
            is_moved=Mark.MOVED in change.marks,
            paragraphs=tuple(_paragraphs(change.ops)),
        )

    def _block(self, block: _Open) -> SynopsisBlock:
        change = block.change
        (line,) = self._lines(change)
        has_heading = any(
            provision.heading
            for provision in (
                *(self.old[anchor] for anchor in change.old),
                *(self.new[anchor] for anchor in change.new),
            )
        )
        heading, *text = line.paragraphs if has_heading else ((), *line.paragraphs)
        own = replace(
            line,
            kind="text",
            old=(),
            new=(),
            status=_status_of(change, text),
            is_moved=False,
            paragraphs=tuple(text),
        )
        return SynopsisBlock(
            kind=line.kind,
            old=line.old,
            new=line.new,
            status=line.status,
            is_moved=line.is_moved,
            is_guess=change.is_guess,
            heading=heading,
            lines=(*((own,) if any(text) else ()), *block.lines),
        )


def _place(provision: Provision) -> SynopsisPlace:
    return SynopsisPlace(provision.anchor, provision.address.steps[-1].citation)


def _is_renumbered(old: Sequence[SynopsisPlace], new: Sequence[SynopsisPlace]) -> bool:
    """Whether there are numbers on both sides, and they are not the same."""
    before, after = ({spelling(place.number) for place in places} for places in (old, new))
    return bool(before and after and before != after)


def _outside(change: Change, name: str) -> SynopsisBlock:
    """What stands before the first provision or after the last."""
    paragraphs = tuple(_paragraphs(change.ops))
    status = change.status
    line = SynopsisLine("text", (), (), status, is_moved=False, paragraphs=paragraphs)
    return SynopsisBlock("text", (), (SynopsisPlace(name, ""),), status, False, False, (), (line,))  # noqa: FBT003  # by place


def _status_of(change: Change, paragraphs: Sequence[Sequence[Op]]) -> Status:
    if change.status in {Status.ADDED, Status.REMOVED}:
        return change.status
    is_changed = any(_differs(paragraph) for paragraph in paragraphs)
    return Status.AMENDED if is_changed else Status.UNCHANGED


def _differs(ops: Iterable[Op]) -> bool:
    return any(op.sign is not Sign.KEPT and not op.is_spelling for op in ops)


def _paragraphs(ops: Sequence[Op]) -> Iterator[tuple[Op, ...]]:
    """The operations cut at the ends of lines: of the text that stays, or of either side."""
    paragraph: list[Op] = []
    for op in ops:
        if "\n" not in op.text:
            paragraph.append(op)
            continue
        first, *rest = op.text.split("\n")
        paragraph.extend([replace(op, text=first)] if first else [])
        for line in rest:
            yield tuple(paragraph)
            paragraph = [replace(op, text=line)] if line else []
    yield tuple(paragraph)
