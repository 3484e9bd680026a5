"""Tests of every file of a kind, as one test each: thousands take longer to begin than to run."""

from collections.abc import Callable, Iterable
from pathlib import Path

Check = Callable[[Path], None]


def of_every(paths: Iterable[Path]) -> Callable[[Check], Callable[[], None]]:
    """Make what holds one file to something a test that holds all of them to it."""
    every = tuple(paths)

    def made(check: Check) -> Callable[[], None]:
        def test() -> None:
            found = [told for path in every if (told := _told(check, path))]
            assert not found, "\n".join(found)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return made


def _told(check: Check, path: Path) -> str:
    """What is wrong with one file; empty where nothing is."""
    try:
        check(path)
    except AssertionError as fault:
        return f"{path}: {fault}"
    return ""
