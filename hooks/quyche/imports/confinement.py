"""Reading a foreign file in a process of its own, which may take so much and no more.

What is in such a file nobody knows. A reader that hangs, eats the memory or dies on it takes only
its process with it: the command says one line and has written nothing.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports.messages import labels

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

_TASKS = Path("/proc/self/task")
_SIZES = Path("/proc/self/statm")
_LONGEST_REASON = 200


@dataclass(frozen=True)
class Allowance:
    """What reading one file may take; real files take a hundredth of it."""

    processor_seconds: int = 60
    memory: int = 2_000_000_000
    """Bytes, beside what the program itself has."""
    wait: int = 600
    """Seconds by the clock, for what uses no processor, and where there are no other limits."""


@dataclass(frozen=True)
class _Failure:
    """Why there is no result; its rule and details are worded under `foreign.<rule>`."""

    rule: str
    details: Mapping[str, object]


def confined(
    path: Path, work: Callable[..., T], *arguments: object, allowance: Allowance | None = None
) -> T:
    """What the work returns that reads this file.

    Raises what the work refuses, and UnreadableFileError where it takes too much, hangs or dies.
    Work and arguments are sent to the other process, so they must be known by name.
    """
    allowed = allowance or Allowance()
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, allowed, work, arguments), daemon=True)
    try:
        process.start()
        theirs.close()
        answer = _answer(ours, process, allowed)
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
    if isinstance(answer, QuycheError):
        raise answer
    if isinstance(answer, _Failure):
        message = labels()(f"foreign.{answer.rule}", path=path, **answer.details)
        raise UnreadableFileError(message)
    return cast("T", answer)


def _context() -> ForkContext | SpawnContext:
    """How the other process begins: as a copy of this one where that is safe, for it is quick."""
    if sys.platform == "linux" and is_alone():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def is_alone() -> bool:
    """Whether this process has no second thread, whose locks a copy would have for ever."""
    return _TASKS.is_dir() and sum(1 for _ in _TASKS.iterdir()) == 1


def _answer(ours: Connection, process: BaseProcess, allowed: Allowance) -> object:
    if not ours.poll(allowed.wait):
        return _Failure("hung", {"seconds": allowed.wait})
    try:
        return ours.recv()
    except EOFError:
        process.join()
        if process.exitcode == -getattr(signal, "SIGXCPU", 0):
            return _Failure("slow", {"seconds": allowed.processor_seconds})
        return _Failure("died", {"code": process.exitcode})


# In the other process


def _serve(
    theirs: Connection,
    allowed: Allowance,
    work: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    """Do the work within the limits and send what came of it."""
    _silence()
    _limit(allowed)
    try:
        theirs.send(_result(work, arguments))
    except MemoryError:
        theirs.send(_Failure("memory", {}))


def _result(work: Callable[..., object], arguments: tuple[object, ...]) -> object:
    try:
        return work(*arguments)
    except QuycheError as fault:
        return fault
    except MemoryError:
        return _Failure("memory", {})
    except RecursionError:
        return _Failure("recursion", {})
    except BaseException as fault:  # noqa: BLE001 - a reader in another language panics with one
        return _Failure("broken", {"reason": _place(fault)})


def _place(fault: BaseException) -> str:
    """What went wrong and where, on one line, for whoever mends the reader."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    said = " ".join(str(fault).split())[:_LONGEST_REASON]
    return f"{where}: {type(fault).__name__}: {said}"


def _silence() -> None:
    """Libraries that die say so on channels that belong to the command."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for channel in (0, 1, 2):
        os.dup2(nowhere, channel)
    os.close(nowhere)


def _limit(allowed: Allowance) -> None:
    """Take no more than is allowed; where the system knows no limits, the clock is the only one."""
    if sys.platform == "win32":
        return
    seconds = allowed.processor_seconds
    _set(resource.RLIMIT_CPU, seconds, seconds + 2)
    _set(resource.RLIMIT_CORE, 0, 0)
    if _SIZES.is_file():
        pages = int(_SIZES.read_text(encoding="ascii").split()[0])
        memory = pages * resource.getpagesize() + allowed.memory
        _set(resource.RLIMIT_AS, memory, memory)


def _set(kind: int, soft: int, hard: int) -> None:
    """Set a limit, or leave a lower one as it is."""
    before = resource.getrlimit(kind)
    wanted = tuple(
        new if old == resource.RLIM_INFINITY else min(old, new)
        for old, new in zip(before, (soft, hard), strict=True)
    )
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (wanted[0], wanted[1]))
