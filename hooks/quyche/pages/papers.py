"""The table of a comparison as a paper: its head, its columns, what stands at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.tables import ComparisonTable, table
from quyche.texts.metadata import DocumentStatus
from quyche.texts.states import state_of

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.editions.ledgers import Edition
    from quyche.formats.sheets import SheetHead
    from quyche.histories.pairs import Pair
    from quyche.labels import Labels
    from quyche.register.letterheads import Letterhead
    from quyche.texts.metadata import Metadata


@dataclass(frozen=True)
class PaperColumn:
    """A column of the table."""

    heading: str
    detail: str = ""
    """Which text it shows."""


@dataclass(frozen=True)
class Paper:
    """A comparison as it is laid before a meeting; every part is text ready to print."""

    head: SheetHead | None
    title: str
    subject: str
    columns: tuple[PaperColumn, ...]
    table: ComparisonTable
    notices: tuple[str, ...]
    """That the texts are samples, or internal."""
    foot: str
    """What stands at the foot of each sheet."""
    pair: str = ""
    """The editions of both texts: `Khóa XVI → Khóa XVII`."""

    @property
    def author(self) -> str:
        """Whom its files name as their author."""
        return self.head.issuer if self.head else ""


def paper_of(pair: Pair, newer: Edition | None, letterhead: Letterhead, labels: Labels) -> Paper:
    """The paper of a pair."""
    new = pair.new.metadata
    date = newer.date if newer else new.date
    texts = (pair.old.document, pair.new.document)
    return Paper(
        head=letterhead.of_paper(new, date, labels),
        title=labels("table.title"),
        subject=pair.new.title,
        columns=(
            PaperColumn(
                _old_heading(pair.old.metadata, labels),
                _detail(pair.old, pair.older, labels),
            ),
            PaperColumn(_new_heading(pair, labels), _detail(pair.new, newer, labels)),
            PaperColumn(labels("table.changes")),
            PaperColumn(labels("table.reasons")),
        ),
        table=table(pair.synopsis, texts, labels, pair.reasons),
        notices=notices_of(pair, labels),
        foot=_foot(pair, letterhead, labels),
        pair=f"{pair.older.title} → {newer.title if newer else labels('edition.work')}",
    )


def plain_paper(found: ComparisonTable, subject: str, labels: Labels) -> Paper:
    """The paper of two texts of which nothing else is known."""
    names = ("comparison.old", "comparison.new", "table.changes", "table.reasons")
    columns = tuple(PaperColumn(labels(name)) for name in names)
    return Paper(None, labels("table.title"), subject, columns, found, (), "")


def _old_heading(metadata: Metadata, labels: Labels) -> str:
    if metadata.status is DocumentStatus.DRAFT:
        return _draft(metadata, labels)
    return labels("table.before")


def _new_heading(pair: Pair, labels: Labels) -> str:
    if pair.new.metadata.status is not DocumentStatus.DRAFT:
        return labels("table.adopted")
    is_after_draft = pair.old.metadata.status is DocumentStatus.DRAFT
    return _draft(pair.new.metadata, labels) if is_after_draft else labels("table.draft")


def _draft(metadata: Metadata, labels: Labels) -> str:
    if metadata.draft:
        return labels("document.draft", number=metadata.draft)
    return labels("document.draft_unnumbered")


def _detail(text: Text, edition: Edition | None, labels: Labels) -> str:
    """`Quy chế làm việc khóa XVI, số 00-QC/TU (Khóa XVI, 15/12/2015)`."""
    name = text.metadata.short_title
    if text.metadata.number:
        number = labels("document.number", number=text.metadata.number)
        name = f"{name}, {number[:1].lower()}{number[1:]}"
    told = [edition.title, labels.day(edition.date)] if edition else [labels("edition.work")]
    return f"{name} ({', '.join(told)})"


def notices_of(pair: Pair, labels: Labels) -> tuple[str, ...]:
    """That one of the texts is a sample, or internal, wherever they are laid side by side."""
    texts = (pair.old.metadata, pair.new.metadata)
    sample = labels("document.sample") if any(text.is_sample for text in texts) else ""
    internal = labels("document.internal") if any(text.is_internal for text in texts) else ""
    return tuple(filter(None, (sample, internal)))


def _foot(pair: Pair, letterhead: Letterhead, labels: Labels) -> str:
    texts = (pair.old.metadata, pair.new.metadata)
    sample = labels("document.sample_short") if any(text.is_sample for text in texts) else ""
    return " · ".join(filter(None, [state_of(labels, pair.new.metadata), letterhead.today, sample]))
