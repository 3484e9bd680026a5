"""A comparison for people: as plain text, as Markdown for a comment, as a page of its own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.changes import Mark, Status
from quyche.comparing.operations import Op, Sign, runs
from quyche.formats.github import quiet
from quyche.formats.html import TAGS
from quyche.formats.policies import lone_metas
from quyche.formats.sheets import SheetMark, tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quyche.comparing.changes import Change, Summary
    from quyche.comparing.comparison import Comparison
    from quyche.formats.sheets import SheetRun
    from quyche.labels import Labels
    from quyche.texts.provisions import Document, Provision

_LONGEST_KEPT = 160
_SPECIAL_RE = re.compile(r"[\\`*_{}\[\]#|~@!-]")
_STYLE = """
body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif}
h2{font-size:1.1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0;white-space:pre-line}
small{color:#555;font-family:sans-serif}.item{margin-left:1.5rem}
ins{background:#d7f5dd;color:#0b4a1c;text-decoration:underline}
del{background:#fde0e0;color:#7a1010;text-decoration:line-through}
""".strip()


@dataclass(frozen=True)
class RedlineRow:
    """One provision of a redline."""

    label: str
    """Its number, or both where it changed: `Điều 5 → Điều 6`."""
    notes: str
    """What became of it, in words."""
    ops: tuple[Op, ...]
    """What stays, and what is deleted or inserted, another spelling aside."""
    is_headed: bool
    change: Change


def rows(
    comparison: Comparison, old: Document | None, new: Document | None, labels: Labels
) -> Iterator[RedlineRow]:
    """What changed, in reading order; what did not change at all is left out."""
    olds = {provision.anchor: provision for provision in old.walk()} if old else {}
    news = {provision.anchor: provision for provision in new.walk()} if new else {}
    for change in comparison.outside:
        if not _is_untouched(change):
            label, notes = labels("compare.outside"), _notes(change, labels)
            yield RedlineRow(label, notes, tuple(_respelled(change.ops)), True, change)  # noqa: FBT003  # by place
    for change in comparison.changes:
        if not _is_untouched(change):
            before = [olds[anchor] for anchor in change.old]
            after = [news[anchor] for anchor in change.new]
            is_headed = (after or before)[0].kind.is_headed
            label, notes = _label(before, after), _notes(change, labels)
            yield RedlineRow(label, notes, tuple(_respelled(change.ops)), is_headed, change)
    for change in comparison.footnotes:
        if not _is_untouched(change):
            numbers = " → ".join(dict.fromkeys((*change.old, *change.new)))
            label = labels("compare.footnote", number=numbers)
            ops = tuple(_respelled(change.ops))
            yield RedlineRow(label, _notes(change, labels), ops, True, change)  # noqa: FBT003  # by place


def _is_untouched(change: Change) -> bool:
    """Whether nothing became of it, or only another spelling."""
    return change.status is Status.UNCHANGED and not change.marks


def _respelled(ops: Sequence[Op]) -> Iterator[Op]:
    """The same with the new spelling as if it had always been so."""
    for op in ops:
        if not op.is_spelling:
            yield op
        elif op.sign is Sign.INSERTED:
            yield Op(Sign.KEPT, op.text)


def _label(before: Sequence[Provision], after: Sequence[Provision]) -> str:
    sides = [", ".join(map(_name, side)) for side in (before, after) if side]
    return " → ".join(dict.fromkeys(sides))


def _name(provision: Provision) -> str:
    name = provision.address.steps[-1].citation
    return name[:1].upper() + name[1:]


def _notes(change: Change, labels: Labels) -> str:
    statuses = [change.status] if change.status is not Status.UNCHANGED else []
    names: list[str] = [*statuses, *(mark for mark in Mark if mark in change.marks)]
    notes = [labels(f"compare.{name}") for name in names]
    if change.is_guess and change.certainty is not None:
        notes.append(labels("compare.unsure", percent=round(100 * change.certainty)))
    return ", ".join(notes)


def summary(comparison: Comparison, labels: Labels) -> list[str]:
    """What changed, in numbers; one sentence each."""
    if comparison.is_empty:
        return [labels("compare.same")]
    numbers = comparison.summary
    counts: list[tuple[Status | Mark, int]] = [
        *((status, numbers.statuses[status]) for status in Status),
        *((mark, numbers.marks[mark]) for mark in Mark),
    ]
    named = [
        labels("compare.count", count=count, status=labels(f"compare.{what.value}"))
        for what, count in counts
        if count
    ]
    lines = [labels("compare.summary", total=len(comparison.changes), counts=", ".join(named))]
    if not comparison.changes:
        lines = [labels("compare.no_provisions")]
    lines.append(_words_told(numbers, labels))
    return lines + (
        [labels("compare.spelling", count=numbers.spelling)] if numbers.spelling else []
    )


def _words_told(numbers: Summary, labels: Labels) -> str:
    inserted, deleted = numbers.words_inserted, numbers.words_deleted
    if not inserted and not deleted:
        return labels("compare.no_words")
    return labels("compare.words", inserted=inserted, deleted=deleted)


def as_text(
    comparison: Comparison, old: Document | None, new: Document | None, labels: Labels
) -> str:
    """For a terminal; changes are marked as `git diff --word-diff` does."""
    lines = summary(comparison, labels)
    for row in rows(comparison, old, new, labels):
        lines += [""] if row.is_headed else []
        lines.append(f"{'' if row.is_headed else '  '}{row.label} ({row.notes})")
        marked = tagged(runs(row.ops), _MARKS, _shown(str))
        lines += [f"    {line}" for line in marked.split("\n") if line]
    return "\n".join(lines) + "\n"


def as_markdown(
    comparison: Comparison, old: Document | None, new: Document | None, labels: Labels
) -> str:
    """For a comment on GitHub; nothing in the texts is taken for markup or calls anybody."""
    lines = [" ".join(summary(comparison, labels))]
    for row in rows(comparison, old, new, labels):
        marked = tagged(runs(row.ops), TAGS, _shown(_markdown)).replace("\n", "<br>")
        if row.is_headed:
            lines.append(f"### {_markdown(row.label)}\n\n*{row.notes}*\n\n{marked}".rstrip())
        else:
            lines.append(f"- **{_markdown(row.label)}** *({row.notes})* {marked}".rstrip())
    return "\n\n".join(lines) + "\n"


def as_html(
    comparison: Comparison, old: Document | None, new: Document | None, labels: Labels
) -> str:
    """A page that needs no other file."""
    title = labels("compare.title")
    body = [f"<h1>{html.escape(title)}</h1>", *html_body(comparison, old, new, labels)]
    return html_page(title, body, labels.language)


def html_body(
    comparison: Comparison, old: Document | None, new: Document | None, labels: Labels
) -> Iterator[str]:
    """The elements that show one comparison on a page."""
    yield f"<p>{html.escape(' '.join(summary(comparison, labels)))}</p>"
    yield from (_html_row(row) for row in rows(comparison, old, new, labels))
    untouched = sum(map(_is_untouched, comparison.changes))
    if untouched and not comparison.is_empty:
        yield f"<p><small>{labels('compare.folded', count=untouched)}</small></p>"


def html_page(title: str, body: Iterable[str], language: str) -> str:
    """A page that needs no other file, of elements that are escaped already."""
    name = html.escape(title)
    metas = f'<meta charset="utf-8">{lone_metas([_STYLE])}'
    head = f"{metas}<title>{name}</title><style>{_STYLE}</style>"
    viewport = '<meta name="viewport" content="width=device-width">'
    return "\n".join(
        [
            f'<!doctype html><html lang="{language}"><head>{head}{viewport}</head><body><main>',
            *body,
            "</main></body></html>\n",
        ]
    )


def _html_row(row: RedlineRow) -> str:
    label = f"{html.escape(row.label)} <small>{html.escape(row.notes)}</small>"
    marked = tagged(runs(row.ops), TAGS, lambda run: html.escape(run.text))
    text = f"<p>{marked}</p>" if marked else ""
    if row.is_headed:
        return f"<h2>{label}</h2>{text}"
    return f'<div class="item"><p><strong>{label}</strong></p>{text}</div>'


_MARKS = {
    SheetMark.KEPT: ("", ""),
    SheetMark.DELETED: ("[-", "-]"),
    SheetMark.INSERTED: ("{+", "+}"),
}


def _shown(escape: Callable[[str], str]) -> Callable[[SheetRun], str]:
    """Shows a stretch, escaped; a long one that was kept is cut in the middle."""

    def shown(run: SheetRun) -> str:
        if run.mark is not SheetMark.KEPT or len(run.text) <= _LONGEST_KEPT:
            return escape(run.text)
        half = _LONGEST_KEPT // 2
        return f"{escape(run.text[:half])} […] {escape(run.text[-half:])}"

    return shown


def _markdown(text: str) -> str:
    """The text with nothing in it that Markdown or GitHub would act on."""
    return _SPECIAL_RE.sub(lambda match: f"&#{ord(match.group())};", html.escape(quiet(text)))
