"""What one reading leaves to the next one in the same process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.comparing.comparers import Comparer
from quyche.corpus import corpora
from quyche.corpus.links import Linker
from quyche.kept import Kept
from quyche.language import structures
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.corpus.texts import Corpus
    from quyche.editions.archives import KeptCorpora

_Given = tuple[bool, str, tuple[tuple[str, str], ...], tuple[tuple[str, bytes], ...]]
# with what is internal or not, in which structure, what is assumed of files, and the files


@dataclass(frozen=True)
class Memory:
    """What was read and compared, by what that was made of; whoever has none starts with none.

    A reading with a memory is the same as one without, and made sooner.
    """

    store: Store = NOWHERE
    """What lasts longer than the process; nothing, where nobody gives one."""
    work: Kept[_Given, Corpus] = field(default_factory=Kept)
    """The documents of a folder, by the content of its files."""
    past: KeptCorpora = field(default_factory=Kept)
    """The documents of editions, by the objects in Git, which never change."""
    comparer: Comparer = field(default_factory=Comparer)
    linker: Linker = field(default_factory=Linker)

    @classmethod
    def beside(cls, store: Store) -> Memory:
        """One that begins with what a store holds."""
        return cls(store, comparer=Comparer(store), linker=Linker(store))

    def documents(
        self,
        pages: Mapping[str, bytes],
        *,
        internal: bool = True,
        assume: Mapping[str, str] | None = None,
        structure: str = structures.USUAL.name,
    ) -> Corpus:
        """The corpus of these files, as `corpora.build` makes it."""
        key = (internal, structure, tuple(sorted((assume or {}).items())), tuple(pages.items()))
        grammar = structures.named(structure)
        return self.work.of(
            key,
            lambda: corpora.build(
                pages, internal=internal, assume=assume, grammar=grammar, store=self.store
            ),
        )

    def turn(self) -> None:
        """Begin another reading: what the last two had no use for is let go."""
        self.work.turn()
        self.past.turn()
        self.comparer.turn()
        self.linker.turn()
