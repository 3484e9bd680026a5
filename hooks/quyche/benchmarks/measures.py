"""What a command costs: seconds of processors, of a clock, and the most memory at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KIBIBYTE = 1024


@dataclass(frozen=True)
class Cost:
    """What a run took, with all that it started and waited for."""

    processor: float
    """Seconds of all processors together."""
    wall: float
    """Seconds of a clock."""
    memory: int
    """Bytes of the largest process when it was largest."""


def cost(arguments: Sequence[str], folder: Path) -> Cost:
    """Run Python with these arguments in a folder; raises CalledProcessError where it fails."""
    command = [sys.executable, *arguments]
    started = time.monotonic()
    process = subprocess.Popen(  # our own commands
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall = time.monotonic() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _KIBIBYTE)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
