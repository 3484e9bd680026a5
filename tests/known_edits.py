"""Texts with one known edit: what a comparison has to find, and how few words it may flag.

A text is taken apart into articles, clauses and points that know which is which; an edit changes a
copy of them; both are written out and parsed.
"""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache

from quyche.comparing.changes import Change, Mark, Status
from quyche.comparing.comparison import Comparison
from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Sign
from quyche.language.kinds import Kind
from quyche.texts.parser import parse
from quyche.texts.provisions import Document, Provision

LETTERS = "abcdđeghiklmnopqrstuvxy"
Expected = tuple[frozenset[str], frozenset[str], Status, frozenset[Mark]]


@dataclass
class Part:
    """A heading, an article, a clause or a point that can be edited."""

    kind: Kind
    number: str
    heading: str
    text: str
    parts: "list[Part]"
    ids: set[int] = field(default_factory=set)
    """Which parts of the text before the edit it comes from."""
    is_touched: bool = False
    is_moved: bool = False

    def walk(self) -> "Iterator[Part]":
        yield self
        for part in self.parts:
            yield from part.walk()


def words(text: str) -> list[str]:
    return [token for token in Words.of(text).tokens if is_word(token)]


def size(part: Part) -> int:
    return sum(len(words(f"{one.heading} {one.text}")) for one in part.walk())


class Text:
    """A flat list of headings and articles."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        for number, part in enumerate(self.walk()):
            part.ids = {number}

    @classmethod
    def of(cls, document: Document) -> "Text":
        headed = [part for part in document.walk() if part.kind.is_headed]
        return cls([_part(provision) for provision in headed])

    def walk(self) -> Iterator[Part]:
        for part in self.parts:
            yield from part.walk()

    def articles(self) -> list[Part]:
        return [part for part in self.parts if part.kind is Kind.ARTICLE]

    def renumber(self) -> None:
        numbers = iter(range(1, len(self.parts) + 1))
        for article in self.articles():
            article.number = str(next(numbers))

    def document(self) -> Document:
        return _parsed("\n".join(self._lines()) + "\n")

    def _lines(self) -> Iterator[str]:
        yield "# Văn bản\n"
        for part in self.parts:
            yield f"{_HEADS[part.kind].format(part.number)} {part.heading}\n"
            yield from _lines(part)


@cache  # many edits are made on the same text
def _parsed(source: str) -> Document:
    return parse(source, "quy-che/x.md").document


_HEADS = {
    Kind.PART: "## Phần {}.",
    Kind.CHAPTER: "## Chương {}.",
    Kind.SECTION: "### Mục {}.",
    Kind.SUBSECTION: "### Tiểu mục {}.",
    Kind.ARTICLE: "### Điều {}.",
}


def _lines(part: Part) -> Iterator[str]:
    if part.text and part.kind.is_headed:
        yield f"{part.text}\n"
    for child in part.parts:
        if child.kind is Kind.CLAUSE:
            yield f"{child.number}. {child.text}"
        else:
            yield f"    {child.number}) {child.text}"
        yield from _lines(child)
    if part.kind is Kind.ARTICLE:
        yield ""


def _part(provision: Provision) -> Part:
    inside = [_part(child) for child in provision.children if not child.kind.is_headed]
    text = " ".join(provision.text.split())
    return Part(provision.kind, provision.number, provision.heading, text, inside)


def usable(text: Text) -> bool:
    """Whether the text is the same after being written and parsed."""
    found = list(text.document().walk())
    wanted = list(text.walk())
    if [one.kind for one in found] != [one.kind for one in wanted]:
        return False
    return all(one.number == other.number for one, other in zip(found, wanted, strict=True))


# Edits: each changes a text and returns how many words a comparison has to flag


def _renumber_parts(part: Part) -> None:
    for place, child in enumerate(part.parts):
        child.number = str(place + 1) if child.kind is Kind.CLAUSE else LETTERS[place]


def _fresh(chance: random.Random, donor: Text, least: int, kind: Kind) -> Part:
    found = [part for part in donor.walk() if part.kind is kind and least <= size(part) <= 200]
    part = deepcopy(chance.choice(found))
    for one in part.walk():
        one.ids = set()
    return part


def _change_words(chance: random.Random, part: Part, count: int, donor: Text) -> int:
    """Replace that many words, spread over the part and what is inside it."""
    places = [
        (one, place)
        for one in part.walk()
        for place, word in enumerate(one.text.split(" "))
        if word.isalpha()
    ]
    pool = [word for one in donor.walk() for word in one.text.split(" ") if word.isalpha()]
    for one, place in chance.sample(places, count):
        split = one.text.split(" ")
        split[place] = chance.choice([word for word in pool if word != split[place]][:5000])
        one.text = " ".join(split)
        one.is_touched = True
    return 2 * count


def three_words(text: Text, chance: random.Random, donor: Text) -> int:
    part = chance.choice([one for one in text.walk() if len(words(one.text)) > 8])
    how = chance.choice(["replace", "delete", "insert"])
    part.is_touched = True
    split = part.text.split(" ")
    place = chance.randrange(1, len(split) - 4)
    if how == "replace":
        return _change_words(chance, Part(part.kind, "", "", "", [part]), 3, donor)
    if how == "delete":
        gone = split[place : place + 3]
        part.text = " ".join(split[:place] + split[place + 3 :])
        return len(words(" ".join(gone)))
    part.text = " ".join([*split[:place], "hoặc", "tương", "đương", *split[place:]])
    return 3


def insert_article(text: Text, chance: random.Random, donor: Text) -> int:
    new = _fresh(chance, donor, 10, Kind.ARTICLE)
    text.parts.insert(chance.randrange(1, len(text.parts)), new)
    text.renumber()
    return size(new)


def delete_article(text: Text, chance: random.Random, donor: Text) -> int:
    gone = chance.choice(text.articles())
    text.parts.remove(gone)
    text.renumber()
    return size(gone)


def _move(text: Text, chance: random.Random, part: Part) -> None:
    start = text.parts.index(part)
    far = [place for place in range(1, len(text.parts)) if abs(place - start) > 5]
    text.parts.remove(part)
    text.parts.insert(chance.choice(far), part)
    part.is_moved = True
    if chance.random() < 0.7:
        text.renumber()


def move_far(text: Text, chance: random.Random, donor: Text) -> int:
    _move(text, chance, chance.choice(text.articles()))
    return 0


def move_and_change(text: Text, chance: random.Random, donor: Text) -> int:
    long = [one for one in text.articles() if size(one) - len(words(one.heading)) >= 25]
    part = chance.choice(long)
    count = _change_words(chance, part, 7, donor)
    _move(text, chance, part)
    return count


def split(text: Text, chance: random.Random, donor: Text) -> int:
    part = chance.choice([one for one in text.articles() if len(one.parts) >= 4])
    cut = chance.randrange(2, len(part.parts) - 1)
    heading = _fresh(chance, donor, 10, Kind.ARTICLE).heading
    second = Part(Kind.ARTICLE, "", heading, "", part.parts[cut:], set(part.ids))
    part.parts = part.parts[:cut]
    text.parts.insert(text.parts.index(part) + 1, second)
    text.renumber()
    _renumber_parts(second)
    return len(words(heading))


def merge(text: Text, chance: random.Random, donor: Text) -> int:
    pairs = [
        (one, other)
        for one, other in zip(text.parts, text.parts[1:], strict=False)
        if one.parts
        and other.parts
        and {one.kind, other.kind} == {Kind.ARTICLE}
        and len(one.parts) + len(other.parts) < 20
        and not other.text
        and {part.kind for part in one.parts + other.parts} == {Kind.CLAUSE}
    ]
    one, other = chance.choice(pairs)
    one.parts += other.parts
    one.ids |= other.ids
    text.parts.remove(other)
    text.renumber()
    _renumber_parts(one)
    return len(words(other.heading))


def _insert_part(text: Text, chance: random.Random, donor: Text, kind: Kind) -> int:
    hosts = [one for one in text.walk() if one.parts and one.parts[0].kind is kind]
    host = chance.choice([one for one in hosts if len(one.parts) < len(LETTERS)])
    fresh = _fresh(chance, donor, 5, kind)
    host.parts.insert(chance.randrange(len(host.parts) + 1), fresh)
    _renumber_parts(host)
    return size(fresh)


def insert_clause(text: Text, chance: random.Random, donor: Text) -> int:
    return _insert_part(text, chance, donor, Kind.CLAUSE)


def insert_point(text: Text, chance: random.Random, donor: Text) -> int:
    return _insert_part(text, chance, donor, Kind.POINT)


def delete_clause(text: Text, chance: random.Random, donor: Text) -> int:
    host = chance.choice(
        [one for one in text.articles() if len(one.parts) > 1 and one.parts[0].kind is Kind.CLAUSE]
    )
    gone = host.parts.pop(chance.randrange(len(host.parts)))
    _renumber_parts(host)
    return size(gone)


BODIES = (
    "Chính phủ",
    "Bộ trưởng",
    "Bộ",
    "Thủ trưởng cơ quan",
    "Ủy ban nhân dân",
    "Tòa án",
    "Ngân hàng Nhà nước",
    "cơ quan",
    "tổ chức",
)


def rename_body(text: Text, chance: random.Random, donor: Text) -> int:
    def count(name: str) -> int:
        return sum(f" {one.heading} {one.text} ".count(f" {name} ") for one in text.walk())

    name = max(BODIES, key=count)
    other = "Hội đồng điều phối liên ngành"
    cost = 0
    for one in text.walk():
        for what in ("heading", "text"):
            before = getattr(one, what)
            after = f" {before} ".replace(f" {name} ", f" {other} ")[1:-1]
            if after != before:
                setattr(one, what, after)
                one.is_touched = True
                times = f" {before} ".count(f" {name} ")
                cost += times * (len(words(name)) + len(words(other)))
    return cost


def renumber_all(text: Text, chance: random.Random, donor: Text) -> int:
    by = chance.randrange(1, 60)
    for article in text.articles():
        article.number = (
            f"{int(article.number) + by}" if article.number.isdecimal() else article.number
        )
    return 0


EDITS: dict[str, Callable[[Text, random.Random, Text], int]] = {
    edit.__name__: edit
    for edit in (
        three_words,
        insert_article,
        delete_article,
        move_far,
        move_and_change,
        split,
        merge,
        insert_clause,
        insert_point,
        delete_clause,
        rename_body,
        renumber_all,
    )
}


@dataclass
class Case:
    """A text, the same with one edit, and what is known about the two."""

    old: Document
    new: Document
    least: int
    expected: set[Expected]


def edited(text: Text, edit: str, chance: random.Random, donor: Text) -> Case:
    """Raises IndexError for a text that the edit cannot be made on."""
    after = deepcopy(text)
    least = EDITS[edit](after, chance, donor)
    old, new = text.document(), after.document()
    assert [part.kind for part in new.walk()] == [part.kind for part in after.walk()]
    return Case(old, new, least, set(_expected(text, old, after, new)))


def _expected(text: Text, old: Document, after: Text, new: Document) -> Iterator[Expected]:
    olds: dict[int, tuple[Part, Provision]] = {
        number: pair for pair in zip(text.walk(), old.walk(), strict=True) for number in pair[0].ids
    }
    news: dict[int, list[tuple[Part, Provision]]] = {}
    for pair in zip(after.walk(), new.walk(), strict=True):
        for number in pair[0].ids:
            news.setdefault(number, []).append(pair)
        if not pair[0].ids and _says(pair[0]):
            yield frozenset(), frozenset([pair[1].anchor]), Status.ADDED, frozenset()
    for number, (part, provision) in olds.items():
        if not _says(part):
            continue
        if number not in news:
            yield frozenset([provision.anchor]), frozenset(), Status.REMOVED, frozenset()
            continue
        became = news[number]
        from_old = {other for one, _ in became for other in one.ids}
        status = _status([olds[other][0] for other in sorted(from_old)], [one for one, _ in became])
        marks = set()
        if any(one.is_moved for one, _ in became):
            marks.add(Mark.MOVED)
        if not {olds[other][0].number for other in from_old} & {one.number for one, _ in became}:
            marks.add(Mark.RENUMBERED)
        yield (
            frozenset(olds[other][1].anchor for other in from_old),
            frozenset(one.anchor for _, one in became),
            status,
            frozenset(marks),
        )


def _says(part: Part) -> bool:
    return any(Words.of(one.heading + one.text).tokens for one in part.walk())


def _status(olds: list[Part], news: list[Part]) -> Status:
    if len(news) > 1:
        return Status.SPLIT
    if len(olds) > 1:
        return Status.MERGED
    kept = {frozenset(part.ids) for part in olds[0].walk()} == {
        frozenset(part.ids) for part in news[0].walk()
    }
    is_touched = any(part.is_touched for part in news[0].walk())
    return Status.UNCHANGED if kept and not is_touched else Status.AMENDED


def found(comparison: Comparison) -> set[Expected]:
    return {
        (frozenset(change.old), frozenset(change.new), change.status, change.marks)
        for change in comparison.changes
    }


def flagged(comparison: Comparison) -> int:
    changes: tuple[Change, ...] = (*comparison.changes, *comparison.outside)
    texts = [op.text for change in changes for op in change.ops if op.sign is not Sign.KEPT]
    return sum(len(words(text)) for text in texts)
