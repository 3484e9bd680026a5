"""Ctrl+C ends the process in our one line from now on, until its very end.

Imported before all else of ours by what runs as a command, and by nothing else.
"""

from __future__ import annotations

import atexit
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def _end(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(fault, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return

    def stopped() -> int:
        raise fault

    # by its name: it imports this one first, and may be just what was being imported
    raise SystemExit(import_module("quyche.command_lines").ended(stopped))


# What a command imports takes a second or two, in which somebody may think better of it.
sys.excepthook = _end
# Python takes its handler away before it takes down all that was built, which takes a while: then
# the signal would end the process as if the work had not been done.
atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
