"""What is wrong with meetings and the numbers of their minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.checks.conclusions import conclusion_problems
from quyche.checks.numbers import problems_after
from quyche.language.spelling import slug
from quyche.problems import Problem, error, warning
from quyche.texts import minutes
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.archives import Past
    from quyche.meetings.conclusions import Conclusions


# "2021-01-18-ban-thuong-vu"
_DAY_IN_NAME_RE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?!\d)")


def meeting_problems(corpus: Corpus, *, holds_all_texts: bool = True) -> Iterator[Problem]:
    """Whom and what meetings name and nobody knows, and days that differ.

    A paper that is not there is none of the texts that stand in this edition, unless it holds all.
    """
    known = corpus.withheld_ids | corpus.by_id.keys()
    for meeting in corpus.meetings:
        for key, entry in (("body", meeting.body), ("chair", meeting.chair)):
            if entry and entry not in corpus.register.by_id:
                line = meeting.lines.get(key, 1)
                yield error(meeting.path, line, "register-id-unknown", id=entry, key=key)
        for paper in meeting.papers:
            if holds_all_texts and paper not in known:
                line = meeting.lines.get("papers", 1)
                yield error(meeting.path, line, "paper-unknown", found=paper)
        named = _DAY_IN_NAME_RE.match(meeting.id)
        if named and meeting.date and named["day"] != meeting.date.isoformat():
            line, date = meeting.lines.get("date", 1), meeting.date.isoformat()
            yield warning(meeting.path, line, "meeting-date-differs", named=named["day"], date=date)


def minutes_problems(corpus: Corpus, found: Conclusions, past: Past) -> Iterator[Problem]:
    """What is wrong with the numbers of minutes, and with what they conclude."""
    for text in corpus.minutes:
        for items in minutes.numbered(text.document):
            for before, item in zip((None, *items), items, strict=False):
                yield from problems_after(before, item, text.path)
            yield from _numbered_twice(items, text.path)
        yield from _odd_headings(text)
    yield from conclusion_problems(found, past)


def _odd_headings(text: Text) -> Iterator[Problem]:
    """Headings of conclusions that are written otherwise, so that no item below them is read."""
    wanted = minutes.section_of_conclusions(text.document)
    for part in text.document.content:
        heading = slug(_heading(part))
        is_right = isinstance(part, Block) and heading == wanted
        if f"-{heading}".endswith(f"-{wanted}") and not is_right:
            found = part.source.strip().partition("\n")[0]
            yield warning(text.path, part.line, "conclusion-heading", found=found)


def _heading(part: Block | Provision) -> str:
    if isinstance(part, Provision):
        return part.heading
    return part.text if part.kind is BlockKind.HEADING else ""


def _numbered_twice(items: Sequence[Provision], path: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in items:
        if item.number in first:
            found, line = item.mark, first[item.number]
            yield error(path, item.line, "number-twice", found=found, first=line)
        first.setdefault(item.number, item.line)
