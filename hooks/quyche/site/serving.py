"""What `mkdocs serve` keeps from one build to the next, so that an edit is soon to be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.reading.memories import Memory
from quyche.site.renders import Renders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_KEY = "kept"
"""Where a build finds it, in `config.extra`."""


@dataclass(frozen=True)
class KeptBuilds:
    """All that is kept, each thing by what it was made of: no build differs from a first one."""

    memory: Memory = field(default_factory=Memory)
    renders: Renders = field(default_factory=Renders)


def kept(config: MkDocsConfig) -> KeptBuilds:
    """What this build has from earlier ones; nothing where it is the only one."""
    found = config.extra.get(_KEY)
    return found if isinstance(found, KeptBuilds) else KeptBuilds()


class Server:
    """Stays with what MkDocs loads once and asks at every build, as a plugin is."""

    def __init__(self) -> None:
        self._kept: KeptBuilds | None = None

    def start(self, command: str) -> None:
        """Begin with nothing; where a site is built once, nothing is kept at all."""
        self._kept = KeptBuilds() if command == "serve" else None

    def attend(self, config: MkDocsConfig) -> None:
        """Give a build what is kept, and watch what the organisation has put in our place."""
        own = config.theme.custom_dir
        if own and own not in config.watch:
            config.watch.append(own)
        if self._kept:
            self._kept.memory.turn()
            self._kept.renders.turn()
            config.extra[_KEY] = self._kept


OF_HOOKS = Server()
"""For hooks, which keep no state: all in it is named by what it was made of, so by no build."""
