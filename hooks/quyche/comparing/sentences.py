"""What became of an article in plain sentences, as drafters write them in a table.

`Bổ sung khoản 3`, `Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 2`. Numbers are those of the
texts, and what stands in quotation marks is found in them character for character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing import phrases
from quyche.comparing.changes import Status
from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Op, Sign
from quyche.comparing.places import citation_of, enumerated, following, head_of, outer_of
from quyche.comparing.task_sentences import TaskSentences
from quyche.language.spelling import read_start
from quyche.texts.addresses import anchors_around, citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.phrases import Edit
    from quyche.comparing.synopses import SynopsisBlock, SynopsisLine, SynopsisPlace
    from quyche.labels import Labels
    from quyche.language.grammars import Grammar
    from quyche.texts.addresses import Step
    from quyche.texts.provisions import Document, Provision

_MANY_EDITS = 4  # in one provision are too many to be told one by one
_SAME_ARTICLE = {Status.AMENDED, Status.UNCHANGED}
_FIELD_RE = re.compile(r"[-–•]\s*(?P<name>[^:“”]{1,60}):(?:\s|$)")


@dataclass(frozen=True)
class ChangeSentences:
    """Says what became of the articles of two texts."""

    labels: Labels
    olds: Mapping[str, Provision]
    news: Mapping[str, Provision]
    left: Mapping[str, tuple[SynopsisLine, ...]]
    """What went from an article of the old text into another one, by its anchor."""
    grammar: Grammar

    @classmethod
    def of(
        cls, blocks: Iterable[SynopsisBlock], old: Document, new: Document, labels: Labels
    ) -> ChangeSentences:
        """For the blocks of a synopsis of these texts."""
        olds = {provision.anchor: provision for provision in old.walk()}
        news = {provision.anchor: provision for provision in new.walk()}
        left: dict[str, list[SynopsisLine]] = {}
        for block in blocks:
            own = {place.anchor for place in block.old}
            for line in block.lines:
                for head in {head_of(olds, place) for place in line.old} - own:
                    left.setdefault(head, []).append(line)
        gone = {anchor: tuple(lines) for anchor, lines in left.items()}
        return cls(labels, olds, news, gone, new.grammar)

    def sentences(self, block: SynopsisBlock) -> tuple[str, ...]:
        """What became of an article, a chapter, or the text outside them; each with its stop."""
        said = list(self._of_whole(block))
        if block.is_renumbered and not block.is_moved and block.status in _SAME_ARTICLE:
            said.append(self._text("renumbered", pairs=self._pair(block.old, block.new)))
        if block.status not in {Status.ADDED, Status.REMOVED}:
            told = self.tasks.told(block)
            said += told.sentences
            said += self._of_heading(block) if block.status in _SAME_ARTICLE else ()
            said += (
                [self._rewritten(_all(block))]
                if phrases.is_rewritten(_all(block))
                else self._of_lines(told.rest, is_whole=not told.sentences)
            )
            said += self._of_left(block)
        return tuple(dict.fromkeys(said))

    def _text(self, name: str, **blanks: object) -> str:
        said = self.labels(f"amendment.{name}", **blanks)
        return f"{said[:1].upper()}{said[1:]}."

    def _rewritten(self, ops: Sequence[Op]) -> str:
        kept, whole = phrases.kept_words(ops)
        return self._text("rewritten_all", kept=kept, whole=whole)

    # The article itself

    def _of_whole(self, block: SynopsisBlock) -> Iterator[str]:
        old, new = self._listed(block.old), self._listed(block.new)
        is_outside = not block.old and not (block.new and block.new[0].number)
        if block.status == Status.ADDED and not is_outside:
            yield self._text("added", what=new)
        elif block.status == Status.REMOVED:
            yield self._text("removed", what=old)
        elif block.status == Status.SPLIT:
            yield self._text("split", old=old, new=new)
        elif block.status == Status.MERGED:
            yield self._text("merged", old=old, new=new)
        if block.is_moved:
            yield self._text("moved_from", place=self._listed(block.old, around=True))

    def _listed(self, places: Sequence[SynopsisPlace], *, around: bool = False) -> str:
        """`Điều 13 và Điều 14`; with what an article stands in where it is asked for."""
        names = []
        for place in places:
            outer = outer_of(self.olds, place) if around else ""
            blanks = {"place": place.number, "outer": outer}
            names.append(self.labels("amendment.inside", **blanks) if outer else place.number)
        return enumerated(names, self.labels("amendment.and"))

    def _pair(self, old: Sequence[SynopsisPlace], new: Sequence[SynopsisPlace]) -> str:
        return self.labels("amendment.pair", old=self._listed(old), new=self._listed(new))

    def _of_heading(self, block: SynopsisBlock) -> Iterator[str]:
        edits = phrases.edits(block.heading, self.grammar)
        if not edits:
            return
        if all(edit.is_citation for edit in edits):
            yield self._text("heading_citation")
        elif new := phrases.side(block.heading, Sign.INSERTED):
            yield self._text("heading", quoted=phrases.quoted(new))
        else:
            yield self._text("heading_gone")

    # What is inside it

    @cached_property
    def tasks(self) -> TaskSentences:
        """What says more of tasks than which words are others."""
        return TaskSentences(self.labels, self.olds, self.news)

    def _of_lines(self, block: SynopsisBlock, *, is_whole: bool) -> Iterator[str]:
        """What became of the lines; `is_whole` says that nothing else did."""
        changed = [line for line in block.lines if line.is_changed]
        yield from self._of_whole_lines(block, changed)
        for line in changed:
            if line.status == Status.SPLIT:
                yield self._text(
                    "split", old=self._at(block, line, "old"), new=self._at(block, line)
                )
            elif line.status == Status.MERGED:
                yield self._text(
                    "merged", old=self._at(block, line, "old"), new=self._at(block, line)
                )
            elif line.is_moved:
                yield self._text(
                    "moved", old=self._at(block, line, "old"), new=self._at(block, line)
                )
        yield from self._of_words(block, changed, is_whole=is_whole)
        yield from self._of_numbers(block)

    def _of_whole_lines(self, block: SynopsisBlock, lines: Sequence[SynopsisLine]) -> Iterator[str]:
        """Clauses and points that came or went, those of one clause together.

        One that went where another of its number came was written anew.
        """
        came = self._whole(block, lines, Status.ADDED)
        went = self._whole(block, lines, Status.REMOVED)
        left = set(map(citation, went))
        both = [place for place in map(citation, came) if place in left]
        for name, whole in (("added", came), ("removed", went)):
            by_around: dict[str, list[str]] = {}
            for *outer, own in (place for place in whole if citation(place) not in both):
                by_around.setdefault(citation(outer), []).append(own.citation)
            for around, numbers in by_around.items():
                listed = enumerated(numbers, self.labels("amendment.and"))
                yield self._text(name, what=f"{listed} {around}".strip())
        for replaced in both:
            yield self._text("rewritten", where=replaced)
        for line in lines:
            if not line.old and not line.new and line.status in {Status.ADDED, Status.REMOVED}:
                side = "new" if line.status is Status.ADDED else "old"
                for text in filter(None, (_shown(ops, side) for ops in line.paragraphs)):
                    yield self._text(f"{line.status}_text", quoted=phrases.quoted(text), at="")

    def _whole(
        self, block: SynopsisBlock, lines: Sequence[SynopsisLine], status: Status
    ) -> list[tuple[Step, ...]]:
        """What came or went, from large to small; not what stands in another that did."""
        side = "new" if status is Status.ADDED else "old"
        places = [
            place for line in lines if line.status == status.value for place in getattr(line, side)
        ]
        anchors = {place.anchor for place in places}
        return [
            self._steps(block, place, side)
            for place in places
            if len(anchors.intersection(anchors_around(place.anchor))) == 1  # itself alone
        ]

    def _of_words(
        self, block: SynopsisBlock, lines: Sequence[SynopsisLine], *, is_whole: bool
    ) -> Iterator[str]:
        told: dict[tuple[str, str, str], list[str]] = {}
        many = 0
        numbers: dict[tuple[str, str], list[str]] = {}
        whole = {Status.ADDED, Status.REMOVED}
        is_numbers_only = is_whole
        for line in lines:
            if line.status in whole:
                is_numbers_only = False
                continue
            for order, ops in enumerate(line.paragraphs):
                is_heading = self._is_heading(block, line, ops)
                edits = () if is_heading else phrases.edits(ops, self.grammar)
                place = self._where(block, line, order, ops)
                is_numbers_only &= all(edit.is_citation for edit in edits)
                if edits and len({op.sign for op in ops}) == 1:
                    kind = "added_text" if edits[0].new else "removed_text"
                    told.setdefault((kind, edits[0].old, edits[0].new), []).append(place)
                elif edits and phrases.is_rewritten(ops):
                    sides = ("", "") if place else (_shown(ops, "old"), _shown(ops, "new"))
                    told.setdefault(("rewritten", *sides), []).append(place)
                elif len(edits) > _MANY_EDITS and not all(edit.is_citation for edit in edits):
                    many += len(edits)
                    told.setdefault(("many", "", ""), []).append(place)
                else:
                    for edit in edits:
                        if edit.is_citation:
                            numbers.setdefault((edit.old, edit.new), []).append(place)
                        else:
                            told.setdefault((_kind(edit), edit.old, edit.new), []).append(place)
        yield from self._sentences_of(told, many)
        is_only = is_numbers_only and not told and not phrases.is_edited(block.heading)
        yield from self._cited(numbers, is_only=is_only and not block.is_moved)

    def _is_heading(self, block: SynopsisBlock, line: SynopsisLine, ops: Sequence[Op]) -> bool:
        """Whether a paragraph is the heading of an article that was split off or merged."""
        if line.new or line.old:
            return False
        headings = {
            *(self.olds[place.anchor].heading for place in block.old if len(block.old) > 1),
            *(self.news[place.anchor].heading for place in block.new if len(block.new) > 1),
        }
        return bool(
            headings & {phrases.side(ops, Sign.DELETED), phrases.side(ops, Sign.INSERTED)} - {""}
        )

    def _sentences_of(
        self, told: Mapping[tuple[str, str, str], Sequence[str]], many: int
    ) -> Iterator[str]:
        for (kind, old, new), places in told.items():
            where = self._enumerated_places(places)
            blanks = {
                "old": phrases.quoted(old),
                "new": phrases.quoted(new),
                "quoted": phrases.quoted(old or new),
            }
            if kind in {"rewritten", "many"}:
                name = kind if where else f"{kind}_here"
                yield self._text(name, where=where, count=many, **blanks)
            else:
                at = self.labels("amendment.at", where=where) if where else ""
                yield self._text(kind, at=at, **blanks)

    def _cited(
        self, numbers: Mapping[tuple[str, str], Sequence[str]], *, is_only: bool
    ) -> Iterator[str]:
        """Numbers of citations that changed; which ones, unless there are many."""
        if not numbers:
            return
        name = "citations_only" if is_only else "citations"
        if len(numbers) > _MANY_EDITS:
            yield self._text(f"{name}_many")
            return
        by_place: dict[str, list[str]] = {}
        for (old, new), places in numbers.items():
            blanks = {"old": phrases.quoted(old), "new": phrases.quoted(new)}
            pair = self.labels("amendment.pair", **blanks)
            by_place.setdefault(self._enumerated_places(places), []).append(pair)
        pairs = [
            ", ".join(told) + (self.labels("amendment.at", where=where) if where else "")
            for where, told in by_place.items()
        ]
        yield self._text(name, pairs="; ".join(pairs))

    def _of_numbers(self, block: SynopsisBlock) -> Iterator[str]:
        """Clauses and points that bear other numbers; neighbours in one go."""
        numbered = [line for line in block.lines if len(line.old) == 1 == len(line.new)]
        runs: list[list[SynopsisLine]] = []
        for line in numbered:
            if not line.is_renumbered or line.is_moved:
                continue
            if runs and self._follows(runs[-1][-1], line):
                runs[-1].append(line)
            else:
                runs.append([line])
        if runs:
            pairs = ", ".join(self._run(block, run) for run in runs)
            yield self._text("renumbered", pairs=pairs)

    def _follows(self, line: SynopsisLine, other: SynopsisLine) -> bool:
        """Whether two provisions are neighbours in both texts."""
        return all(
            other_place.anchor == following(known, place.anchor)
            for known, place, other_place in (
                (self.olds, line.old[0], other.old[0]),
                (self.news, line.new[0], other.new[0]),
            )
        )

    def _run(self, block: SynopsisBlock, lines: Sequence[SynopsisLine]) -> str:
        """`khoản 3 thành khoản 4`, `điểm c đến điểm e thành điểm d đến điểm g khoản 1`."""
        *old_around, old_step = self._steps(block, lines[0].old[0], "old")
        *new_around, new_step = self._steps(block, lines[0].new[0], "new")
        old, new = old_step.citation, new_step.citation
        if len(lines) > 1:
            join = self.labels("amendment.to")
            old = f"{old} {join} {lines[-1].old[0].number}"
            new = f"{new} {join} {lines[-1].new[0].number}"
        old_place, new_place = citation(old_around), citation(new_around)
        before = "" if old_place == new_place else old_place
        return self.labels(
            "amendment.pair", old=f"{old} {before}".strip(), new=f"{new} {new_place}".strip()
        )

    def _of_left(self, block: SynopsisBlock) -> Iterator[str]:
        """What went into other articles."""
        for place in block.old:
            for line in self.left.get(place.anchor, ()):
                old = citation(self._steps(block, line.old[0], "old"))
                new = " ".join(citation_of(self.news, one) for one in line.new)
                yield self._text("moved", old=old, new=new)

    # Where

    def _at(self, block: SynopsisBlock, line: SynopsisLine, side: str = "new") -> str:
        places: Sequence[SynopsisPlace] = getattr(line, side)
        names = [citation(self._steps(block, place, side)) for place in places]
        return enumerated(names, self.labels("amendment.and"))

    def _steps(self, block: SynopsisBlock, place: SynopsisPlace, side: str) -> tuple[Step, ...]:
        """From large to small, without the article of the row where there is only one."""
        own: Sequence[SynopsisPlace] = getattr(block, side)
        known = self.olds if side == "old" else self.news
        address = known[place.anchor].address
        head = head_of(known, place)
        if head not in known:
            return address.steps
        if len(own) == 1 and own[0].anchor == head:
            return address.inside(known[head].address)
        return address.steps[len(known[head].address.steps) - 1 :]

    def _where(
        self, block: SynopsisBlock, line: SynopsisLine, order: int, ops: Sequence[Op]
    ) -> str:
        """What a sentence about words names as their place."""
        if line.new:
            return self._at(block, line)
        kept = ops[0].text if ops and ops[0].sign is Sign.KEPT else ""
        if field := read_start(_FIELD_RE, kept):
            return self.labels("amendment.field", name=field["name"])
        if not any(other.new for other in block.lines):
            return ""
        return self.labels("amendment.opening" if order == 0 else "amendment.unnumbered")

    def _enumerated_places(self, places: Sequence[str]) -> str:
        return enumerated(list(dict.fromkeys(filter(None, places))), self.labels("amendment.and"))


def _all(block: SynopsisBlock) -> tuple[Op, ...]:
    return tuple(op for line in block.lines for ops in line.paragraphs for op in ops)


def _shown(ops: Iterable[Op], side: str) -> str:
    return phrases.side(ops, Sign.INSERTED if side == "new" else Sign.DELETED)


def _kind(edit: Edit) -> str:
    """The name of the sentence about an edit."""
    if not any(map(is_word, Words.of(f"{edit.old} {edit.new}").tokens)):
        return "signs"
    if not edit.old:
        return "inserted"
    if not edit.new:
        return "deleted"
    return (
        "replaced"
        if phrases.words_in(edit.old) and phrases.words_in(edit.new)
        else "replaced_signs"
    )
