"""How a document is put into order after an insertion: its numbers, and all that cite them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quyche.errors import RefusedError
from quyche.histories import numberings
from quyche.histories.tracks import RenumberedTracks
from quyche.lifecycle import renumbered_keys, renumbered_links
from quyche.lifecycle.number_edits import EditKind, LeftOver, LeftReason, NumberEdit, RenumberPlan
from quyche.lifecycle.renumbered_citations import RenumberedCitations
from quyche.texts.source_places import SourcePlaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quyche.corpus.links import Linked
    from quyche.corpus.texts import Text
    from quyche.histories.numberings import NewNumbers
    from quyche.lifecycle.renumbered_citations import CitedEdit
    from quyche.reading.reading import Reading
    from quyche.texts.addresses import Address

    ReadAgain = Callable[[Mapping[str, bytes]], Reading]


def renumbering(
    reading: Reading, document: str, again: ReadAgain, *, letters: bool
) -> RenumberPlan:
    """How a document of the work is put into order, held against its newest edition.

    `again` reads the work as if these files stood there. Nothing is guessed: what may be meant
    otherwise is listed and left, and every citation that is written otherwise was read again and
    leads to what it led to before. Raises RefusedError for a document that no edition has.
    """
    text = reading.corpus.by_id.get(document)
    was = reading.departure.base.by_id.get(document)
    if text is None or was is None:
        known = ", ".join(sorted(reading.departure.base.by_id))
        raise RefusedError("renumber.no_edition", id=document, known=known)
    compared = reading.memory.comparer.of(was.document, text.document).comparison
    given = numberings.numbering(was.document, text.document, compared, letters=letters)
    heads, left = _heads(text, given)
    ordered = again({**reading.files, **_encoded(_applied(_sources(reading), heads))})
    numbered = _numbered(text, ordered.corpus.by_id.get(document))
    tracks = RenumberedTracks(reading.departure.tracks, numbered)
    citations = RenumberedCitations(reading.departure, ordered, tracks, document)
    cited, uncited = citations.found()
    keys = tuple(renumbered_keys.edits(was, ordered.corpus.by_id[document], numbered))
    proven, unproven = _proven(ordered, cited, again)
    links = renumbered_links.left(ordered, reading.departure.base.by_id[document], tracks)
    return RenumberPlan(
        heads,
        tuple(sorted({*proven, *keys})),
        tuple(sorted({*left, *uncited, *unproven, *links})),
        _sources(reading),
        _sources(ordered),
    )


def _sources(reading: Reading) -> dict[str, str]:
    return {text.path: text.document.source for text in reading.corpus.texts}


def _encoded(sources: Mapping[str, str]) -> dict[str, bytes]:
    return {path: source.encode() for path, source in sources.items()}


def _applied(sources: Mapping[str, str], edits: Iterable[NumberEdit]) -> dict[str, str]:
    return RenumberPlan.applied(sources, edits)


def _heads(text: Text, given: NewNumbers) -> tuple[tuple[NumberEdit, ...], list[LeftOver]]:
    """The numbers of provisions that are written otherwise, and rows that stay as they are."""
    places = SourcePlaces(text.document)
    left = [LeftOver(text.path, one.line, one.mark, LeftReason.UNCOUNTED) for one in given.left]
    edits = []
    for anchor, number in given.numbers.items():
        provision = text.by_anchor[anchor]
        at = places.number(provision)
        if at is None:
            left.append(LeftOver(text.path, provision.line, provision.mark, LeftReason.UNCOUNTED))
            continue
        is_guess = anchor in given.guessed
        told = (provision.number, number, EditKind.NUMBER, provision.line, "", is_guess)
        edits.append(NumberEdit(text.path, at.start, at.stop, *told))
    return tuple(sorted(edits)), left


def _numbered(text: Text, ordered: Text | None) -> dict[Address, Address]:
    """Where each provision stands once it has its number; refused where the text falls apart."""
    before = list(text.document.walk())
    after = list(ordered.document.walk()) if ordered else []
    if [one.kind for one in before] != [one.kind for one in after]:
        raise RefusedError("renumber.falls_apart", path=text.path)
    pairs = zip(before, after, strict=True)
    return {was.address: now.address for was, now in pairs if was.address != now.address}


def _proven(
    ordered: Reading, cited: Iterable[CitedEdit], again: ReadAgain
) -> tuple[list[NumberEdit], list[LeftOver]]:
    """The edits after which every citation of their paragraph leads to where it should."""
    edits = tuple(cited)
    trial = _applied(_sources(ordered), [edit for one in edits for edit in one.edits])
    read = again({**ordered.files, **_encoded(trial)})
    wanted: dict[tuple[str, int, bool], dict[int, CitedEdit]] = defaultdict(dict)
    for one in edits:
        linked = one.linked
        key = (linked.source.document, linked.line, linked.is_heading)
        wanted[key][linked.citations.index(one.citing)] = one
    proven: list[NumberEdit] = []
    left: list[LeftOver] = []
    for (document, line, heading), group in wanted.items():
        linked = next(iter(group.values())).linked
        now = read.links.at(document, line, heading=heading)
        if now and list(_targets(now)) == list(_targets(linked, group)):
            proven.extend(edit for one in group.values() for edit in one.edits)
        else:
            left.extend(one.as_left() for one in group.values())
    return proven, left


def _targets(
    linked: Linked, changed: Mapping[int, CitedEdit] | None = None
) -> Iterator[Address | None]:
    for place, citing in enumerate(linked.citations):
        yield changed[place].now if changed and place in changed else citing.target
