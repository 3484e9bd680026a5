"""Two texts of a document as one paper on which every change shows."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from quyche.comparing.changes import Mark, Status
from quyche.comparing.comparison import compare
from quyche.comparing.matching import subsequences
from quyche.comparing.operations import operations, runs
from quyche.exports.text_papers import paper_of
from quyche.formats import pdf_redlines, word_redlines
from quyche.formats.redlined_papers import RedlinedPaper, RedlinedPart, laid_together
from quyche.formats.signed_papers import PaperEnd, PaperParagraph, PaperTable
from quyche.texts.addresses import anchors_around

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison
    from quyche.exports.exported_texts import ExportedText
    from quyche.formats.sheets import SheetRun
    from quyche.formats.signed_papers import PaperBlock, SignedPaper
    from quyche.labels import Labels
    from quyche.texts.provisions import Document

    _Part = PaperBlock | PaperEnd
    _Pair = tuple[int, int]

_TOLD = (Status.SPLIT, Status.MERGED)
"""What becomes of a provision so that its words alone do not tell it."""
WRITERS: Mapping[str, Callable[[RedlinedPaper], bytes]] = {
    ".docx": word_redlines.written,
    ".pdf": pdf_redlines.written,
}
"""How a redline is written, by the end of its file's name."""


def redline_of(old: ExportedText, new: ExportedText) -> RedlinedPaper:
    """The redline of two texts, in the name of the edition that the newer one stands in."""
    labels = new.labels
    author = new.edition.title if new.edition else labels("edition.work")
    papers = (paper_of(old), paper_of(new))
    return redlined(papers, (old.document, new.document), labels, author)


def redlined(
    papers: tuple[SignedPaper, SignedPaper],
    documents: tuple[Document, Document],
    labels: Labels,
    author: str,
) -> RedlinedPaper:
    """The redline of an old text and a new one, of which these are the papers.

    `author` is in whose name the changes are recorded, such as the newer edition's.

    Provisions are paired as the comparison pairs them; what changes its place is deleted here and
    inserted there, for neither text could be had back otherwise.
    """
    old, new = papers
    comparison = compare(*documents)
    pairs = list(_pairs(papers, comparison))
    kept = _in_order(_unmoved(pairs, comparison, new), old)
    gone, come = _notes(comparison, documents, set(pairs) - set(kept), papers, labels)
    parts = tuple(
        RedlinedPart(
            None if one is None else old.parts[one],
            None if other is None else new.parts[other],
            come.get(other, "") if other is not None else gone.get(-1 if one is None else one, ""),
        )
        for one, other in _merged(kept, len(old.parts), len(new.parts))
    )
    return RedlinedPaper(
        old=old,
        new=new,
        parts=parts,
        differ=differ,
        author=author,
        name=labels("redline.title", title=new.name),
        legend=labels("redline.legend"),
        day=new.day,
    )


def differ(old: str, new: str) -> tuple[SheetRun, ...]:
    """What makes one line of another, word by word, as comparisons show it."""
    return runs(operations(old, new))


def _pairs(papers: tuple[SignedPaper, SignedPaper], comparison: Comparison) -> Iterator[_Pair]:
    """Which part of the old paper is which of the new one, wherever each stands."""
    olds, news = (_by_anchor(paper.parts) for paper in papers)
    for change in comparison.changes:
        if change.old and change.new:
            of_old = [place for anchor in change.old for place in olds.get(anchor, ())]
            of_new = [place for anchor in change.new for place in news.get(anchor, ())]
            yield from _paired(of_old, of_new, papers)
    yield from _paired(olds.get("", ()), news.get("", ()), papers)


def _by_anchor(parts: Sequence[_Part]) -> Mapping[str, Sequence[int]]:
    """The places of the parts of each provision."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        found["" if isinstance(part, PaperEnd) else part.anchor].append(place)
    return found


def _paired(
    of_old: Sequence[int], of_new: Sequence[int], papers: tuple[SignedPaper, SignedPaper]
) -> Iterator[_Pair]:
    """Those of one kind that are alike; the first lines of a provision are, whatever they say."""
    old, new = (paper.parts for paper in papers)
    if of_old and of_new and _begins(old[of_old[0]]) and _begins(new[of_new[0]]):
        yield of_old[0], of_new[0]
        of_old, of_new = of_old[1:], of_new[1:]
    for kind in (PaperParagraph, PaperTable, PaperEnd):
        ones = [place for place in of_old if isinstance(old[place], kind)]
        others = [place for place in of_new if isinstance(new[place], kind)]
        if len(ones) == len(others) == 1 and kind is not PaperParagraph:
            yield ones[0], others[0]
            continue
        texts = [_text(old[place]) for place in ones], [_text(new[place]) for place in others]
        for one, other in laid_together(*texts):
            if one is not None and other is not None:
                yield ones[one], others[other]


def _begins(part: _Part) -> bool:
    return isinstance(part, PaperParagraph) and bool(part.mark)


def _text(part: _Part) -> str:
    if isinstance(part, PaperEnd):
        return "\n".join((*part.received, *part.signed, *part.notes))
    return part.text if isinstance(part, PaperTable) else f"{part.role.value} {part.text}"


def _unmoved(pairs: Iterable[_Pair], comparison: Comparison, new: SignedPaper) -> list[_Pair]:
    """The pairs without those that the comparison says are moved, and all that stands in them."""
    changes = (change for change in comparison.changes if Mark.MOVED in change.marks)
    moved = {anchor for change in changes for anchor in change.new}
    anchors = ("" if isinstance(part, PaperEnd) else part.anchor for part in new.parts)
    is_moved = [bool(one) and not moved.isdisjoint(anchors_around(one)) for one in anchors]
    return [pair for pair in pairs if not is_moved[pair[1]]]


def _in_order(pairs: Sequence[_Pair], old: SignedPaper) -> list[_Pair]:
    """The pairs that stand in the order of both papers."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    weights = [len(_text(old.parts[one])) for one, _ in ordered]
    found = subsequences.in_order([one for one, _ in ordered], weights)
    return [pair for place, pair in enumerate(ordered) if place in found]


def _merged(kept: Iterable[_Pair], olds: int, news: int) -> Iterator[tuple[int | None, int | None]]:
    """All places of both, what is gone before what is added."""
    first = begin = 0
    for one, other in (*kept, (olds, news)):
        yield from ((place, None) for place in range(first, one))
        yield from ((None, place) for place in range(begin, other))
        if one < olds:
            yield one, other
        first, begin = one + 1, other + 1


# What its words alone do not tell


def _notes(
    comparison: Comparison,
    documents: tuple[Document, Document],
    moved: Collection[_Pair],
    papers: tuple[SignedPaper, SignedPaper],
    labels: Labels,
) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """What is said beside the first line of provisions that stand elsewhere now, or were one.

    By the places of the old paper's parts, and of the new one's. What moved with all that it
    stands in is not told of again.
    """
    named = [
        {one.anchor: one.address.citation for one in document.walk()} for document in documents
    ]
    heads = [_heads(paper) for paper in papers]
    crossed = {(old.anchor, new.anchor) for old, new in _parts_of(moved, papers)}
    told = [change for change in comparison.changes if _is_told(change, crossed)]
    around = {anchor for change in told for anchor in change.new}
    gone: dict[int, str] = {}
    come: dict[int, str] = {}
    for change in told:
        if set(_around(change.new[0])) & around:
            continue
        what = labels(f"compare.{_word(change)}")
        sides = [
            ", ".join(names[anchor] for anchor in side)
            for names, side in zip(named, (change.old, change.new), strict=True)
        ]
        for anchor in change.old:
            gone[heads[0].get(anchor, -1)] = labels("redline.gone", what=what, places=sides[1])
        for anchor in change.new:
            come[heads[1].get(anchor, -1)] = labels("redline.come", what=what, places=sides[0])
    return gone, come


def _is_told(change: Change, crossed: Collection[tuple[str, str]]) -> bool:
    if not (change.old and change.new):
        return False
    return (change.old[0], change.new[0]) in crossed or change.status in _TOLD


def _word(change: Change) -> str:
    return change.status if change.status in _TOLD else Mark.MOVED


def _around(anchor: str) -> Iterator[str]:
    """What a provision stands in, as its number says it."""
    return islice(anchors_around(anchor), 1, None)


def _parts_of(
    pairs: Iterable[_Pair], papers: tuple[SignedPaper, SignedPaper]
) -> Iterator[tuple[PaperParagraph, PaperParagraph]]:
    """The pairs that begin a provision on both sides."""
    for one, other in pairs:
        old, new = papers[0].parts[one], papers[1].parts[other]
        is_head = _begins(old) and _begins(new)
        if is_head and isinstance(old, PaperParagraph) and isinstance(new, PaperParagraph):
            yield old, new


def _heads(paper: SignedPaper) -> Mapping[str, int]:
    """Where each provision begins."""
    parts = reversed(list(enumerate(paper.parts)))
    return {part.anchor: place for place, part in parts if not isinstance(part, PaperEnd)}
