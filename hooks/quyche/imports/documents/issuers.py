"""Whom the lines above a text name: somebody of the register, or somebody it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.imports.documents.places import (
    goes_on_as_place,
    is_of_superior,
    is_organ_of,
    names_body,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from quyche.imports.documents.homes import Home


@dataclass(frozen=True)
class IssuerLine:
    """What is left of a line of a head when all else that is known of it is taken out."""

    text: str
    is_capital: bool


@dataclass(frozen=True)
class HeadIssuer:
    """Whom a head names."""

    issuer: str
    """The id; the name as it is written where nobody is known by it; empty for the organisation."""
    lines: tuple[int, ...]
    """The lines that name it, of those that were given."""
    is_known: bool


def issuer_in(
    lines: Sequence[IssuerLine], home: Home, day: datetime.date | None
) -> HeadIssuer | None:
    """Whom these lines name; None where that cannot be told.

    Who issues stands lowest: what is above it is whom it belongs to. "TỈNH ỦY" above "BAN THƯỜNG
    VỤ" names the standing committee of the first, and not the first.
    """
    capitals = [at for at, line in enumerate(lines) if line.is_capital]
    for run in _runs(capitals):
        for name in _names([lines[at].text for at in run]):
            found = home.issuer(name, day)
            if found is not None:
                return HeadIssuer(found, run, is_known=True)
    for at, line in enumerate(lines):
        found = None if line.is_capital or capitals else home.issuer(line.text, day)
        if found is not None:
            return HeadIssuer(found, (at,), is_known=True)
    return _unknown(lines, capitals)


def _runs(capitals: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """All lines, then fewer of them, each down to the last."""
    yield from (tuple(capitals[start:]) for start in range(len(capitals)))


def _names(texts: Sequence[str]) -> Iterator[str]:
    """What lines name that stand below each other: read on, or the lower one of the upper one."""
    yield " ".join(texts)
    if len(texts) > 1:
        yield " ".join(reversed(texts))


def _unknown(lines: Sequence[IssuerLine], capitals: Sequence[int]) -> HeadIssuer | None:
    """The name as the head has it, where it is plain which lines are the name."""
    texts = [line.text for line in lines]
    if len(capitals) > 1 and _belongs(texts[capitals[-1]], texts[capitals[-2]]):
        own, above = capitals[-1], capitals[-2]
        return HeadIssuer(f"{texts[own]} {texts[above]}", (above, own), is_known=False)
    named = [at for at in capitals if names_body(texts[at])]
    is_last = bool(named) and (named[-1] == capitals[-1] or _goes_on(lines, capitals, named[-1]))
    if not is_last or is_of_superior(texts[named[-1]]):
        return None
    run = tuple(at for at in capitals if at >= named[-1])
    return HeadIssuer(" ".join(texts[at] for at in run), run, is_known=False)


def _belongs(text: str, above: str) -> bool:
    """Whether a body is called by that which stands above it, as "BAN THƯỜNG VỤ" is."""
    return (is_of_superior(text) and names_body(above)) or is_organ_of(text, above)


def _goes_on(lines: Sequence[IssuerLine], capitals: Sequence[int], first: int) -> bool:
    """Whether what stands below the name is where that body is."""
    return all(goes_on_as_place(lines[at].text) for at in capitals if at > first)
