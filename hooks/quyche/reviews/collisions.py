"""Which other open proposals touch the provisions that a proposal touches.

What a proposal touches is what it did since it parted from the branch it is for, by the anchors of
the text from which it parted; two that parted at different commits are held to each other through
the comparison of the two texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.comparing.comparison import compare
from quyche.comparing.operations import Sign
from quyche.corpus import corpora
from quyche.editions import document_files
from quyche.errors import HistoryError
from quyche.language import structures
from quyche.reviews.facts import Collision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison
    from quyche.corpus.texts import Text
    from quyche.git import Repository
    from quyche.reviews.facts import Review
    from quyche.settings import Settings

OUTSIDE = ""
"""Stands for what is outside of all provisions."""
_NUMBER_RE = re.compile(r"(?:.*/)?(?P<number>[0-9]+)(?:/head)?")
_TOLD_BY_PARTS = {Status.SPLIT, Status.MERGED, Status.ADDED, Status.REMOVED}


def refs_of(repository: Repository, named: Iterable[str]) -> tuple[str, ...]:
    """Refs by name; one that ends with a slash stands for all below it."""
    found: list[str] = []
    for name in named:
        listing = ("for-each-ref", "--format=%(refname)", name.rstrip("/"))
        found += repository.run(*listing).split() if name.endswith("/") else [name]
    return tuple(dict.fromkeys(found))


def collisions(
    repository: Repository, review: Review, refs: Iterable[str], settings: Settings
) -> tuple[Collision, ...]:
    """What other proposals touch of what a proposal touches, document by document.

    A proposal that holds this one or is held by it is the same work, and no other. Raises
    HistoryError for a ref that is unknown.
    """
    finder = _Finder(repository, review, settings)
    found = (one for ref in refs for one in finder.of(ref))
    return tuple(sorted(found, key=lambda one: (one.document, _order(one), one.proposal)))


def _order(collision: Collision) -> tuple[int, str]:
    return len(collision.head), collision.head


def name_of(ref: str) -> str:
    """The number of a proposal as its ref tells it; else the ref."""
    match = _NUMBER_RE.fullmatch(ref)
    return match["number"] if match else ref


@dataclass(frozen=True)
class _Finder:
    repository: Repository
    review: Review
    settings: Settings

    def of(self, ref: str) -> Iterator[Collision]:
        commit = self.repository.commit(ref)
        if commit is None:
            raise HistoryError("base-unknown", base=ref)
        own = self.review.new.commit
        if self._is_same_work(commit, own):
            return
        parted = self.repository.merge_base(self.review.target, commit)
        if parted is None or parted == commit:
            return
        for reviewed in self.review.documents:
            name = reviewed.text.id
            base, work = (self._text(name, one) for one in (parted, commit))
            if (base.document.source if base else None) == (work.document.source if work else None):
                continue
            ours = touched(reviewed.compared, reviewed.old, reviewed.new)
            compared = compare(base.document if base else None, work.document if work else None)
            theirs = self._placed(touched(compared, base, work), base, reviewed.old)
            for head in ours.keys() & theirs.keys():
                shared = sorted(ours[head] & theirs[head])
                yield Collision(name_of(ref), name, head, tuple(shared))

    def _is_same_work(self, commit: str, own: str) -> bool:
        older = self.repository.is_ancestor
        return older(commit, own) or older(own, commit)

    def _text(self, name: str, commit: str) -> Text | None:
        """A document as a commit has it."""
        tree = self.repository.files(commit, self.review.folder)
        paths = [path for path in tree if document_files.is_document(path)]
        contents = self.repository.read(tree[path] for path in paths)
        for path in paths:
            content = contents.get(tree[path], b"")
            if document_files.id_in(path, content) == name:
                grammar = structures.named(self.settings.structure)
                return corpora.text_of(path, content, grammar)
        return None

    def _placed(
        self, theirs: Mapping[str, set[str]], base: Text | None, own: Text | None
    ) -> dict[str, set[str]]:
        """What another proposal touches, by the anchors of the text that this one parted from."""
        if base is None or own is None or base.document.source == own.document.source:
            return dict(theirs)
        between = compare(base.document, own.document)

        def now(anchor: str) -> str:
            return next(iter(between.counterpart(anchor)), anchor)

        return {now(head): set(map(now, anchors)) for head, anchors in theirs.items()}


def touched(compared: Comparison, old: Text | None, new: Text | None) -> dict[str, set[str]]:
    """The provisions whose own text a proposal changes, by the article that they stand in.

    By their anchors before; a new one by its own, in the article that it was put into.
    """
    found: dict[str, set[str]] = {}
    for change in compared.changes:
        if _is_touched(change):
            for head, anchor in _places(change, compared, old, new):
                found.setdefault(head, set()).add(anchor)
    if any(_is_reworded(change) for change in compared.outside):
        found[OUTSIDE] = {OUTSIDE}
    return found


def _is_touched(change: Change) -> bool:
    return change.status in _TOLD_BY_PARTS or _is_reworded(change)


def _is_reworded(change: Change) -> bool:
    return any(op.sign is not Sign.KEPT for op in change.ops)


def _places(
    change: Change, compared: Comparison, old: Text | None, new: Text | None
) -> Iterator[tuple[str, str]]:
    for anchor in change.old:
        if old and anchor in old.by_anchor:
            yield old.head_of(old.by_anchor[anchor]).anchor, anchor
    for anchor in () if change.old else change.new:
        if new and anchor in new.by_anchor:
            head = new.head_of(new.by_anchor[anchor]).anchor
            yield next(iter(compared.origin(head)), head), anchor
