"""Comments in the margin of returned files, as remarks on the provisions beside them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from quyche.formats import paper_marks
from quyche.imports.remarks.found import FoundRemark, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.texts import TextOf
    from quyche.imports.files.word_comments import WordComment
    from quyche.imports.returned.takings import ReadCopy
    from quyche.labels import Labels

_SHOWN = 60
"""Letters of a comment by which an answer to it says which one it means."""


def remarks_in(read: ReadCopy, document: str, edition: str, labels: Labels) -> list[FoundRemark]:
    """Every comment of a file; the same comment of the same file gives the same source for ever.

    What answers another comment says so; what is settled, too.
    """
    places = {own: one.number for one in read.copy.word.paragraphs for own in one.comments}
    return [
        _remark(read, comment, places, document, edition, labels)
        for comment in read.copy.word.comments
        if comment.text
    ]


def _remark(  # noqa: PLR0913, PLR0917  # what a remark is made of
    read: ReadCopy,
    comment: WordComment,
    places: dict[str, int],
    document: str,
    edition: str,
    labels: Labels,
) -> FoundRemark:
    thread = list(_thread(comment, read.copy.word.comments))
    root = thread[-1]
    number = places.get(comment.id) or places.get(root.id, 0)
    address = read.address_of(number) if number else None
    text = comment.text
    if new := read.around_new(number) if number else None:
        beside, address = new
        text = labels("returned.remark.new", place=beside.citation, text=text)
    if root is not comment:
        answered = root.text.replace("\n", " ")
        shown = answered if len(answered) <= _SHOWN else f"{answered[:_SHOWN]}…"
        text = labels("returned.remark.answer", answered=shown, text=text)
    told = (comment.author, comment.date, comment.text, address.anchor if address else "")
    name = hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]
    return FoundRemark(
        line=number or 1,
        remark=text,
        place=address.citation if address else "",
        sender=read.copy.office or comment.author,
        date=day_of(comment.date),
        answer=labels("returned.remark.done") if root.is_done else "",
        document=document,
        edition=edition,
        source=f"word-{name}",
    )


def _thread(comment: WordComment, comments: Sequence[WordComment]) -> Iterator[WordComment]:
    """A comment, what it answers, and what that answers."""
    by_id = {one.id: one for one in comments}
    seen: set[str] = set()
    own: WordComment | None = comment
    while own and own.id not in seen:
        seen.add(own.id)
        yield own
        own = by_id.get(own.answers)


def edition_of(text: str, document: str, editions: Sequence[str], text_of: TextOf) -> str:
    """The first edition that has the text that went out; empty where none has."""
    for edition in editions if text else ():
        found = text_of(edition, document)
        if found and paper_marks.text_id(found.document.source.encode()).startswith(text):
            return edition
    return ""
