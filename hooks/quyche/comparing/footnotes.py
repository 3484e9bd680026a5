"""What changed in the footnotes of a text, apart from the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.changes import Change, Mark, Status
from quyche.comparing.operations import Op, Sign, operations
from quyche.texts import notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.texts.notes import Footnote
    from quyche.texts.provisions import Document


def compared(old: Document | None, new: Document | None) -> tuple[Change, ...]:
    """Every footnote of both sides, in the order of the new text and then of the old one.

    Those that say the same are the same whatever their numbers; of the others, those of a number.
    """
    olds, news = (notes.notes(one) if one else () for one in (old, new))
    origin = dict(_paired(olds, news))
    taken = set(origin.values())
    origins = (olds[origin[at]] if at in origin else None for at in range(len(news)))
    changes = [_change(one, other) for one, other in zip(origins, news, strict=True)]
    return (*changes, *(_change(one, None) for at, one in enumerate(olds) if at not in taken))


def _paired(olds: Sequence[Footnote], news: Sequence[Footnote]) -> Iterator[tuple[int, int]]:
    """The place of a footnote in the new text, and in the old one."""
    left, free = list(range(len(olds))), list[int]()
    for by_text in (True, False):
        waiting: dict[str, list[int]] = {}
        for at in reversed(left):
            waiting.setdefault(olds[at].text if by_text else olds[at].label, []).append(at)
        places = range(len(news)) if by_text else free
        free = []
        for place in places:
            found = waiting.get(news[place].text if by_text else news[place].label)
            if found:
                left.remove(at := found.pop())
                yield place, at
            else:
                free.append(place)


def _change(old: Footnote | None, new: Footnote | None) -> Change:
    ops = operations(old.text if old else "", new.text if new else "")
    status = Status.UNCHANGED
    if not (old and new):
        status = Status.ADDED if new else Status.REMOVED
    elif any(not op.is_spelling and op.sign is not Sign.KEPT for op in ops):
        status = Status.AMENDED
    is_renumbered = old is not None and new is not None and old.label != new.label
    marks = frozenset({Mark.RENUMBERED} if is_renumbered else ())
    return Change(_labels(old), _labels(new), status, marks, ops)


def _labels(note: Footnote | None) -> tuple[str, ...]:
    return (note.label,) if note else ()


def together(changes: Iterable[Change]) -> Change | None:
    """What changed in any of them as the change of one text, a line for each; None for nothing.

    A number that is another one is none.
    """
    ops: list[Op] = []
    for change in changes:
        if change.status is not Status.UNCHANGED:
            sign = {Status.ADDED: Sign.INSERTED, Status.REMOVED: Sign.DELETED}.get(
                change.status, Sign.KEPT
            )
            (label,) = change.new or change.old
            ops.extend([Op(sign, "\n")] if ops else [])
            ops.extend((Op(sign, f"[{label}] "), *change.ops))
    return Change(("",), ("",), Status.AMENDED, frozenset(), tuple(ops)) if ops else None
