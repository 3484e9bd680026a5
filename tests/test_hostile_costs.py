"""Reading a text costs time in proportion to its length, whatever stands in it."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

import pytest

from hostile_texts import HEAD, LINES, PRINTED, SHAPES, Shape
from quyche.comparing import synopses
from quyche.comparing.comparison import compare
from quyche.comparing.tables import table
from quyche.imports.documents.conversion import convert
from quyche.imports.files import plain_text
from quyche.labels import Labels
from quyche.reading.reading import Reading
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

BODIES = {f"co-quan/ban-{x}.md": f"---\nkind: body\nname: Ban {x.upper()}\n---\n" for x in "abc"}
LITTLE = 0.25
"""Seconds of the processor that need no second look."""
STEP = 4
MOST = 2 * STEP
"""How much more a text may cost that is so many times as long; with the square it is 16 times."""


def read(body: str) -> None:
    sources = {**BODIES, "quy-che/a.md": HEAD + body}
    reading = Reading.of({path: source.encode() for path, source in sources.items()})
    assert reading.corpus.texts[0].document.source == HEAD + body
    assert reading.problems is reading.problems
    assert reading.duties is reading.duties


def convert_printed(body: str) -> None:
    pieces, problems = plain_text.read(body, "a.txt")
    assert convert(pieces, problems, "a.txt", "regulation", "").source


def parsed(body: str) -> Document:
    return parse(HEAD + body, "quy-che/a.md").document


def compare_changed(body: str) -> None:
    compare_texts(parsed(body), parsed(body.replace("Nội", "Một nội").replace("Ban A", "Ban B")))


def compare_shortened(body: str) -> None:
    compare_texts(parsed(body), parsed("### Điều 1. Một\n\n1. Nội dung\n"))


def compare_reversed(body: str) -> None:
    old = parsed(body)
    compare_texts(old, parsed("\n".join(body.split("\n")[::-1]) + "\n"))


def compare_texts(old: Document, new: Document) -> None:
    compared = compare(old, new)
    assert (
        table(synopses.synopsis(compared, old, new), (old, new), Labels.load("vi"), {}) is not None
    )


def seconds(work: Callable[[str], object], body: str) -> float:
    begun = time.process_time()
    work(body)
    return time.process_time() - begun


def body_of(shape: Shape, length: int) -> str:
    size = 16
    while len(shape(size)) < length and size < length:
        size += size // 2
    return shape(size)


def grows_no_faster(work: Callable[[str], object], shape: Shape, length: int) -> bool:
    """Whether a text costs in proportion to its length; on a busy machine the best try counts."""
    long = body_of(shape, length)
    short = body_of(shape, len(long) // STEP)
    for _ in range(3):
        if (cost := seconds(work, long)) <= LITTLE:
            return True
        least = min(seconds(work, short) for _ in range(3))
        if cost <= MOST * max(least, LITTLE / MOST):
            return True
    return False


@pytest.mark.parametrize("name", sorted(LINES))
def test_parsing_a_hostile_text_costs_what_its_length_does(name: str) -> None:
    assert grows_no_faster(parsed, SHAPES[name], 40_000)


@pytest.mark.parametrize("name", SHAPES)
def test_reading_a_hostile_text_costs_what_its_length_does(name: str) -> None:
    """Its links too: a longer paragraph would be damage, in which nothing is linked."""
    assert grows_no_faster(read, SHAPES[name], 10_000 if name in LINES else 16_000)


@pytest.mark.parametrize("name", [*SHAPES, *PRINTED])
def test_converting_a_hostile_text_costs_what_its_length_does(name: str) -> None:
    assert grows_no_faster(convert_printed, {**SHAPES, **PRINTED}[name], 20_000)


@pytest.mark.parametrize("name", SHAPES)
def test_comparing_hostile_texts_costs_what_their_length_does(name: str) -> None:
    assert grows_no_faster(compare_changed, SHAPES[name], 5_000)


@pytest.mark.parametrize("work", [compare_shortened, compare_reversed])
@pytest.mark.parametrize(
    "name", [name for name in sorted(LINES) if name.endswith(("repeated", "order"))]
)
def test_comparing_what_is_gone_or_moved_costs_what_their_length_does(
    name: str, work: Callable[[str], None]
) -> None:
    assert grows_no_faster(work, SHAPES[name], 4_000)


MANY: Mapping[str, Callable[[int], dict[str, str]]] = {
    "bodies": lambda size: {
        f"co-quan/ban-{n}.md": f"---\nkind: body\nname: Ban {n}x\n---\n" for n in range(size)
    },
    "documents": lambda size: {
        f"quy-che/a-{n}.md": HEAD.replace("Quy chế", f"Quy chế {n}x") + f"### Điều 1. Một\n\n1. Theo Điều 1 Quy chế {n}x và Ban A.\n"
        for n in range(size)
    },
    "sections of many chapters": lambda size: {
        "quy-che/b.md": HEAD + "".join(f"## Chương {n}. A\n\n### Mục 1. B\n\n#### Điều {n}. C\n\n1. Theo Mục 1.\n\n" for n in range(1, size))
    },
    "clauses without numbers": lambda size: {
        "quy-che/b.md": HEAD + "### Điều 1. Một\n\n" + "Theo khoản 3 Điều 1.\n\n" * size
    },
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_reading_many_things_costs_what_their_number_does(name: str) -> None:
    runs = count()

    def read_many(size: int) -> float:
        anew = "\n" * next(runs)  # what was read before is kept, and would cost nothing
        text = f"{HEAD}### Điều 1. Một\n\n" + "1. Ban 1x và Ban 2x quyết định theo Điều 1.\n" * size
        files = {"quy-che/a.md": text, **MANY[name](size)}
        contents = {path: f"{source}{anew}".encode() for path, source in files.items()}
        return seconds(lambda _: assert_read(contents), "")

    def grows() -> bool:
        short = min(read_many(40) for _ in range(2))
        return read_many(160) <= MOST * max(short, LITTLE / MOST)

    assert any(grows() for _ in range(3))  # on a busy machine the best try counts


def assert_read(contents: dict[str, bytes]) -> None:
    assert partial(Reading.of, contents)().problems is not None
