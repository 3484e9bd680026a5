"""Results of pure work, kept by what they were made of for whoever does the same work again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Key = TypeVar("_Key", bound="Hashable")
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Kept(Generic[_Key, _Value]):
    """Values by keys that hold all that they are made of, so that none of them ever grows old.

    What two rounds of work, one after the other, had no use for is let go.
    """

    _now: dict[_Key, _Value] = field(default_factory=dict, compare=False)
    _before: dict[_Key, _Value] = field(default_factory=dict, compare=False)

    def of(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """The value for a key; made only where it is not known."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return self._now[key]

    def turn(self) -> None:
        """Begin another round of work."""
        self._before.clear()
        self._before.update(self._now)
        self._now.clear()
