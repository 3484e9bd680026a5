"""What every command does alike: the arguments many have, its words, and how it ends."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from quyche import projects
from quyche.errors import HistoryError, QuycheError, RefusedError
from quyche.git import GitError
from quyche.labels import Labels

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")

LANGUAGE = "vi"
"""In which commands speak."""

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

    about: str | None
    arguments: Callable[[argparse.ArgumentParser, Path], None]
    """Adds the arguments to a parser; what is not named is that of a project, by its folder."""
    work: Callable[[argparse.Namespace, Labels], int]
    examples: str | None = None

    def fill(
        self, parser: argparse.ArgumentParser, project: Path | None = None
    ) -> argparse.ArgumentParser:
        """Make a parser that of this command, be it one of its own or that of a subcommand."""
        parser.description, parser.epilog = self.about, self.examples
        if self.examples:
            parser.formatter_class = argparse.RawDescriptionHelpFormatter
        self.arguments(parser, project or projects.here())
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

        def read() -> argparse.Namespace:
            return self.fill(argparse.ArgumentParser(prog=prog), project).parse_args(argv)

        return ended(lambda: self.work(read(), labels()))


def door(command: Command, script: str) -> Callable[..., int]:
    """What a script in the folder of a project runs: a command, with that project as its own."""
    project = Path(script).parent.parent

    def main(argv: Sequence[str] | None = None) -> int:
        return command.run(argv, project)

    return main


def labels() -> Labels:
    """The words of commands, with those of the project we are in instead of ours."""
    from quyche.settings import Settings  # noqa: PLC0415  # not where a review is posted, by a Python that has nothing else

    ours = Labels.load(LANGUAGE)
    try:
        return ours.with_own(Settings.of_file(projects.here() / projects.CONFIG).labels)
    except QuycheError:
        return ours  # whatever is wrong there is for checks and builds to tell


# Arguments


def add_docs(parser: argparse.ArgumentParser, project: Path) -> None:
    """Let the folder of documents be named; without that it is the one of the project."""
    parser.add_argument(
        "--docs",
        type=Path,
        default=projects.docs_of(project),
        help="the folder of documents (docs)",
    )


def add_config(parser: argparse.ArgumentParser, project: Path) -> None:
    """Let the settings be named; without that they are those of the project."""
    parser.add_argument(
        "--config", type=_existing, default=project / projects.CONFIG, help="settings of the site"
    )


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise QuycheError(labels()("command.no_file", path=path))
    return path


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let the result be asked for as data."""
    parser.add_argument("--json", action="store_true", help="the same as data (JSON)")


def add_formats(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Let one of several forms be asked for, JSON among them; the first is the usual one."""
    parser.add_argument("--format", choices=formats, default=formats[0])
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )


def value_of(read: Callable[[str, Labels], T]) -> Callable[[str], T]:
    """How argparse reads a value that may be refused: with the words of the refusal."""

    def value(text: str) -> T:
        try:
            return read(text, labels())
        except QuycheError as fault:
            raise argparse.ArgumentTypeError(str(fault)) from None

    return value


# Ending


def ended(work: Callable[[], int]) -> int:
    """The exit code of some work; what stops it is one line on standard error.

    A fault of ours is none of that: it ends in a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    try:
        return _flushed(work)
    except BrokenPipeError:
        return UNREAD
    except KeyboardInterrupt:
        return _complain(labels()("command.stopped"), INTERRUPTED)
    except (QuycheError, OSError) as fault:
        return _complain(_worded(fault), _code_of(fault))


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


def _worded(fault: QuycheError | OSError) -> str:
    """What stopped the work, in the words of the site's language."""
    if isinstance(fault, HistoryError):
        return labels().refusal(fault)
    if isinstance(fault, GitError):
        rule = "command.damaged" if fault.tells_damage else "command.git"
        return labels()(rule, reason=fault)
    return _unusable(fault) if isinstance(fault, OSError) else str(fault)


def _unusable(fault: OSError) -> str:
    reason = labels().reason(fault)
    if fault.filename is None:
        return labels()("command.failed", reason=reason)
    return labels()("command.unusable", path=fault.filename, reason=reason)


def _complain(line: str, code: int) -> int:
    """Say on standard error why the work ended; nobody is told where nobody listens there."""
    if sys.stderr:
        try:
            print(line, file=sys.stderr, flush=True)  # noqa: T201  # every command's last word
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


def _end(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(fault, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return

    def stopped() -> int:
        raise fault

    raise SystemExit(ended(stopped))


# What a command imports takes a second or two, in which somebody may think better of it.
sys.excepthook = _end
