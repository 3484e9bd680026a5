"""Which editions came of a meeting, which one holds its papers, which stood on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quyche.editions.history import Snapshot, Standing
    from quyche.texts.metadata import Meeting


def editions_of(meeting: Meeting, standing: Standing) -> tuple[Snapshot, ...]:
    """The editions that came of a meeting, up to this one."""
    return tuple(
        snapshot
        for snapshot in standing.history.snapshots
        if snapshot.edition and snapshot.edition.meeting == meeting.id
    )


def bundled_in(meeting: Meeting, standing: Standing) -> str:
    """The edition that carries the conference file of a meeting: only one, and none by guess.

    That which came of it; else the work, for a meeting after the newest edition. Empty where the
    texts that lay before the meeting are in no edition.
    """
    for snapshot in editions_of(meeting, standing):
        if any(paper in snapshot.documents for paper in meeting.papers):
            return snapshot.name
    *older, newest = standing.history.snapshots
    published = max((found.edition.date for found in older if found.edition), default=None)
    is_ahead = bool(meeting.date and (published is None or meeting.date > published))
    has_papers = any(paper in newest.documents for paper in meeting.papers)
    return standing.name if newest.edition is None and is_ahead and has_papers else ""


def edition_of_day(meeting: Meeting, standing: Standing) -> str:
    """The edition whose documents the minutes of a meeting speak of.

    That which came of it, else the newest of its day; this one where it has its papers.
    """
    if own := bundled_in(meeting, standing):
        return own
    told = (snapshot.edition for snapshot in reversed(standing.history.snapshots))
    earlier = (
        found.name for found in told if found and meeting.date and found.date <= meeting.date
    )
    return next(earlier, standing.name)
