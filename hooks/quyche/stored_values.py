"""Values as bytes and back: plain ones, days, and frozen dataclasses and enumerations of ours.

Nothing else is ever made of bytes, whatever they hold: what lies in a folder of a user's caches
may have been put there by anybody who can write there.
"""

from __future__ import annotations

import copyreg
import dataclasses
import gc
import importlib
import io
import pickle
from collections.abc import Callable
from enum import Enum
from functools import cache

_OURS = "quyche."
_STRUCTURES = "quyche.language.structures"
_NAMED = frozenset({("datetime", "date"), (_STRUCTURES, "named"), (_STRUCTURES, "form_at")})
"""A plain value, and what finds the one value of its kind instead of making another."""
_FAULTS = (
    *(pickle.PickleError, AttributeError, EOFError, ImportError, IndexError, KeyError),
    *(MemoryError, OverflowError, RecursionError, TypeError, ValueError),
)


class ForeignValueError(Exception):
    """A value that is not to be kept, or bytes that hold none that was."""


_Reduced = tuple[Callable[..., object], tuple[object, ...]]


class _Writer(pickle.Pickler):
    def reducer_override(self, value: object) -> _Reduced:
        """A dataclass by its fields: to look at its `__dict__` would make one for good."""
        kind: type = type(value)
        names = _fields_of(kind)
        if names is None:
            return NotImplemented  # type: ignore[no-any-return]  # as pickle has it
        return kind, tuple([getattr(value, name) for name in names])


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """What a frozen dataclass of ours is made of again; None for what is not written so."""
    if (
        not _only_holds(kind)
        or not dataclasses.is_dataclass(kind)
        or kind in copyreg.dispatch_table
    ):
        return None
    fields = dataclasses.fields(kind)
    return tuple(field.name for field in fields) if all(field.init for field in fields) else None


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """A class of ours that only holds what it is given."""
        return _known(module, name)


@cache
def _known(module: str, name: str) -> object:
    is_named = (module, name) in _NAMED
    if not is_named and not _holds_values(module):
        raise ForeignValueError(f"{module}.{name}")
    found: object = getattr(importlib.import_module(module), name)
    if not is_named and not _only_holds(found):
        raise ForeignValueError(f"{module}.{name}")
    return found


def _holds_values(module: str) -> bool:
    """Whether a module is one of ours that knows what an organisation wrote.

    What lies on the ground reaches files, Git and the network instead; problems are an exception.
    """
    is_room = module.startswith(_OURS) and module.count(".") > 1
    return is_room or module == f"{_OURS}problems"


def _only_holds(found: object) -> bool:
    """Whether it is a frozen dataclass that does nothing when it is made, or an enumeration.

    Or a tuple whose places have names.
    """
    if not isinstance(found, type) or not _holds_values(found.__module__):
        return False
    if issubclass(found, tuple):
        return hasattr(found, "_fields")
    return issubclass(found, Enum) or (
        dataclasses.is_dataclass(found)
        and getattr(found, "__dataclass_params__").frozen  # noqa: B009  # dataclasses has it so
        and not hasattr(found, "__post_init__")
        and _sets_itself(found)
    )


def _sets_itself(found: type) -> bool:
    """Whether nothing of ours runs when it gets its values; those with slots have what all have."""
    setting = getattr(found, "__setstate__", None)
    return setting is None or setting.__module__ == dataclasses.__name__


def dumped(value: object) -> bytes:
    """The bytes of a value; raises ForeignValueError for one that is not to be kept."""
    written = io.BytesIO()
    try:
        _Writer(written, protocol=5).dump(value)
    except _FAULTS as fault:
        raise ForeignValueError(str(fault)) from fault
    return written.getvalue()


def loaded(content: bytes) -> object:
    """The value of bytes; raises ForeignValueError where they hold anything else."""
    is_collecting = gc.isenabled()
    gc.disable()  # a value is a tree: there is nothing to collect in it
    try:
        return _Reader(io.BytesIO(content)).load()
    except _FAULTS as fault:
        raise ForeignValueError(str(fault)) from fault
    finally:
        if is_collecting:
            gc.enable()
