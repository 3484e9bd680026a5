"""What is kept from one build to the next: by `mkdocs serve`, and between runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import projects
from quyche.reading.memories import Memory
from quyche.site.renders import Renders
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_KEY, _STORE = "kept", "store"
"""Where a build finds it, in `config.extra`; and a store that it shall use."""


@dataclass(frozen=True)
class KeptBuilds:
    """All that is kept, each thing by what it was made of: no build differs from a first one."""

    store: Store = NOWHERE
    memory: Memory = field(default_factory=Memory)
    renders: Renders = field(default_factory=Renders)

    @classmethod
    def beside(cls, store: Store, *, is_for_many: bool) -> KeptBuilds:
        """What begins with what a store holds, for one build or for many."""
        return cls(store, Memory.beside(store), Renders(store, is_for_many=is_for_many))


def give(config: MkDocsConfig, store: Store) -> None:
    """Let a build use a store, whatever the environment says."""
    config.extra[_STORE] = store


def kept(config: MkDocsConfig) -> KeptBuilds:
    """What this build has from earlier ones; nothing where nobody said so."""
    found = config.extra.get(_KEY)
    return found if isinstance(found, KeptBuilds) else KeptBuilds()


class Server:
    """Stays with what MkDocs loads once and asks at every build, as a plugin is."""

    def __init__(self) -> None:
        self._is_serving = False
        self._kept: KeptBuilds | None = None

    def start(self, command: str) -> None:
        """Begin with what is kept between runs; one that builds once holds no more than it."""
        self._is_serving = command == "serve"
        self._kept = None

    def attend(self, config: MkDocsConfig) -> None:
        """Give a build what is kept, and watch what the organisation has put in our place."""
        own = config.theme.custom_dir
        if own and own not in config.watch:
            config.watch.append(own)
        if self._kept is None or not self._is_serving:
            project = Path(config.config_file_path or projects.CONFIG).resolve().parent
            store = config.extra.get(_STORE) or Store.usual(project)
            self._kept = KeptBuilds.beside(store, is_for_many=self._is_serving)
        self._kept.memory.turn()
        self._kept.renders.turn()
        config.extra[_KEY] = self._kept

    def end(self, config: MkDocsConfig) -> None:
        """Let go what no longer has room, now that a build is done."""
        kept(config).store.trim()


OF_HOOKS = Server()
"""For hooks, which keep no state: all in it is named by what it was made of, so by no build."""
