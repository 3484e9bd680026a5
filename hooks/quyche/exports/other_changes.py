"""How a document came from older texts, as data that a script shows: what changed, and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from quyche import urls
from quyche.comparing.operations import Sign
from quyche.comparing.parts import numbers_of, parts_of
from quyche.pages.comparison_views import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparing.operations import Op
    from quyche.comparing.parts import Part, ShownBlock
    from quyche.comparing.synopses import SynopsisBlock, SynopsisLine
    from quyche.histories.pairs import Pair
    from quyche.labels import Labels

OpJson = int | str | list[int | str]
"""So many characters kept, or inserted where negative; or those deleted. In a list: spelling."""
ParagraphJson = list[OpJson]
"""Which of the paragraphs is the new text, -1 for none; then what makes it of the old one."""


class LineJson(TypedDict):
    """A provision that changed, in an article."""

    kind: str
    number: str
    status: str
    said: str
    paragraphs: list[ParagraphJson]


class KeptJson(TypedDict):
    """What did not change, by its name."""

    kept: str


class ArticleJson(TypedDict):
    """An article that changed, with what is inside it."""

    number: str
    place: str
    """Where it is: `new#` or `old#` and its anchor."""
    status: str
    said: str
    heading: ParagraphJson
    lines: list[LineJson | KeptJson]


class ChangesJson(TypedDict):
    """How the document came from one text."""

    page: str
    """That of the older text, below the start of its edition."""
    summary: str
    articles: list[ArticleJson | KeptJson]


class OtherChangesJson(TypedDict):
    """The file: the new paragraphs, each once, and every comparison by its older edition."""

    page: str
    """That of the document, below the start of the edition."""
    paragraphs: list[str]
    comparisons: dict[str, ChangesJson]


def of_pairs(pairs: Sequence[Pair], labels: Labels) -> OtherChangesJson:
    """What a script shows of the pairs of one document."""
    writer = _Writer(labels)
    told = {pair.older.name: writer.changes(pair) for pair in pairs}
    page = urls.address_of(pairs[0].new.path)
    return {"page": page, "paragraphs": list(writer.paragraphs), "comparisons": told}


@dataclass(frozen=True)
class _Writer:
    labels: Labels
    paragraphs: dict[str, int] = field(default_factory=dict)
    """Every new paragraph with its place in the list of them."""

    def changes(self, pair: Pair) -> ChangesJson:
        parts = parts_of(pair.synopsis, pair.old.document, pair.new.document, self.labels)
        articles = [one for part in parts for one in self._part(part)]
        return {
            "page": urls.address_of(pair.old.path),
            "summary": summary_of(pair.synopsis, self.labels),
            "articles": articles,
        }

    def _part(self, part: Part) -> Iterator[ArticleJson | KeptJson]:
        if part.name:
            yield {"kept": self._folded(part.name)}
        yield from map(self._article, part.shown)

    def _folded(self, name: str) -> str:
        return self.labels("comparison.folded", names=name)

    def _article(self, shown: ShownBlock) -> ArticleJson:
        block = shown.block
        lines: list[LineJson | KeptJson] = []
        for run in shown.runs:
            if run.name:
                lines.append({"kept": self._folded(run.name)})
            else:
                lines.extend(map(self._line, run.lines))
        return {
            "number": numbers_of(block),
            "place": f"new#{block.new[0].anchor}" if block.new else f"old#{block.old[0].anchor}",
            "status": block.status.value,
            "said": self._said(block),
            "heading": self._paragraph(block.heading),
            "lines": lines,
        }

    def _said(self, part: SynopsisBlock | SynopsisLine) -> str:
        """What became of it in words: `có thể sửa đổi, chuyển vị trí`."""
        is_guess = getattr(part, "is_guess", False)
        unsure = [self.labels("comparison.unsure")] if is_guess else []
        became = " ".join((*unsure, self.labels(f"compare.{part.status}")))
        is_told = part.status != "unchanged"
        moved = self.labels("compare.moved") if part.is_moved else ""
        return ", ".join(filter(None, (became if is_told else "", moved)))

    def _line(self, line: SynopsisLine) -> LineJson:
        return {
            "kind": line.kind,
            "number": _numbers(line),
            "status": line.status.value,
            "said": self._said(line),
            "paragraphs": [self._paragraph(ops) for ops in line.paragraphs if ops],
        }

    def _paragraph(self, ops: Sequence[Op]) -> ParagraphJson:
        new = "".join(op.text for op in ops if op.sign is not Sign.DELETED)
        place = self.paragraphs.setdefault(new, len(self.paragraphs)) if new else -1
        return [place, *map(_op, ops)]


def _op(op: Op) -> OpJson:
    sign = -1 if op.sign is Sign.INSERTED else 1
    told: int | str = op.text if op.sign is Sign.DELETED else sign * len(op.text)
    return [told] if op.is_spelling else told


def _numbers(line: SynopsisLine) -> str:
    sides = (", ".join(place.number for place in side) for side in (line.old, line.new))
    return " → ".join(filter(None, dict.fromkeys(sides)))
