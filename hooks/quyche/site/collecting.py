"""How often Python looks for garbage while a site is built."""

import gc

_YOUNG, _OLDER, _OLDEST = 50_000, 20, 100
"""New objects between two looks, looks between two at older ones, those between two at all."""


def collect_rarely() -> None:
    """Look through all that was read far less often than Python does for other programs.

    Texts, links and pages are hundreds of thousands of objects that stay until the end of a build;
    what goes before it holds itself alive hardly anywhere.
    """
    gc.set_threshold(_YOUNG, _OLDER, _OLDEST)
