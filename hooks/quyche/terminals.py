"""What a terminal shows beside the text: colours, and how far long work is.

Neither is ever part of what a command prints to be read by programs: colours are for a terminal
alone, and how far work is stands on standard error.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from quyche.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from quyche.labels import Labels
    from quyche.problems import Problem


class Colour(Enum):
    """The colours that mean something, as terminals know them."""

    RED = "31"
    """It is wrong."""
    AMBER = "33"
    """It may be wrong."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at it, on a screen that knows more than letters."""
    is_plain = os.environ.get("TERM") == "dumb" or (
        sys.platform == "win32" and "WT_SESSION" not in os.environ
    )
    return stream is not None and stream.isatty() and not is_plain


def shows_colours(stream: TextIO | None) -> bool:
    """Whether it is a terminal of somebody who has not asked for none (NO_COLOR)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def coloured(text: str, colour: Colour, stream: TextIO) -> str:
    """The text in a colour, where the stream shows one."""
    return f"\x1b[{colour.value}m{text}\x1b[m" if shows_colours(stream) else text


def complaint(line: str) -> str:
    """Why a command ends, as standard error shows it: a place before it plain, the rest red."""
    match = _PLACE_RE.match(line)
    place = match[0] if match else ""
    return place + coloured(line[len(place) :], Colour.RED, sys.stderr)


def line_of(problem: Problem, labels: Labels) -> str:
    """A problem as one line of standard output: the place plain, what is wrong in its colour."""
    line = labels.line(problem)
    place, colon, told = line.partition(f":{problem.line}: " if problem.line else ": ")
    colour = Colour.AMBER if problem.severity is Severity.WARNING else Colour.RED
    return f"{place}{colon}{coloured(told, colour, sys.stdout)}" if colon else line


_PLACE_RE = re.compile(r"\S+: ")

# How far it is


@dataclass(frozen=True)
class WorkStage:
    """What is being worked on: which of how many, counted from one."""

    number: int
    count: int
    name: str
    is_like_others: bool = True
    """Whether each takes about as long as any other, so that it can be told how long all take."""


Tell = Callable[[WorkStage], None]
"""Told of each stage as it begins."""

_UNTOLD = 5.0
"""Seconds in which work is no long work yet, of which a log should tell."""


def untold(_: WorkStage) -> None:
    """For work of which nobody wants to know how far it is."""


@dataclass
class ProgressLine:
    """Tells on a terminal in one line that is written over, elsewhere in a line for each stage.

    How long it will still take is told once a stage has shown how long one takes. In a log there is
    nothing of work that has only begun.
    """

    labels: Labels
    stream: TextIO | None
    clock: Callable[[], float] = time.monotonic
    _start: float = field(init=False)
    _shown: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self._start = self.clock()

    def __call__(self, stage: WorkStage) -> None:
        """Tell that this stage begins."""
        elapsed = self.clock() - self._start
        line = self._line(stage, elapsed)
        if is_terminal(self.stream):
            self._show(line)
        elif self.stream and stage.number > 1 and elapsed >= _UNTOLD:
            print(line, file=self.stream, flush=True)  # beside what a command prints

    def _line(self, stage: WorkStage, elapsed: float) -> str:
        done = stage.number - 1
        told = {"number": stage.number, "count": stage.count, "name": stage.name}
        if not done or not stage.is_like_others:
            return self.labels("working.begun", elapsed=_clocked(elapsed), **told)
        left = _clocked(elapsed / done * (stage.count - done))
        return self.labels("working.measured", elapsed=_clocked(elapsed), left=left, **told)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Something else is printed in here, which may be on the same terminal."""
        shown = self._shown
        self.clear()
        yield
        if shown:
            self._show(shown)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._show("")

    def _show(self, line: str) -> None:
        room = shutil.get_terminal_size().columns - 1
        self._shown = line
        if self.stream:
            self.stream.write(f"\r{line[:room]}\x1b[K")
            self.stream.flush()


@contextmanager
def progress(labels: Labels, *, is_told: bool = True) -> Iterator[ProgressLine]:
    """Tells how far the work in here is; at its end, whatever that be, the line is gone."""
    told = ProgressLine(labels, sys.stderr if is_told else None)
    try:
        yield told
    finally:
        told.clear()


def _clocked(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
