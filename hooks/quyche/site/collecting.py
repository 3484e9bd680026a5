"""How often Python looks for garbage while a site is built."""

import gc

_YOUNG, _OLDER, _OLDEST = 5_000, 20, 200
"""New objects between two looks, looks between two at older ones, those between two at all."""


def collect_rarely() -> None:
    """Look through all that was read far less often than Python does for other programs.

    Texts, links and pages are hundreds of thousands of objects that stay until the end of a build.
    What goes before it and holds itself alive, as whatever a template was given, is young.
    """
    gc.set_threshold(_YOUNG, _OLDER, _OLDEST)
