"""Work that a copy of this process does, so that this one stays clear of what the work starts."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def by_a_copy(work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """The same work, done by one copy of this process; other copies do it themselves."""
    own = os.getpid()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    # At once: a later copy would hold on to whatever is open by then, locks among it.
    context.Process(target=_serve, args=(theirs, work), daemon=True).start()
    theirs.close()

    def done(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        if os.getpid() != own:
            return work(*given, **named)
        ours.send((given, named))
        made, fault = ours.recv()
        if fault is not None:
            raise fault
        return made  # type: ignore[no-any-return]  # as the work returns it

    return done


def _serve(pipe: Connection, work: Callable[..., _Made]) -> None:
    """Do it for whatever comes, until nobody is left to ask."""
    while True:
        try:
            given, named = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((work(*given, **named), None))
        except Exception as fault:  # noqa: BLE001  # raised again where it was asked for
            pipe.send((None, fault))
