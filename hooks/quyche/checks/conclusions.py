"""What is doubtful about the conclusions of meetings: nobody leads, no day, nothing found there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quyche.editions.archives import Past
from quyche.language.spelling import fold, read_whole
from quyche.meetings.conclusions import ENGLISH_LABELS, LABELS, Conclusion, Conclusions, Done
from quyche.problems import Problem, error, warning
from quyche.programmes import field_names
from quyche.programmes.field_readings import TaskField
from quyche.texts.provisions import BlockKind

_KNOWN_LABELS = {"vi": field_names.usual(LABELS), "en": field_names.usual(ENGLISH_LABELS)}
_WANTED = {"lead": "who", "time": "when"}
"""The fields that a conclusion needs once it asks for something, and what they say."""
_ITEM_RE = re.compile(r"[-–+•]\s+(?P<text>.*)", re.DOTALL)
_SPELLINGS = {
    fold(label)
    for known in (LABELS, ENGLISH_LABELS)
    for labels in known.values()
    for label in labels
}
_LONGEST = max(len(label.split()) for label in _SPELLINGS)
_ASKING = ("lead", "coordinating", "time", "product")


def conclusion_problems(found: Conclusions, past: Past) -> Iterator[Problem]:
    """Every doubt about the conclusions of a corpus."""
    for conclusion in found:
        for field in conclusion.asked.fields:
            yield from _not_understood(conclusion, field)
        yield from _without_colon(conclusion)
        yield from _twice(conclusion)
        if any(conclusion.asked.named(name) for name in _ASKING):  # else nobody was asked anything
            yield from _lacking(conclusion)
        for field in conclusion.asked.named("done"):
            yield from _nowhere(conclusion, field)
        for done in conclusion.done:
            yield from _not_there(conclusion, done, past)


def _not_understood(conclusion: Conclusion, field: TaskField) -> Iterator[Problem]:
    path = conclusion.meeting.path
    is_english = conclusion.address.citation.startswith("Conclusion")
    labels = _KNOWN_LABELS["en" if is_english else "vi"]
    near = field_names.nearest(field.label, labels)
    if not field.name and (near or conclusion.has_fields):  # else it is a list of the text's own
        known = ", ".join(near or labels)
        yield warning(path, field.line, "conclusion-field-unknown", found=field.label, known=known)
    if not field.text:
        yield warning(path, field.line, "task-field-empty", found=field.label)
    for found in field.unclear if field.name else ():
        if field.name == "time":
            yield warning(path, field.line, "task-time-unclear", found=found)
        else:
            yield warning(path, field.line, "task-party-unknown", found=found, label=field.label)


def _without_colon(conclusion: Conclusion) -> Iterator[Problem]:
    """What begins like a field, below a conclusion that has others: it would be silently text."""
    items = (block for block in conclusion.provision.blocks if block.kind is BlockKind.ITEM)
    lines = [(block, label) for block in items if (label := _bare_label(block.text))]
    if conclusion.has_fields or len(lines) > 1:  # else it is a list of the text's own
        path = conclusion.meeting.path
        for block, label in lines:
            yield warning(path, block.line, "conclusion-field-colon", found=label)


def _bare_label(text: str) -> str:
    """The known label that an item begins with, as it is typed; empty where it is a field."""
    item = None if read_whole(field_names.FIELD_RE, text) else _ITEM_RE.fullmatch(text)
    words = item["text"].split() if item else []
    beginnings = (" ".join(words[:count]) for count in range(_LONGEST, 0, -1))
    return next((found for found in beginnings if fold(found) in _SPELLINGS), "")


def _twice(conclusion: Conclusion) -> Iterator[Problem]:
    seen: set[str] = set()
    for field in conclusion.asked.fields:
        if field.name in seen - {"note"}:
            path, line = conclusion.meeting.path, field.line
            yield warning(path, line, "conclusion-field-twice", found=field.label)
        seen.update(filter(None, [field.name]))


def _lacking(conclusion: Conclusion) -> Iterator[Problem]:
    for name, clear in _WANTED.items():
        if not conclusion.asked.text(name):
            path, line = conclusion.meeting.path, conclusion.provision.line
            found = conclusion.provision.address.citation
            yield warning(path, line, "conclusion-lacks", found=found, clear=clear)


def _nowhere(conclusion: Conclusion, field: TaskField) -> Iterator[Problem]:
    """What a field says of where it was carried out and names nothing that exists."""
    for part in field.parts:
        if part and not any(
            done.line == field.line and done.text in part for done in conclusion.done
        ):
            yield warning(
                conclusion.meeting.path, field.line, "conclusion-done-unclear", found=part
            )


def _not_there(conclusion: Conclusion, done: Done, past: Past) -> Iterator[Problem]:
    path = conclusion.meeting.path
    is_known = done.edition in past.names
    if done.is_edition and past.names and not is_known:
        known = ", ".join(past.names)
        yield error(path, done.line, "conclusion-edition-unknown", found=done.edition, known=known)
    elif not done.is_edition and not done.is_unread and done.target is None:
        if done.edition:  # what was published stays as it is, so this can never come right
            yield error(
                path,
                done.line,
                "conclusion-done-missing",
                found=done.text,
                edition=done.edition,
            )
        else:
            yield warning(path, done.line, "conclusion-done-dangling", found=done.text)
