"""A review as a comment on GitHub, for somebody who has never seen Git."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.comparing import redlines
from quyche.comparing.changes import Mark, Status
from quyche.comparing.operations import operations
from quyche.formats.github import CUT, enclosed, escaped, shortened
from quyche.language.kinds import Kind
from quyche.reviews.counts import counted
from quyche.reviews.naming_sentences import named_otherwise
from quyche.reviews.redlines import redline
from quyche.reviews.summaries import LONGEST_NAME, collided, quoted, sentence, unit_of
from quyche.texts.addresses import parse_anchor
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.comparing.redlines import RedlineRow
    from quyche.histories.citations_left import Affected
    from quyche.labels import Labels
    from quyche.problems import Problem
    from quyche.reviews.consequences import Balance, Governed
    from quyche.reviews.facts import Collision, OtherFile, ProposalSide, Review, Reviewed
    from quyche.reviews.namings import Naming
    from quyche.reviews.unclear_tasks import UnclearTask
    from quyche.texts.addresses import Address

MARKER = "<!-- quyche-review -->"
"""The first line, by which the comment is found again."""
LIMIT = 60_000
"""Characters of a comment; GitHub takes 65,536, and whoever posts it has something to add."""
_BETWEEN = "\n>\n"
"""What parts the paragraphs of a quotation."""
_DETAILED = 30
"""How many documents are told of provision by provision."""


def as_markdown(review: Review, labels: Labels) -> str:
    """The comment: never longer than the limit, cut between items with a note.

    What we counted comes first. What the proposal says stands below it, enclosed and labelled, each
    of its lines marked as a quotation.
    """
    head = "\n\n".join(
        [
            MARKER,
            f"## {labels('review.title')}",
            *counted(review, labels),
            f"### {labels('review.quoted_part')}",
            _BETWEEN.join(map(enclosed, _beginning(review, labels))),
        ]
    )
    sections = [section for section in _Teller(review, labels).sections() if section.items]
    share = _share([section.size for section in sections], LIMIT - len(head) - 1)
    return _BETWEEN.join([head, *(section.cut_to(share, labels) for section in sections)]) + "\n"


def _beginning(review: Review, labels: Labels) -> Iterator[str]:
    """What is said of the part that quotes the proposal, and the proposal in a sentence."""
    yield f"_{escaped(labels('review.enclosed'))}_"
    yield escaped(sentence(review, labels))
    if review.documents:
        yield labels("review.legend", cut=escaped(CUT))


def _share(sizes: Sequence[int], room: int) -> int:
    """The length to which all sections can be cut that are longer, so that they fit together."""
    share = room
    for left, size in zip(range(len(sizes), 0, -1), sorted(sizes), strict=True):
        share = room // left
        if size > share:
            return share
        room -= size
    return max(share, *sizes, 0)


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, each item whole or not at all; all of it enclosed."""

    heading: str
    items: tuple[str, ...]

    @classmethod
    def of(cls, heading: str, items: Iterable[str]) -> Section:
        """A section of what quotes the proposal."""
        return cls(enclosed(f"### {heading}"), tuple(map(enclosed, items)))

    @property
    def size(self) -> int:
        """How long it is."""
        return sum(len(part) + len(_BETWEEN) for part in (self.heading, *self.items))

    def cut_to(self, share: int, labels: Labels) -> str:
        """The section with as many of its items as fit."""
        if self.size <= share:
            return _BETWEEN.join([self.heading, *self.items])
        left = share - len(self.heading) - 2 * len(labels("review.cut"))  # with its escapes
        kept: list[str] = []
        for item in self.items:
            left -= len(item) + len(_BETWEEN)
            if left < 0:
                break
            kept.append(item)
        note = escaped(labels("review.cut", count=len(self.items) - len(kept)))
        return _BETWEEN.join([self.heading, *kept, enclosed(note)])


class _Teller:
    """Tells each part of a review."""

    def __init__(self, review: Review, labels: Labels) -> None:
        self.review = review
        self.labels = labels

    def sections(self) -> Iterator[Section]:
        """What is wrong, then document by document, then what hangs on it."""
        yield self._section("problems", map(self._problem, self.review.problems))
        misled = set(map(id, self.review.misled))
        citations = sorted(self.review.citations, key=lambda one: id(one) not in misled)
        yield self._section("citations", map(self._citation, citations))
        yield self._section("namings", map(self._naming, self.review.namings))
        yield self._section("collisions", map(self._collision, self.review.collisions))
        for reviewed in self.review.documents[:_DETAILED]:
            yield self._document(reviewed)
        rest = (reviewed.text for reviewed in self.review.documents[_DETAILED:])
        yield self._section("rest", (f"- {_name(text.metadata.short_title)}" for text in rest))
        yield self._section("unclear", map(self._unclear, self.review.unclear))
        yield self._section("register", map(self._balance, self.review.balances))
        yield self._section("ledger", self._ledger())
        yield self._section("others", map(self._other, self.review.others))

    def _section(self, name: str, items: Iterable[str]) -> Section:
        return Section.of(self.labels(f"review.{name}"), items)

    def _problem(self, problem: Problem) -> str:
        return f"- {escaped(self.labels.line(problem))}"

    def _other(self, other: OtherFile) -> str:
        path = shortened(other.path, LONGEST_NAME)
        return f"- {escaped(self.labels(f'review.other_{other.change}', path=path))}"

    # Documents

    def _document(self, reviewed: Reviewed) -> Section:
        title = quoted(reviewed.text.metadata.short_title, self.labels)
        heading = escaped(self.labels("review.document", title=title))
        return Section.of(heading, self._changes(reviewed))

    def _changes(self, reviewed: Reviewed) -> Iterator[str]:
        labels = self.labels
        paths = [
            shortened(f"{self.review.folder}/{text.path}", LONGEST_NAME)
            for text in (reviewed.old, reviewed.new)
            if text
        ]
        yield escaped(labels("review.file", path=" → ".join(dict.fromkeys(paths))))
        for setting in reviewed.settings:
            (line,) = redline(operations(setting.old, setting.new)) or ("",)
            yield f"- {escaped(labels('review.setting', key=setting.key))} {line}"
        if not reviewed.old or not reviewed.new:
            yield from self._whole(reviewed)
        elif reviewed.change == "amended":
            numbers = reviewed.compared.summary
            inserted, deleted = numbers.words_inserted, numbers.words_deleted
            yield labels("review.words", inserted=inserted, deleted=deleted)
            yield from self._rows(reviewed)

    def _whole(self, reviewed: Reviewed) -> Iterator[str]:
        """A document that is new or gone, by the headings of its articles."""
        provisions = list(reviewed.text.document.walk())
        articles = [one for one in provisions if one.kind.is_counted_through]
        unit = self.labels(unit_of(reviewed), count=len(articles))
        yield self.labels("review.articles", count=len(articles), unit=unit)
        if was := self.review.was_called(reviewed):
            told = {
                "path": shortened(f"{self.review.folder}/{was.path}", LONGEST_NAME),
                "id": was.id,
            }
            yield escaped(self.labels("review.renamed_file", **told))
        sign = "~~" if reviewed.new is None else "**"
        for article in articles:
            name = " ".join(filter(None, (article.mark, article.heading))).strip()
            yield f"- {sign}{_name(name)}{sign}"

    def _rows(self, reviewed: Reviewed) -> Iterator[str]:
        old, new = (text.document if text else None for text in (reviewed.old, reviewed.new))
        rows = list(redlines.rows(reviewed.compared, old, new, self.labels))
        headed = [row.label for row in rows if row.is_headed and _is_only_renumbered(row)]
        for row in rows:
            if not _is_only_renumbered(row):
                yield self._row(row)
            elif not row.is_headed:
                yield f"{_bullet(row)} ({self.labels('review.only_number')})"
        if headed:
            runs = escaped("; ".join(_in_runs(headed)))
            yield f"{self.labels('review.only_renumbered')} {runs}."

    def _row(self, row: RedlineRow) -> str:
        paragraphs = redline(row.ops)
        if row.is_headed:
            name = escaped(quoted(row.label.strip(), self.labels))
            return "\n\n".join([f"#### {name} ({escaped(row.notes)})", *paragraphs])
        first, *rest = paragraphs or [""]
        indent = " " * (_bullet(row).index("-") + 2)
        line = f"{_bullet(row)} ({escaped(row.notes)}): {first}".rstrip()
        return "\n\n".join([line, *(f"{indent}{paragraph}" for paragraph in rest)])

    # What hangs on it

    def _collision(self, collision: Collision) -> str:
        return f"- {escaped(collided(collision, self.review, self.labels))}"

    def _citation(self, affected: Affected) -> str:
        review, labels = self.review, self.labels
        old, new = review.old, review.new
        citing = affected.citing
        text = new.corpus.by_id[citing.source.document]
        place = f"{review.folder}/{text.path}:{citing.line}"
        source = f"{self._named(citing.source, new, '')} ({place})"
        own = citing.source.document
        was = self._named(affected.was, old, own)
        now = ", ".join(self._named(address, new, own) for address in affected.now)
        told = labels(f"review.{affected.outcome.value}", source=source, was=was, now=now)
        return f"- {escaped(told[:1].upper() + told[1:])}"

    def _named(self, address: Address, side: ProposalSide, own: str) -> str:
        """A provision as citations name it, with its document where that is another one."""
        text = side.corpus.by_id.get(address.document)
        title = quoted(text.metadata.short_title if text else address.document, self.labels)
        if not address.steps:
            return title
        if address.document == own:
            return address.citation
        return self.labels("review.of", provision=address.citation, title=title)

    def _unclear(self, unclear: UnclearTask) -> str:
        labels, task = self.labels, unclear.task
        told = labels(
            "review.unclear_new" if unclear.is_new else "review.unclear_now",
            task=shortened(task.name, LONGEST_NAME),
            place=f"{self.review.folder}/{task.path}:{task.line}",
            missing=", ".join(labels(f"clear.{aspect}") for aspect in unclear.missing),
        )
        return f"- {escaped(told)}"

    def _naming(self, naming: Naming) -> str:
        return f"- {escaped(named_otherwise(naming, self.review, self.labels))}"

    def _balance(self, balance: Balance) -> str:
        old, new = self.review.old, self.review.new
        labels = self.labels
        state = "entry_new" if balance.is_new else "entry_gone" if balance.is_gone else ""
        note = f" ({labels(f'review.{state}')})" if state else ""
        lines = [f"- {_name(balance.entry.name)}{escaped(note)}"]
        lines += [
            f"  - {labels(f'review.{name}')} {escaped(self._governed(governed, side))}"
            for name, governeds, side in (
                ("gained", balance.gained, new),
                ("lost", balance.lost, old),
            )
            for governed in (governeds,)
            if governed
        ]
        return "\n".join(lines)

    def _governed(self, governeds: Sequence[Governed], side: ProposalSide) -> str:
        named = [self._aspects(governed, side) for governed in governeds[:20]]
        if len(governeds) > len(named):
            named.append("…")
        return "; ".join(named)

    def _aspects(self, governed: Governed, side: ProposalSide) -> str:
        aspects = [self.labels(f"aspects.{aspect}") for aspect in governed.aspects or ("none",)]
        provision = self._named(governed.provision, side, "")
        return self.labels("review.governed", provision=provision, aspects=", ".join(aspects))

    def _ledger(self) -> Iterator[str]:
        review, labels = self.review, self.labels
        for edition in review.editions:
            title = shortened(edition.title, LONGEST_NAME)
            told = labels("review.edition", name=edition.name, title=title)
            yield f"- {escaped(told)}"
        for edition in review.repinned:
            told = labels("review.repinned", name=edition.name, commit=edition.commit[:40])
            yield f"- {escaped(told)}"
        edited = [one for one in review.documents if one.old and one.new]
        if edited and review.published:
            name = review.published.name
            told = labels("review.to_work", name=name)
            if review.editions:
                told = labels("review.to_edition", name=review.editions[-1].name)
            yield f"- {escaped(told)}"
        if review.editions:
            return
        for reviewed in edited:
            if reviewed.change == "amended" and _is_in_force(reviewed):
                title = quoted(reviewed.text.metadata.short_title, labels)
                yield f"- {escaped(labels('review.in_force', title=title))}"


def _name(text: str) -> str:
    """A title, a number or a path, at a length that fits."""
    return escaped(shortened(text.strip(), LONGEST_NAME))


def _in_runs(labels: Sequence[str]) -> Iterator[str]:
    """Numbers that all moved by as much in one: `Điều 6–30 → Điều 7–31`."""
    for _, group in groupby(enumerate(labels), key=_run_of):
        (_, first), *rest = group
        shifts, last = _SHIFT_RE.fullmatch(first), _SHIFT_RE.fullmatch(rest[-1][1] if rest else "")
        if not shifts or not last:
            yield from (first, *(label for _, label in rest))
        else:
            old, new = (f"{shifts[side]}–{last[side]}" for side in ("old", "new"))
            yield f"{shifts['before']} {old} → {shifts['after']} {new}"


_SHIFT_RE = re.compile(r"(?P<before>\D+) (?P<old>\d{1,6}) → (?P<after>\D+) (?P<new>\d{1,6})")


def _run_of(item: tuple[int, str]) -> object:
    """What is the same for numbers that follow each other."""
    place, label = item
    shift = _SHIFT_RE.fullmatch(label)
    if not shift:
        return label
    return shift["before"], shift["after"], int(shift["old"]) - place, int(shift["new"]) - place


def _is_in_force(reviewed: Reviewed) -> bool:
    texts = (reviewed.old, reviewed.new)
    return all(
        text is not None and text.metadata.status is DocumentStatus.ADOPTED for text in texts
    )


def _is_only_renumbered(row: RedlineRow) -> bool:
    return row.change.status is Status.UNCHANGED and row.change.marks == {Mark.RENUMBERED}


def _bullet(row: RedlineRow) -> str:
    """The beginning of the line of a clause, or of a point a little further in."""
    anchor = (row.change.new or row.change.old)[0]
    is_point = bool(anchor) and parse_anchor(anchor)[-1].kind is Kind.POINT
    return f"{'  ' * is_point}- _{_name(row.label)}_"
