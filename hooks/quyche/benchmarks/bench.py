"""Measures ours beside the plain tool on the same made-up collections, in turn, as one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche.benchmarks import projects
from quyche.benchmarks.measures import Cost, cost, size
from quyche.benchmarks.projects import MadeUp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (10, 100, 400, 1000)
_EDITIONS, _OF_EDITIONS = 5, 50
_MEGABYTE = 1_000_000
_OURS = ("-m", "mkdocs", "build", "--quiet", "--site-dir")
_PLAIN = ("-m", "mkdocs", "build", "--quiet", "--config-file", projects.PLAIN, "--site-dir")
_PUBLISH = ("-m", "quyche.commands.main", "publish", "--site")


@dataclass(frozen=True)
class Beside:
    """The same measured twice: of ours, and of the plain tool."""

    documents: int
    ours: Cost
    plain: Cost

    @property
    def ratio(self) -> float:
        """Ours for each second of a processor of the other."""
        return self.ours.processor / self.plain.processor


def build(folder: Path, documents: int) -> Beside:
    """One edition of a collection, built from nothing by both in turn."""
    made = MadeUp.of(folder / str(documents), documents)
    plain = cost((*_PLAIN, str(folder / "plain")), made.folder)
    return Beside(documents, cost((*_OURS, str(folder / "ours")), made.folder), plain)


def editions(folder: Path, documents: int, count: int) -> list[tuple[int, Cost]]:
    """The whole site after each of some editions: its bytes, and what publishing all took."""
    made, found = MadeUp.of(folder / "editions", documents), []
    for number in range(1, count + 1):
        made.edition(number)
        site = folder / f"site-{number}"
        took = cost((*_PUBLISH, str(site)), made.folder)
        found.append((size(site), took))
    return found


def table(folder: Path, sizes: Sequence[int], count: int) -> Iterator[str]:
    """All lines, each as soon as it is measured."""
    yield "| documents | ours, s | plain, s | ratio | ours, MB | plain, MB |"
    yield "|---|---|---|---|---|---|"
    for documents in sizes:
        pair = build(folder, documents)
        times = f"{pair.ours.processor:.1f} | {pair.plain.processor:.1f} | {pair.ratio:.2f}"
        memory = f"{pair.ours.memory / _MEGABYTE:.0f} | {pair.plain.memory / _MEGABYTE:.0f}"
        yield f"| {documents} | {times} | {memory} |"
    if count:
        yield ""
        yield f"| editions of {_OF_EDITIONS} | site, MB | publishing all, s |"
        yield "|---|---|---|"
        for number, (total, took) in enumerate(editions(folder, _OF_EDITIONS, count), 1):
            yield f"| {number} | {total / _MEGABYTE:.1f} | {took.processor:.1f} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; nothing is left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--editions", type=int, default=_EDITIONS)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        for line in table(Path(name), arguments.sizes, arguments.editions):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0
