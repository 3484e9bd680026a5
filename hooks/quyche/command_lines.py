"""What every command does alike: the arguments many have, its words, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, TypeVar

from quyche import interrupts, projects, speech  # noqa: F401  # the first of all that is ours
from quyche.argument_parsers import Parser
from quyche.errors import HistoryError, QuycheError, RefusedError
from quyche.labels import Labels
from quyche.terminals import complaint

T = TypeVar("T")

FINE = 0
PROBLEMS = 1
"""Something is wrong, or what is there did not allow what was asked for."""
WRONG_USE = 2
"""It was called in a way that cannot be carried out, as argparse has it."""
INTERRUPTED = 130
"""By Ctrl+C, as shells have it."""
UNREAD = 141
"""Whoever read what it printed went away, as shells have it."""

_MISNAMED = frozenset({"base-unknown", "no-remote"})
"""The refusals of what only the command line names."""


@dataclass(frozen=True)
class Command:
    """One command: what it is for, what it is given, and its work, which returns an exit code."""

    name: str
    """What it is for and what it is given is told by the labels below `help.<name>`."""
    arguments: Callable[[Parser, Path], None]
    """Adds the arguments to a parser; what is not named is that of a project, by its folder."""
    work: Callable[[argparse.Namespace, Labels], int]

    def parser(self, labels: Labels, project: Path, prog: str | None = None) -> Parser:
        """What reads the arguments."""
        parser = Parser(labels, self.name, prog=prog)
        examples = labels.texts.get(f"help.{self.name}.examples", "")
        parser.epilog = examples.replace("{prog}", parser.prog)
        self.arguments(parser, project)
        return parser

    def run(
        self,
        argv: Sequence[str] | None = None,
        project: Path | None = None,
        prog: str | None = None,
    ) -> int:
        """Do the work and return its exit code, or that of what stopped it.

        Only argparse ends the program itself, with its help or where it cannot read the arguments.
        """
        given = sys.argv[1:] if argv is None else argv
        labels = speech.labels_for(given, project)

        def work() -> int:
            parser = self.parser(labels, project or projects.here(), prog)
            return self.work(parser.read(given), labels)

        return ended(work, labels)


def door(command: Command, script: str) -> Callable[..., int]:
    """What a script in the folder of a project runs: a command, with that project as its own."""
    project = Path(script).parent.parent

    def main(argv: Sequence[str] | None = None) -> int:
        return command.run(argv, project)

    return main


# Arguments


def add_docs(parser: Parser, project: Path) -> None:
    """Let the folder of documents be named; without that it is the one of the project."""
    parser.add_argument("--docs", type=Path, default=projects.docs_of(project))


def add_config(parser: Parser, project: Path) -> None:
    """Let the settings be named; without that they are those of the project."""
    parser.add_argument("--config", type=_existing, default=project / projects.CONFIG)


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise QuycheError("command.no_file", path=path)
    return path


def add_structure(parser: Parser, known: Sequence[str]) -> None:
    """Let it be said how a text is written; without that, what it says or the settings do."""
    parser.add_argument("--structure", choices=known, default="")


def add_json(parser: Parser) -> None:
    """Let the result be asked for as data."""
    parser.add_argument("--json", action="store_true")


def add_formats(parser: Parser, formats: Sequence[str]) -> None:
    """Let one of several forms be asked for, JSON among them; the first is the usual one."""
    parser.add_argument("--format", choices=formats, default=formats[0])
    same = parser.labels("help.every.format_json")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help=same)


def value_of(read: Callable[[str, Labels], T], labels: Labels) -> Callable[[str], T]:
    """How argparse reads a value that may be refused: with the words of the refusal."""

    def value(text: str) -> T:
        try:
            return read(text, labels)
        except QuycheError as fault:
            raise argparse.ArgumentTypeError(labels.told(fault)) from None

    return value


# Ending


def ended(work: Callable[[], int], labels: Labels | None = None) -> int:
    """The exit code of some work; what stops it is one line on standard error.

    A fault of ours is none of that: it ends in a traceback.
    """
    words = labels or speech.labels_for()
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    try:
        return _flushed(work)
    except BrokenPipeError:
        return UNREAD
    except KeyboardInterrupt:
        return _complain(words("command.stopped"), INTERRUPTED)
    except (QuycheError, OSError) as fault:
        return _complain(_worded(fault, words), _code_of(fault))


def _flushed(work: Callable[[], int]) -> int:
    """Do the work, and know that all it printed went out."""
    try:
        return work()
    finally:
        if sys.stdout:
            try:
                sys.stdout.flush()
            except OSError:
                _abandon(sys.stdout)
                raise


def _code_of(fault: QuycheError | OSError) -> int:
    is_misnamed = isinstance(fault, HistoryError) and fault.rule in _MISNAMED
    is_refusal = isinstance(fault, RefusedError) and not is_misnamed
    return PROBLEMS if is_refusal else WRONG_USE


def _worded(fault: QuycheError | OSError, labels: Labels) -> str:
    """What stopped the work, in the words of the site's language."""
    if isinstance(fault, QuycheError):
        return labels.told(fault)
    reason = labels.reason(fault)
    if fault.filename is None:
        return labels("command.failed", reason=reason)
    return labels("command.unusable", path=fault.filename, reason=reason)


def _complain(line: str, code: int) -> int:
    """Say on standard error why the work ended; nobody is told where nobody listens there."""
    if sys.stderr:
        try:
            print(complaint(line), file=sys.stderr, flush=True)  # noqa: T201  # every command's last word
        except OSError:
            _abandon(sys.stderr)
    return code


def _write_utf8(stream: TextIO) -> None:
    """Texts are Vietnamese, whatever the terminal or the locale calls its encoding.

    What no encoding has, such as a wrong byte in the name of a file, is written as JSON escapes it.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _abandon(stream: TextIO) -> None:
    """Let what was not read go nowhere, or Python complains of it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
